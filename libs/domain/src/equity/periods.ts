// What other streams say of a time comes with its period: the day that is asked about decides what counts.
import type { EffectiveDate } from '../kernel/index.ts';
import type { Clause } from './events.ts';

/** From the first day to the day before `until`; null = without end. */
interface Period {
  readonly from: EffectiveDate;
  readonly until: EffectiveDate | null;
}

export const holdsOn = ({ from, until }: Period, day: EffectiveDate): boolean => from <= day && (until === null || day < until);

/** The clauses as a case keeps them: all wordings, without whom they bind, which is the company of the case. */
export const clausesKept = (clauses: readonly (Clause & { readonly granteeId: string })[]): Clause[] =>
  clauses.map(({ contractId, from, until, consentRequired, threshold, lockUntil, covers }) => ({
    contractId,
    from,
    until,
    consentRequired,
    threshold,
    lockUntil,
    covers,
  }));
