// What a contract answers as of a day: how its nodes stand, and whether its land is suspected to be idle.
import { type EffectiveDate, valueOn } from '../kernel/index.ts';
import { termsOn } from './clauses.ts';
import { stoppedSince, worksBegan } from './construction.ts';
import { dueOf, isReached, type MilestoneStanding, nodesOfWorks, standingsOn } from './milestones.ts';
import { developedTooLittle, investedTooLittle, suspectedFrom } from './order-53.ts';
import { type Contract, type ContractState, endedFrom, termEnd } from './state.ts';

/** How the agreed nodes stand on a day, in their order; none for a contract that is not known. */
export const milestonesOn = (state: ContractState, on: EffectiveDate): readonly MilestoneStanding[] =>
  state.kind === 'absent' ? [] : standingsOn(state.milestones, on);

/** Why land is suspected to be idle (53号令第二条). */
export type SuspectedIdle =
  | { readonly kind: 'not-started'; readonly since: EffectiveDate }
  | {
      readonly kind: 'stopped';
      readonly since: EffectiveDate;
      /** Less than 1/3 developed, less than 25 % invested; null where a figure is not known. */
      readonly developedTooLittle: boolean | null;
      readonly investedTooLittle: boolean | null;
    };

/**
 * Whether works had begun by a day (动工开发, 53号令第三十条: a pit, piles or a third of the foundations): 开工 was reported, 竣工, which
 * has 开工 behind it, or a developed area.
 */
export const begunBy = ({ milestones, construction }: Pick<Contract, 'milestones' | 'construction'>, on: EffectiveDate): boolean =>
  nodesOfWorks.some((node) => isReached(milestones, node, on)) || worksBegan(construction, on);

const hasEnded = (contract: Contract, on: EffectiveDate): boolean => {
  const ended = endedFrom(contract);
  return ended !== undefined && ended <= on;
};

const notStarted = (contract: Contract, on: EffectiveDate): SuspectedIdle | undefined => {
  const since = dueOf(contract.milestones, 'construction-start', on);
  return since === undefined || on < suspectedFrom(since) ? undefined : { kind: 'not-started', since };
};

const stopped = ({ construction, particulars, clauses }: Contract, on: EffectiveDate): SuspectedIdle | undefined => {
  const since = stoppedSince(construction, on);
  if (since === undefined || on < suspectedFrom(since)) return undefined;
  const developed = developedTooLittle(valueOn(construction.developed, on) ?? null, particulars.area);
  const invested = investedTooLittle(
    valueOn(construction.invested, on) ?? null,
    termsOn(clauses, 'total-investment', on)[0]?.amount ?? null,
  );
  return developed === true || invested === true
    ? { kind: 'stopped', since, developedTooLittle: developed, investedTooLittle: invested }
    : undefined;
};

/**
 * Whether the land of a contract is suspected to be idle on a day: not begun one year after the agreed start, extensions
 * included, or begun and stopped for a year with less than 1/3 developed or less than 25 % invested. What is not known
 * makes no suspicion; neither does land that is completed (竣工), or a contract that has ended or run its term. It is a reason
 * to investigate, never a determination.
 */
export const suspectedIdleOn = (state: ContractState, on: EffectiveDate): SuspectedIdle | undefined => {
  if (state.kind === 'absent' || state.particulars.kind === 'investment') return undefined;
  if (hasEnded(state, on) || isReached(state.milestones, 'completion', on)) return undefined;
  const until = termEnd(state.particulars);
  if (until !== null && until < on) return undefined;
  return begunBy(state, on) ? stopped(state, on) : notStarted(state, on);
};

/** 股权变更须经同意: the clauses of a contract that demand consent to equity changes on a day; none after its end. */
export const equityConsentOn = (state: ContractState, on: EffectiveDate) =>
  state.kind === 'absent' || hasEnded(state, on)
    ? []
    : termsOn(state.clauses, 'equity-change-consent', on).filter(({ consentRequired }) => consentRequired);
