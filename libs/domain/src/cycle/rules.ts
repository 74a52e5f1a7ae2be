// The policy of the cycle context: each rule is a function that names what is wrong, or nothing.
import { isWithin, type RefusalCatalogue, type Rejection, type Rule, refuse } from '../kernel/index.ts';
import type { CommandNamed, CycleCommand } from './commands.ts';
import { phases } from './events.ts';
import type { CycleData, Opened, Run } from './state.ts';

export const cycleRefusals = {
  'cycle-without-standard': {
    kind: 'unacceptable',
    en: 'A cycle needs a published standard.',
    zh: '评估周期须适用一项已公布的标准。',
  },
  'cycle-standard-not-in-force': {
    kind: 'conflict',
    en: 'The standard is not in force on {effectiveOn}: it holds from {validFrom} until {until}.',
    zh: '该标准在{effectiveOn}不生效：有效期自{validFrom}起，至{until}止。',
  },
  'cycle-standard-from-elsewhere': {
    kind: 'unacceptable',
    en: 'A standard of {standard} does not bind {jurisdiction}.',
    zh: '{standard}的标准不适用于{jurisdiction}。',
  },
  'cycle-already-opened': {
    kind: 'conflict',
    en: 'The cycle {year} of {jurisdiction} is already opened, with another standard or schedule.',
    zh: '{jurisdiction}辖区{year}年评估周期已启动，且适用标准或日程不同。',
  },
  'cycle-not-opened': {
    kind: 'conflict',
    en: 'The cycle {year} of {jurisdiction} is not opened.',
    zh: '{jurisdiction}辖区{year}年评估周期尚未启动。',
  },
  'cycle-before-opening': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the cycle was opened, {openedOn}.',
    zh: '生效日期{effectiveOn}早于评估周期启动日期{openedOn}。',
  },
  'cycle-phase-reversed': {
    kind: 'unacceptable',
    en: 'The phase {phase} would end on {ends}, before it starts on {starts}.',
    zh: '“{phaseZh}”阶段的结束日期{ends}早于开始日期{starts}。',
  },
  'cycle-phases-out-of-order': {
    kind: 'unacceptable',
    en: 'The phase {later} cannot follow {earlier}: phases stand in their order, each once, and none starts before the one it follows.',
    zh: '“{laterZh}”阶段不能排在“{earlierZh}”之后：各阶段应依次排列、不得重复，且开始日期不得早于前一阶段。',
  },
  'cycle-phase-not-next': {
    kind: 'conflict',
    en: 'The cycle is in the phase {current}; {phase} is not the next one.',
    zh: '评估周期现处于“{currentZh}”阶段，“{phaseZh}”不是下一阶段。',
  },
  'cycle-schedule-without-phase': {
    kind: 'conflict',
    en: 'The cycle is in the phase {current}, which the new schedule leaves out.',
    zh: '评估周期现处于“{currentZh}”阶段，新日程未列该阶段。',
  },
  'cycle-figure-year-after-cycle': {
    kind: 'unacceptable',
    en: 'Figures of {figureYear} cannot be asked for in a cycle of {year}.',
    zh: '{year}年评估周期不能采用{figureYear}年的数据。',
  },
  'cycle-figure-year-not-begun': {
    kind: 'unacceptable',
    en: 'The year {figureYear} has not begun on {effectiveOn}.',
    zh: '截至{effectiveOn}，{figureYear}年尚未开始。',
  },
  'cycle-figure-year-frozen': {
    kind: 'conflict',
    en: 'The cycle is frozen; the year of its figures, {current}, stays until it is reopened.',
    zh: '评估周期已冻结，重新开放之前，数据年度{current}不得变更。',
  },
  'cycle-not-frozen': {
    kind: 'conflict',
    en: 'The cycle is not frozen, so that there is nothing to reopen.',
    zh: '评估周期未冻结，无需重新开放。',
  },
  'cycle-scoring-in-progress': {
    kind: 'conflict',
    en: 'The run {run} is still scoring this cycle; complete or abandon it first.',
    zh: '评分任务{run}仍在进行，请先完成或终止。',
  },
  'cycle-run-pinned-otherwise': {
    kind: 'conflict',
    en: 'The run {run} is pinned to another position.',
    zh: '评分任务{run}已锁定其他数据位置。',
  },
  'cycle-run-unknown': {
    kind: 'conflict',
    en: 'No run {run} was started in this cycle.',
    zh: '本评估周期没有评分任务{run}。',
  },
  'cycle-run-over': {
    kind: 'conflict',
    en: 'The run {run} is over; what it found does not change any more.',
    zh: '评分任务{run}已结束，其结果不再变更。',
  },
  'cycle-run-not-completed': {
    kind: 'conflict',
    en: 'The run {run} is not completed; its results do not stand.',
    zh: '评分任务{run}尚未完成，其结果不能采用。',
  },
  'cycle-run-without-result': {
    kind: 'unacceptable',
    en: 'The run {run} has no result for {subject} in {jurisdiction}.',
    zh: '评分任务{run}中没有{jurisdiction}范围内{subject}的结果。',
  },
  'cycle-cohort-measured-otherwise': {
    kind: 'conflict',
    en: 'The run {run} measured the cohort {cohort} already, with other figures.',
    zh: '评分任务{run}已得出分组{cohort}的统计值，且数值不同。',
  },
} as const satisfies RefusalCatalogue;

type Later = Exclude<CycleCommand, { type: 'OpenCycle' }>;

/** Of a standard that is named and published. */
export const standardBinds = (
  { data: { jurisdiction }, effectiveOn }: CommandNamed<'OpenCycle'>,
  standard: CycleData<'CycleOpened'>['standard'],
  published: NonNullable<CommandNamed<'OpenCycle'>['data']['published']>,
): Rejection | undefined => {
  if (!isWithin(jurisdiction, standard.jurisdiction))
    return refuse(cycleRefusals, 'cycle-standard-from-elsewhere', { standard: standard.jurisdiction, jurisdiction });
  const { validFrom, validUntil, supersededFrom } = published;
  const holds =
    validFrom <= effectiveOn &&
    (validUntil === null || effectiveOn <= validUntil) &&
    (supersededFrom === null || effectiveOn < supersededFrom);
  const until = [validUntil, supersededFrom].filter((day) => day !== null).toSorted()[0] ?? '…';
  return holds ? undefined : refuse(cycleRefusals, 'cycle-standard-not-in-force', { effectiveOn, validFrom, until });
};

type Phase = (typeof phases)[number];

/** As 松规划资源〔2023〕123号 calls them. */
const phaseNames: Readonly<Record<Phase, string>> = {
  preparation: '组建专班、下发底版',
  evaluation: '评估',
  'line-review': '审核把关',
  'joint-review': '联合研判',
  'final-approval': '审定',
};

export const scheduleIsInOrder: Rule<CommandNamed<'OpenCycle' | 'RescheduleCycle'>, unknown> = ({ data: { schedule } }) => {
  const reversed = schedule.find(({ starts, ends }) => ends < starts);
  if (reversed !== undefined) return refuse(cycleRefusals, 'cycle-phase-reversed', { ...reversed, phaseZh: phaseNames[reversed.phase] });
  const misplaced = schedule
    .slice(1)
    .map((later, n) => ({ later, earlier: schedule[n] as typeof later }))
    .find(({ later, earlier }) => phases.indexOf(later.phase) <= phases.indexOf(earlier.phase) || later.starts < earlier.starts);
  if (misplaced === undefined) return undefined;
  const [later, earlier] = [misplaced.later.phase, misplaced.earlier.phase];
  return refuse(cycleRefusals, 'cycle-phases-out-of-order', { later, earlier, laterZh: phaseNames[later], earlierZh: phaseNames[earlier] });
};

export const notBeforeOpening: Rule<Later, Opened> = ({ effectiveOn }, { openedOn }) =>
  effectiveOn < openedOn ? refuse(cycleRefusals, 'cycle-before-opening', { effectiveOn, openedOn }) : undefined;

export const phaseIsNext: Rule<CommandNamed<'AdvancePhase'>, Opened> = ({ data: { phase } }, { phase: current, schedule }) => {
  const place = schedule.findIndex((each) => each.phase === current);
  return schedule[place + 1]?.phase === phase
    ? undefined
    : refuse(cycleRefusals, 'cycle-phase-not-next', { current, phase, currentZh: phaseNames[current], phaseZh: phaseNames[phase] });
};

export const phaseIsKept: Rule<CommandNamed<'RescheduleCycle'>, Opened> = ({ data: { schedule } }, { phase: current }) =>
  schedule.some(({ phase }) => phase === current)
    ? undefined
    : refuse(cycleRefusals, 'cycle-schedule-without-phase', { current, currentZh: phaseNames[current] });

export const yearHasFigures: Rule<CommandNamed<'SetFigureYear'>, Opened> = ({ data: { year, figureYear }, effectiveOn }) => {
  if (figureYear > year) return refuse(cycleRefusals, 'cycle-figure-year-after-cycle', { year, figureYear });
  const begun = Number(effectiveOn.slice(0, 4)) >= figureYear;
  return begun ? undefined : refuse(cycleRefusals, 'cycle-figure-year-not-begun', { figureYear, effectiveOn });
};

export const figuresNotFrozen: Rule<CommandNamed<'SetFigureYear'>, Opened> = (_, { kind, figureYear }) =>
  kind === 'frozen' ? refuse(cycleRefusals, 'cycle-figure-year-frozen', { current: figureYear }) : undefined;

export const wasFrozen: Rule<CommandNamed<'ReopenCycle'>, Opened> = (_, { kind }) =>
  kind === 'open' ? refuse(cycleRefusals, 'cycle-not-frozen') : undefined;

export const nothingRuns: Rule<CommandNamed<'StartScoring' | 'SetFigureYear'>, Opened> = (_, { runs }) => {
  const running = runs.find(({ kind }) => kind === 'running');
  return running === undefined ? undefined : refuse(cycleRefusals, 'cycle-scoring-in-progress', { run: running.id });
};

type OfRun = CommandNamed<'RecordCohort' | 'CompleteScoring' | 'AbandonScoring'>;

export const runGoesOn: Rule<OfRun, Run> = (_, { id, kind }) =>
  kind === 'running' ? undefined : refuse(cycleRefusals, 'cycle-run-over', { run: id });
