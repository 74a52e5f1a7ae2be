// The policy of the lineage context: each rule is a function that names what is wrong, or nothing.
import {
  areaInUnits,
  type Command,
  type EffectiveDate,
  fractionOf,
  inMu,
  inSquareMetres,
  type RefusalCatalogue,
  type Rejection,
  type Rule,
  refuse,
} from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import { type Begun, includesStep, missingSteps, type Plan, stepsOf } from './state.ts';

export const lineageRefusals = {
  'lineage-not-started': {
    kind: 'conflict',
    en: 'No such split or merger has been started.',
    zh: '该分割或合并不存在。',
  },
  'lineage-already-started': {
    kind: 'conflict',
    en: 'A split or merger of other parcels was started under this id on {startedOn}.',
    zh: '该编号下已于{startedOn}启动内容不同的分割或合并。',
  },
  'lineage-before-start': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the split or merger, {startedOn}.',
    zh: '生效日期{effectiveOn}早于该分割或合并日期{startedOn}。',
  },
  'lineage-parcel-named-twice': {
    kind: 'unacceptable',
    en: 'The parcel {parcelId} is named twice.',
    zh: '地块{parcelId}重复列出。',
  },
  'lineage-code-named-twice': {
    kind: 'unacceptable',
    en: 'The parcel code {code} is given twice.',
    zh: '宗地代码{code}重复赋予。',
  },
  'lineage-child-elsewhere': {
    kind: 'unacceptable',
    en: 'A new parcel is said to lie in {jurisdiction}, where none of the former ones lies.',
    zh: '新地块所属辖区{jurisdiction}与原地块所在辖区均不一致。',
  },
  'lineage-code-retires': {
    kind: 'conflict',
    en: 'The code {code} ends with the former parcel; a new parcel needs a new one.',
    zh: '宗地代码{code}随原地块注销，新地块须重新编码。',
  },
  'lineage-parcel-has-ended': {
    kind: 'conflict',
    en: 'The parcel {parcelId} was retired or is a duplicate; it cannot be split or merged.',
    zh: '地块{parcelId}已注销或为重复建档，不能分割或合并。',
  },
  'lineage-parcel-has-later-facts': {
    kind: 'conflict',
    en: 'The parcel {parcelId} cannot end on {on}: something is recorded of it that holds from {latestOn} on.',
    zh: '地块{parcelId}不能自{on}起注销：已有自{latestOn}起生效的记载。',
  },
  'lineage-area-unknown': {
    kind: 'conflict',
    en: 'No source gives the area of the parcel {parcelId}; record it first.',
    zh: '地块{parcelId}尚无面积记载，请先记载面积。',
  },
  'lineage-area-in-conflict': {
    kind: 'conflict',
    en: 'Sources give different areas of the parcel {parcelId}; decide first which one counts.',
    zh: '地块{parcelId}存在未解决的面积冲突，请先确定采用的面积。',
  },
  'lineage-areas-do-not-add-up': {
    kind: 'unacceptable',
    en: 'The areas do not add up: {before} mu before, {after} mu after, {difference} m² apart; the tolerance is {tolerance}.',
    zh: '面积不平衡：变更前{before}亩，变更后{after}亩，相差{difference}平方米；允许误差为{tolerance}。',
  },
  'lineage-surplus-land-without-project': {
    kind: 'unacceptable',
    en: 'Surplus land is split off with an industrial project ({purpose}); name the project.',
    zh: '节余土地分割转让须带产业项目（{purpose}），请载明项目名称。',
  },
  'lineage-step-unknown': {
    kind: 'unacceptable',
    en: 'The split or merger has no step {step} for the parcel {parcelId}.',
    zh: '该分割或合并没有地块{parcelId}的步骤{step}。',
  },
  'lineage-step-not-due': {
    kind: 'conflict',
    en: 'Step {step} of the parcel {parcelId} comes first.',
    zh: '应先完成地块{parcelId}的步骤{step}。',
  },
  'lineage-already-closed': {
    kind: 'conflict',
    en: 'The split or merger is over: {kind}.',
    zh: '该分割或合并已结束（{kind}）。',
  },
  'lineage-not-abandoned': {
    kind: 'conflict',
    en: 'Nothing is undone while the split or merger goes on ({kind}); abandon it first.',
    zh: '该分割或合并仍在进行（{kind}），须先撤销。',
  },
} as const satisfies RefusalCatalogue;

/** What a request to split or merge says, beside its plan. */
export interface Asked extends Plan {
  readonly parents: CommandNamed<'StartMerger'>['data']['parents'];
  readonly purpose: 'ordinary' | 'surplus-land';
  readonly project: string | null;
  readonly tolerance: string;
  readonly on: EffectiveDate;
}

/** A rule of the request itself, whatever happened before. */
type Demand = (asked: Asked) => Rejection | undefined;

const firstTwice = (values: readonly string[]): string | undefined => values.find((value, i) => values.indexOf(value) !== i);

const parcelsNamedOnce: Demand = ({ parents, children }) => {
  const parcelId = firstTwice([...parents, ...children].map((each) => each.parcelId));
  return parcelId === undefined ? undefined : refuse(lineageRefusals, 'lineage-parcel-named-twice', { parcelId });
};

const newCodes = ({ children }: Asked): readonly string[] =>
  children.flatMap(({ parcelCode }) => (parcelCode === null ? [] : [parcelCode]));

const codesNamedOnce: Demand = (asked) => {
  const code = firstTwice(newCodes(asked));
  return code === undefined ? undefined : refuse(lineageRefusals, 'lineage-code-named-twice', { code });
};

const childrenLieThere: Demand = ({ parents, children }) => {
  const elsewhere = children.find((child) => !parents.some(({ jurisdiction }) => jurisdiction === child.jurisdiction));
  return elsewhere === undefined ? undefined : refuse(lineageRefusals, 'lineage-child-elsewhere', { jurisdiction: elsewhere.jurisdiction });
};

const parentsAreThere: Demand = ({ parents }) => {
  const ended = parents.find(({ hasEnded }) => hasEnded);
  return ended === undefined ? undefined : refuse(lineageRefusals, 'lineage-parcel-has-ended', { parcelId: ended.parcelId });
};

/** What cannot be true of any split or merger, reported ones included. */
export const demandsOfSense: readonly Demand[] = [parcelsNamedOnce, codesNamedOnce, childrenLieThere, parentsAreThere];

const nothingHoldsLater: Demand = ({ parents, on }) => {
  const outlived = parents.find(({ latestOn }) => latestOn > on);
  if (outlived === undefined) return undefined;
  const { parcelId, latestOn } = outlived;
  return refuse(lineageRefusals, 'lineage-parcel-has-later-facts', { parcelId, on, latestOn });
};

const codesAreNew: Demand = (asked) => {
  const code = newCodes(asked).find((each) => asked.parents.some(({ codes }) => codes.includes(each)));
  return code === undefined ? undefined : refuse(lineageRefusals, 'lineage-code-retires', { code });
};

const areasAreKnown: Demand = ({ parents }) => {
  const unknown = parents.find(({ area }) => area === null);
  return unknown === undefined ? undefined : refuse(lineageRefusals, 'lineage-area-unknown', { parcelId: unknown.parcelId });
};

const areasAreSettled: Demand = ({ parents }) => {
  const disputed = parents.find(({ areaInConflict }) => areaInConflict);
  return disputed === undefined ? undefined : refuse(lineageRefusals, 'lineage-area-in-conflict', { parcelId: disputed.parcelId });
};

const sum = (areas: readonly bigint[]): bigint => areas.reduce((total, next) => total + next, 0n);

/** Land is neither made nor lost: |after − before| ≤ tolerance × before, exactly. Says nothing while an area is unknown. */
const areasAddUp: Demand = ({ parents, children, tolerance }) => {
  const known = parents.flatMap(({ area }) => (area === null ? [] : [areaInUnits(area)]));
  if (known.length < parents.length) return undefined;
  const [before, after] = [sum(known), sum(children.map(({ area }) => areaInUnits(area)))];
  const difference = after > before ? after - before : before - after;
  const { numerator, denominator } = fractionOf(tolerance);
  if (difference * denominator <= before * numerator) return undefined;
  const figures = { before: inMu(before), after: inMu(after), difference: inSquareMetres(difference), tolerance };
  return refuse(lineageRefusals, 'lineage-areas-do-not-add-up', figures);
};

/** 带产业项目. */
const surplusLandHasProject: Demand = ({ purpose, project }) =>
  purpose === 'surplus-land' && project === null ? refuse(lineageRefusals, 'lineage-surplus-land-without-project', { purpose }) : undefined;

/** What a decision must keep; a reported split or merger that breaks it is recorded with what is wrong about it. */
export const demandsOfLaw: readonly Demand[] = [
  nothingHoldsLater,
  codesAreNew,
  areasAreKnown,
  areasAreSettled,
  areasAddUp,
  surplusLandHasProject,
];

export const notBeforeStart: Rule<Command, Begun> = ({ effectiveOn }, { startedOn }) =>
  effectiveOn < startedOn ? refuse(lineageRefusals, 'lineage-before-start', { effectiveOn, startedOn }) : undefined;

type OfStep = CommandNamed<'RecordLineageStep' | 'RecordLineageRefusal' | 'RecordLineageUndoing'>;

export const stepIsPlanned: Rule<OfStep, Begun> = ({ data: { step } }, state) =>
  includesStep(stepsOf(state), step)
    ? undefined
    : refuse(lineageRefusals, 'lineage-step-unknown', { step: step.kind, parcelId: step.parcelId });

export const stepIsDue: Rule<OfStep, Begun> = ({ data: { step } }, state) => {
  const [next] = missingSteps(state);
  return next === undefined || (next.kind === step.kind && next.parcelId === step.parcelId)
    ? undefined
    : refuse(lineageRefusals, 'lineage-step-not-due', { step: next.kind, parcelId: next.parcelId });
};

export const lineageIsOpen: Rule<Command, Begun> = (_, { kind }) =>
  kind === 'completed' || kind === 'abandoned' ? refuse(lineageRefusals, 'lineage-already-closed', { kind }) : undefined;

export const lineageIsAbandoned: Rule<Command, Begun> = (_, { kind }) =>
  kind === 'abandoning' ? undefined : refuse(lineageRefusals, 'lineage-not-abandoned', { kind });
