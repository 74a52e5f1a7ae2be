// Clauses by their printed number, each with every wording it ever had.
import { type EffectiveDate, holdingFrom, type Timeline, valueOn } from '../kernel/index.ts';
import type { ContractEvent, ContractFact } from './events.ts';

type Clause = Extract<ContractFact, { type: 'ClauseAdded' }>['data']['clause'];
type Supplement = Extract<ContractFact, { type: 'SupplementaryAgreementSigned' }>['data'];

export type ClauseContent = Omit<Clause, 'no'>;
export type ClauseTerms = Clause['terms'];

/** A wording and the event that brought it; `content` null = the clause holds no longer. */
export interface ClauseVersion {
  readonly entry: string;
  readonly content: ClauseContent | null;
}

export interface ClauseHistory {
  readonly no: string;
  readonly versions: Timeline<ClauseVersion>;
}

/** A 补充协议 as signed, to recognise it when it is told again. */
export interface SignedSupplement extends Supplement {
  readonly on: EffectiveDate;
}

export const historyOf = (clauses: readonly ClauseHistory[], no: string): ClauseHistory =>
  clauses.find((each) => each.no === no) ?? { no, versions: [] };

/** What a clause says on a day; undefined when the contract has none of that number then. */
export const clauseOn = (clauses: readonly ClauseHistory[], no: string, on: EffectiveDate): ClauseContent | undefined =>
  valueOn(historyOf(clauses, no).versions, on)?.content ?? undefined;

/** The terms of one kind that hold on a day, in the order of the clauses. */
export const termsOn = <K extends ClauseTerms['kind']>(
  clauses: readonly ClauseHistory[],
  kind: K,
  on: EffectiveDate,
): readonly Extract<ClauseTerms, { kind: K }>[] =>
  clauses
    .map(({ no }) => clauseOn(clauses, no, on)?.terms)
    .filter((terms): terms is Extract<ClauseTerms, { kind: K }> => terms?.kind === kind);

const contentOf = ({ wording, terms }: ClauseContent): ClauseContent => ({ wording, terms });

const withVersion = (
  clauses: readonly ClauseHistory[],
  no: string,
  from: EffectiveDate,
  value: ClauseVersion,
): readonly ClauseHistory[] => {
  const before = historyOf(clauses, no);
  const after = { no, versions: holdingFrom(before.versions, from, value) };
  return clauses.includes(before) ? clauses.map((each) => (each === before ? after : each)) : [...clauses, after];
};

/** Folds what an event does to the clauses. */
export const evolveClauses = (clauses: readonly ClauseHistory[], event: ContractEvent): readonly ClauseHistory[] => {
  const added = (known: readonly ClauseHistory[], no: string, content: ClauseContent | null): readonly ClauseHistory[] =>
    withVersion(known, no, event.effectiveOn, { entry: event.id, content: content === null ? null : contentOf(content) });
  switch (event.type) {
    case 'ContractSigned':
      return event.data.clauses.reduce<readonly ClauseHistory[]>((known, clause) => added(known, clause.no, clause), clauses);
    case 'ClauseAdded':
      return added(clauses, event.data.clause.no, event.data.clause);
    case 'SupplementaryAgreementSigned':
      return event.data.changes.reduce((known, { no, clause }) => added(known, no, clause), clauses);
    case 'ClauseCorrected': {
      const { no, ...content } = event.data.clause;
      const corrected = (version: ClauseVersion): ClauseVersion => (version.entry === event.corrects ? { ...version, content } : version);
      return clauses.map((each) =>
        each.no === no ? { no, versions: each.versions.map(({ from, value }) => ({ from, value: corrected(value) })) } : each,
      );
    }
    default:
      return clauses;
  }
};
