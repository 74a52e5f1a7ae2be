// What other streams say of a time is given to a command with its period; the case keeps what holds on the command's own day.
import type { EffectiveDate } from '../kernel/index.ts';
import type { Clause } from './events.ts';

/** From the first day to the day before `until`; null = without end. */
interface Period {
  readonly from: EffectiveDate;
  readonly until: EffectiveDate | null;
}

export const holdsOn = ({ from, until }: Period, day: EffectiveDate): boolean => from <= day && (until === null || day < until);

/** The clauses that are in force on a day, as a case keeps them. */
export const clausesOn = (clauses: readonly (Clause & Period)[], day: EffectiveDate): Clause[] =>
  clauses
    .filter((clause) => holdsOn(clause, day))
    .map(({ contractId, consentRequired, threshold, lockUntil, covers }) => ({
      contractId,
      consentRequired,
      threshold,
      lockUntil,
      covers,
    }));
