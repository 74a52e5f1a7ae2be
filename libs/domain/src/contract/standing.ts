// What a contract answers as of a day: how its nodes stand, and whether its land is suspected to be idle.
import { type EffectiveDate, valueOn } from '../kernel/index.ts';
import { termsOn } from './clauses.ts';
import { stoppedSince, worksBegan } from './construction.ts';
import { dueOf, type MilestoneStanding, standingsOn } from './milestones.ts';
import { developedTooLittle, investedTooLittle, suspectedFrom } from './order-53.ts';
import { type Contract, type ContractState, endedFrom } from './state.ts';

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

/** Whether works had begun by a day: 开工 was reported, or anything built or invested. */
export const begunBy = ({ milestones, construction }: Pick<Contract, 'milestones' | 'construction'>, on: EffectiveDate): boolean => {
  const { achieved } = milestones['construction-start'];
  return (achieved !== null && achieved.on <= on) || worksBegan(construction, on);
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
 * makes no suspicion. It is a reason to investigate, never a determination.
 */
export const suspectedIdleOn = (state: ContractState, on: EffectiveDate): SuspectedIdle | undefined => {
  if (state.kind === 'absent' || state.particulars.kind === 'investment') return undefined;
  const ended = endedFrom(state);
  if (ended !== undefined && ended <= on) return undefined;
  return begunBy(state, on) ? stopped(state, on) : notStarted(state, on);
};

/** 股权变更须经同意: the clauses of a contract that demand consent to equity changes on a day. */
export const equityConsentOn = (state: ContractState, on: EffectiveDate) =>
  state.kind === 'absent' ? [] : termsOn(state.clauses, 'equity-change-consent', on).filter(({ consentRequired }) => consentRequired);
