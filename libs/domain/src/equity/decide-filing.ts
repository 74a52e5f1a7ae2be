// How a case begins: filed by somebody, filed because a parent changed, or found after the fact.
import { type Decision, daysBetween, discrepancyOf, refuse, valueOn } from '../kernel/index.ts';
import { sameChanges } from './changes.ts';
import type { CommandNamed } from './commands.ts';
import type { EquityFact, EquityKind, Subject } from './events.ts';
import { fact, suspicion } from './facts.ts';
import { clausesKept, holdsOn } from './periods.ts';
import { changesAreSound, contractsBind, deadlineIsAhead, equityRefusals, filedAsRegistered, foundAfterTheChange } from './rules.ts';
import { begun, type EquityState } from './state.ts';

type Filing = CommandNamed<'FileEquityTransfer' | 'FileIndirectEquityTransfer' | 'ReportUndeclaredEquityTransfer'>;

/** What the case is about, with the land that the company had on the day. */
const subjectOf = ({ effectiveOn, data }: Filing, kind: EquityKind, changes: Subject['changes']): Subject => ({
  equityId: data.equityId,
  companyId: data.companyId,
  kind,
  changes,
  parcels: data.land.filter((parcel) => holdsOn(parcel, effectiveOn)).map(({ parcelId, jurisdictions }) => ({ parcelId, jurisdictions })),
  home: valueOn(data.homes, effectiveOn) ?? data.home,
  contractIds: [...new Set(data.contractIds)],
  clauses: clausesKept(data.clauses),
});

const concerned = ({ home, parcels }: Subject): readonly string[] => [home, ...parcels.flatMap(({ jurisdictions }) => jurisdictions)];

/** A case that exists already: nothing new when the same is said again, refused otherwise. */
const again = (filing: Filing, state: Exclude<EquityState, { kind: 'absent' }>, same: boolean): Decision<EquityFact> =>
  same && state.companyId === filing.data.companyId ? [] : refuse(equityRefusals, 'equity-already-filed', { filedOn: state.filedOn });

/** A filing is a statement: what disagrees with the register is recorded beside it. */
export const file = (command: CommandNamed<'FileEquityTransfer'>, state: EquityState): Decision<EquityFact> => {
  const { kind, changes, opinionsDueOn, equityId, companyId } = command.data;
  if (state.kind !== 'absent') {
    const same = state.causedBy === null && state.equityKind === kind && sameChanges(state.changes, changes);
    return again(command, state, same && state.kind !== 'undeclared');
  }
  const refused = changesAreSound(command, state) ?? contractsBind(command, companyId) ?? deadlineIsAhead(command, state);
  if (refused !== undefined) return refused;
  const subject = subjectOf(command, kind, changes);
  const filed = fact(command, 'EquityTransferFiled', { ...subject, opinionsDueOn, causedBy: null }, concerned(subject));
  const disagreeing = filedAsRegistered(command);
  if (disagreeing === undefined) return [filed];
  const found = { equityId, discrepancy: discrepancyOf(disagreeing), about: filed.type };
  return [filed, fact(command, 'EquityDiscrepancyFound', found, concerned(subject))];
};

/** The case of a company whose parent changes: none of its own shares moves. */
export const fileIndirect = (command: CommandNamed<'FileIndirectEquityTransfer'>, state: EquityState): Decision<EquityFact> => {
  const { causedBy, opinionsDueOn, companyId } = command.data;
  if (state.kind !== 'absent') return again(command, state, state.causedBy === causedBy);
  const refused = contractsBind(command, companyId) ?? deadlineIsAhead(command, state);
  if (refused !== undefined) return refused;
  const subject = subjectOf(command, 'indirect', []);
  return [fact(command, 'EquityTransferFiled', { ...subject, opinionsDueOn, causedBy }, concerned(subject))];
};

/** A change that was found after the fact is a case of its own; the clauses it met may have been broken. */
export const reportUndeclared = (command: CommandNamed<'ReportUndeclaredEquityTransfer'>, state: EquityState): Decision<EquityFact> => {
  const { kind, changes, foundOn, companyId } = command.data;
  if (state.kind !== 'absent') {
    const same = state.kind === 'undeclared' && state.changedOn === command.effectiveOn && state.equityKind === kind;
    return again(command, state, same && sameChanges(state.changes, changes));
  }
  const refused = changesAreSound(command, state) ?? contractsBind(command, companyId) ?? foundAfterTheChange(command, state);
  if (refused !== undefined) return refused;
  const subject = subjectOf(command, kind, changes);
  const found = { ...subject, foundOn, daysUntilFound: daysBetween(command.effectiveOn, foundOn) };
  const reported = fact(command, 'UndeclaredEquityTransferReported', found, concerned(subject));
  return [reported, ...suspicion(command, begun(reported))];
};
