// The policy of the target context: each rule is a function that names what is wrong, or nothing.
import { compareDecimals, firstOf, type RefusalCatalogue, type Rule, refuse } from '../kernel/index.ts';
import type { TargetCommand } from './commands.ts';
import { type IndicatorTargets, indicatorOf, type TargetState, type Tiers, targetsOn } from './state.ts';

export const targetRefusals = {
  'floor-above-assured': {
    kind: 'unacceptable',
    en: 'The floor {floor} is higher than the assured figure {assured}; expected floor ≤ assured ≤ stretch.',
    zh: '保底数{floor}高于确保数{assured}；应满足保底数≤确保数≤贡献数。',
  },
  'assured-above-stretch': {
    kind: 'unacceptable',
    en: 'The assured figure {assured} is higher than the stretch figure {stretch}; expected floor ≤ assured ≤ stretch.',
    zh: '确保数{assured}高于贡献数{stretch}；应满足保底数≤确保数≤贡献数。',
  },
  'targets-already-set': {
    kind: 'conflict',
    en: 'Other targets are already set for {indicator} {year}; correct or revise them instead.',
    zh: '{indicator}{year}年目标已设定且内容不同，请以更正或调整方式记载。',
  },
  'targets-not-set': {
    kind: 'conflict',
    en: 'No targets are set for {indicator} {year} as of {effectiveOn}.',
    zh: '截至{effectiveOn}，尚未设定{indicator}{year}年目标。',
  },
} as const satisfies RefusalCatalogue;

type CommandNamed<T extends TargetCommand['type']> = Extract<TargetCommand, { type: T }>;
type Setting = CommandNamed<'SetTargets' | 'CorrectTargets' | 'ReviseTargets'>;

export const floorWithinAssured: Rule<Setting, TargetState> = ({ data: { floor, assured } }) =>
  compareDecimals(floor, assured) > 0 ? refuse(targetRefusals, 'floor-above-assured', { floor, assured }) : undefined;

export const assuredWithinStretch: Rule<Setting, TargetState> = ({ data: { assured, stretch } }) =>
  compareDecimals(assured, stretch) > 0 ? refuse(targetRefusals, 'assured-above-stretch', { assured, stretch }) : undefined;

export const targetsAreSet: Rule<CommandNamed<'CorrectTargets' | 'ReviseTargets'>, TargetState> = ({ data, effectiveOn }, state) => {
  const { indicator, year } = data;
  return targetsOn(state, indicator, effectiveOn) === undefined
    ? refuse(targetRefusals, 'targets-not-set', { indicator, year, effectiveOn })
    : undefined;
};

export const sameTiers = (left: Tiers, right: Tiers): boolean =>
  (['floor', 'assured', 'stretch'] as const).every((tier) => compareDecimals(left[tier], right[tier]) === 0);

/** A repeated setting is compared with what was set first, as corrected since; revisions come after it. */
const repeatsWhatIsSet = (
  { data: { indicator, planCategory, ...tiers } }: CommandNamed<'SetTargets'>,
  { set, versions }: IndicatorTargets,
): boolean =>
  set?.planCategory === planCategory &&
  (['number', 'unit', 'dimension'] as const).every((field) => set.indicator[field] === indicator[field]) &&
  sameTiers(firstOf(versions).value, tiers);

export const notSetOtherwise: Rule<CommandNamed<'SetTargets'>, TargetState> = (command, state) => {
  const { indicator, year } = command.data;
  const known = indicatorOf(state, indicator.name);
  return known.set === null || repeatsWhatIsSet(command, known)
    ? undefined
    : refuse(targetRefusals, 'targets-already-set', { indicator: indicator.name, year });
};
