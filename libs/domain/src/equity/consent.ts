// What the clauses of grant contracts ask of a change. A clause binds the grantee, who agreed to it; it does not bind 市场监管局 and does
// not void the registration (民法典 第四百六十五条). No model text of such a clause was found and contracts differ: threshold, lock and
// scope are data of the contract, never constants.
import { compareFractions, type EffectiveDate, fractionOf, none } from '../kernel/index.ts';
import { shareMoved } from './changes.ts';
import type { Change, Clause, ClauseBreach, ControlChange } from './events.ts';
import { holdsOn } from './periods.ts';
import { type EquityCase, lastControl } from './state.ts';

/** The threshold itself is reached; without one any movement is enough. A movement that cannot be measured reaches every threshold. */
const reaches = (changes: readonly Change[], threshold: string | null): boolean => {
  const moved = shareMoved(changes);
  if (moved === undefined) return true;
  return threshold === null ? compareFractions(moved, none) > 0 : compareFractions(moved, fractionOf(threshold)) >= 0;
};

/** The clauses that a change meets. A change of control counts until it has been determined that there is none. */
export const clausesMet = (changes: readonly Change[], controlChange: ControlChange, clauses: readonly Clause[]): readonly Clause[] =>
  clauses.filter(
    ({ covers, threshold }) =>
      (covers.includes('control') && controlChange !== 'no') || (covers.includes('shares') && reaches(changes, threshold)),
  );

/** Ids of the contracts whose grantor must consent to a change, each once. */
export const consentRequiredFor = (
  changes: readonly Change[],
  controlChange: ControlChange,
  clauses: readonly Clause[],
): readonly string[] => {
  const asking = clausesMet(changes, controlChange, clauses).filter(({ consentRequired }) => consentRequired);
  return [...new Set(asking.map(({ contractId }) => contractId))];
};

const controlChangeOf = (state: EquityCase): ControlChange => lastControl(state)?.changed ?? 'unknown';

const clausesOn = ({ clauses }: EquityCase, day: EffectiveDate): readonly Clause[] => clauses.filter((clause) => holdsOn(clause, day));

/** Contracts whose grantor must consent to the change of a case if it takes place on a day: by the clauses of that day. */
export const contractsAsking = (state: EquityCase, day: EffectiveDate): readonly string[] =>
  consentRequiredFor(state.changes, controlChangeOf(state), clausesOn(state, day));

/** Contracts whose grantor must consent and had not by the day, that day included. */
export const consentMissingOn = (state: EquityCase, day: EffectiveDate): readonly string[] =>
  contractsAsking(state, day).filter((asking) => !state.consent.granted.some(({ contractId, on }) => contractId === asking && on <= day));

/** The clauses that lock the company's shares or control on the day; the last day of a lock is locked. */
export const locksOn = (state: EquityCase, day: EffectiveDate): readonly (Clause & { readonly lockUntil: EffectiveDate })[] =>
  clausesMet(state.changes, controlChangeOf(state), clausesOn(state, day)).filter(
    (clause): clause is Clause & { readonly lockUntil: EffectiveDate } => clause.lockUntil !== null && day <= clause.lockUntil,
  );

interface Breach {
  readonly contractId: string;
  readonly breach: ClauseBreach;
}

/** What a change that took place on a day may have broken and has not been suspected of yet, each contract once per kind of breach. */
export const newBreaches = (state: EquityCase, day: EffectiveDate): Breach[] => {
  const locked = [...new Set(locksOn(state, day).map(({ contractId }) => contractId))];
  const breaches: readonly Breach[] = [
    ...consentMissingOn(state, day).map((contractId) => ({ contractId, breach: 'consent-missing' as const })),
    ...locked.map((contractId) => ({ contractId, breach: 'locked' as const })),
  ];
  return breaches.filter(
    ({ contractId, breach }) => !state.suspected.some((known) => known.contractId === contractId && known.breach === breach),
  );
};
