import {
  allRefusals,
  compareFractions,
  type Decision,
  factsOf,
  firstRefusal,
  formatFraction,
  fractionOf,
  type Rejection,
  refuse,
  sameCitation,
} from '../kernel/index.ts';
import type { ShareholdingCommand, ShareholdingCommandNamed } from './commands.ts';
import { freeze, lift, renew } from './decide-freeze.ts';
import { type ShareholdingFact, shareholdingEvents } from './events.ts';
import { found } from './found.ts';
import {
  changeIsRecorded,
  laterStructureAgrees,
  laterTransfersStayPossible,
  passesToAnother,
  proposal,
  shareholdingRefusals,
  startsFrom,
  staysWritable,
  structureLeavesFrozen,
  transferRules,
} from './rules.ts';
import { shapeRules } from './shape-rules.ts';
import type { Shareholdings, StructureEntry, TransferEntry } from './state.ts';
import { knownTotal, type Structure, sameStructure } from './structure.ts';

const fact = factsOf(shareholdingEvents);

type AsSaid = Pick<ShareholdingCommandNamed<'RecordShareholdings'>['data'], 'holdings' | 'groups'>;

const structureOf = ({ holdings, groups }: AsSaid) => ({
  holdings: holdings.map(({ holderId, share, group }) => ({ holderId, share, group: group ?? null })),
  groups: groups ?? [],
});

/** Decides on a `shares-<companyId>` stream. */
export const decide = (command: ShareholdingCommand, state: Shareholdings): Decision<ShareholdingFact> => {
  const concerned = [...state.jurisdictions, ...(command.data.jurisdictions ?? [])];
  if (concerned.length === 0) return refuse(shareholdingRefusals, 'shares-company-unknown');
  switch (command.type) {
    case 'RecordShareholdings':
      return record(command, state, concerned);
    case 'ChangeShareholdings':
      return change(command, state, concerned);
    case 'TransferShares':
    case 'ReportShareTransfer':
      return transfer(command, state, concerned);
    case 'CorrectShareholdings':
      return correct(command, state, concerned);
    case 'AnnulShareTransfer':
      return annul(command, state, concerned);
    case 'FreezeShares':
      return freeze(command, state, concerned);
    case 'RenewShareFreeze':
      return renew(command, state, concerned);
    case 'LiftShareFreeze':
      return lift(command, state, concerned);
  }
};

const entryOf = ({ effectiveOn: on }: ShareholdingCommand, structure: Structure): StructureEntry => ({
  kind: 'structure',
  id: '',
  on,
  structure,
});

/** Whether the last that is recorded for the day is this structure. */
const saysSo = ({ entries }: Shareholdings, { on, structure }: StructureEntry): boolean => {
  const last = entries.findLast((entry) => entry.on === on);
  return last?.kind === 'structure' && sameStructure(last.structure, structure);
};

const record = (
  command: ShareholdingCommandNamed<'RecordShareholdings'>,
  state: Shareholdings,
  concerned: readonly string[],
): Decision<ShareholdingFact> => {
  const structure = structureOf(command.data);
  const refused = firstRefusal(shapeRules, structure, state);
  if (refused !== undefined) return refused;
  const entry = entryOf(command, structure);
  if (saysSo(state, entry)) return [];
  const proposed = proposal(entry, state);
  const unwritable = staysWritable(proposed, state);
  if (unwritable !== undefined) return unwritable;
  const broken = allRefusals([changeIsRecorded, structureLeavesFrozen, laterTransfersStayPossible], proposed, state);
  const recorded = { companyId: command.data.companyId, ...structure, basis: 'reported' } as const;
  return [fact(command, 'ShareholdingsRecorded', recorded, concerned), ...found(command, broken, 'ShareholdingsRecorded', concerned)];
};

/** A change of the capital makes fractions smaller without taking anything: it does not touch what is frozen. */
const movesNothing = (cause: string): boolean => cause === 'capital-increase' || cause === 'capital-reduction';

const change = (
  command: ShareholdingCommandNamed<'ChangeShareholdings'>,
  state: Shareholdings,
  concerned: readonly string[],
): Decision<ShareholdingFact> => {
  const { companyId, cause, equityId } = command.data;
  const [before, after] = [structureOf(command.data.before), structureOf(command.data.after)];
  const misshapen = firstRefusal(shapeRules, before, state) ?? firstRefusal(shapeRules, after, state) ?? totalsAgree(before, after);
  if (misshapen !== undefined) return misshapen;
  const entry = entryOf(command, after);
  if (saysSo(state, entry)) return [];
  const rules = [
    staysWritable,
    startsFrom(before),
    ...(movesNothing(cause) ? [] : [structureLeavesFrozen]),
    laterTransfersStayPossible,
    laterStructureAgrees,
  ];
  const changed = { companyId, cause, before, after, equityId, basis: 'decided' } as const;
  return firstRefusal(rules, proposal(entry, state), state) ?? [fact(command, 'ShareholdingsChanged', changed, concerned)];
};

const totalsAgree = (before: Structure, after: Structure): Rejection | undefined => {
  const [one, other] = [knownTotal(before), knownTotal(after)];
  return compareFractions(one, other) === 0
    ? undefined
    : refuse(shareholdingRefusals, 'shares-totals-differ', { before: formatFraction(one), after: formatFraction(other) });
};

/** Whether two transfers are of one day, between the same holders, of the same share and in the same case. */
const alikeTransfer = (left: TransferEntry, right: TransferEntry): boolean =>
  left.on === right.on &&
  left.fromId === right.fromId &&
  left.toId === right.toId &&
  compareFractions(fractionOf(left.share), fractionOf(right.share)) === 0 &&
  left.equityId === right.equityId;

/** Two papers that tell of the same may tell of one transfer or of two: a person has to look. */
const toldTwice = (alike: readonly TransferEntry[], { on }: TransferEntry): Rejection | undefined =>
  alike.length === 0 ? undefined : refuse(shareholdingRefusals, 'shares-transfer-told-twice', { on });

const transfer = (
  command: ShareholdingCommandNamed<'TransferShares' | 'ReportShareTransfer'>,
  state: Shareholdings,
  concerned: readonly string[],
): Decision<ShareholdingFact> => {
  const { companyId, fromId, toId, share, equityId, caseNumber = null } = command.data;
  const source = command.sources[0];
  const entry: TransferEntry = { kind: 'transfer', id: '', on: command.effectiveOn, fromId, toId, share, equityId, caseNumber, source };
  const proposed = proposal(entry, state);
  const refused = passesToAnother(proposed, state);
  if (refused !== undefined) return refused;
  const alike = state.entries.filter((known) => known.kind === 'transfer').filter((known) => alikeTransfer(known, entry));
  if (alike.some((known) => sameCitation(known.source, source))) return [];
  const unwritable = staysWritable(proposed, state);
  if (unwritable !== undefined) return unwritable;
  const transferred = { companyId, fromId, toId, share, equityId, caseNumber };
  if (command.type === 'TransferShares')
    return (
      firstRefusal(transferRules, proposed, state) ?? [fact(command, 'SharesTransferred', { ...transferred, basis: 'decided' }, concerned)]
    );
  return [
    fact(command, 'SharesTransferred', { ...transferred, basis: 'reported' }, concerned),
    ...found(command, [toldTwice(alike, entry), ...allRefusals(transferRules, proposed, state)], 'SharesTransferred', concerned),
  ];
};

const correct = (
  command: ShareholdingCommandNamed<'CorrectShareholdings'>,
  state: Shareholdings,
  concerned: readonly string[],
): Decision<ShareholdingFact> => {
  const { companyId, entry: id, reason } = command.data;
  const structure = structureOf(command.data);
  const known = state.entries.find((entry) => entry.kind === 'structure' && entry.id === id);
  if (known?.kind !== 'structure') return refuse(shareholdingRefusals, 'shares-record-unknown', { entry: id });
  const refused = firstRefusal(shapeRules, structure, state);
  if (refused !== undefined) return refused;
  if (sameStructure(known.structure, structure)) return [];
  const corrected = { ...known, structure };
  const proposed = { entry: corrected, after: state.entries.map((entry) => (entry === known ? corrected : entry)) };
  const unwritable = staysWritable(proposed, state);
  if (unwritable !== undefined) return unwritable;
  const broken = allRefusals([structureLeavesFrozen, laterTransfersStayPossible], proposed, state);
  return [
    fact(command, 'ShareholdingsCorrected', { companyId, ...structure, reason }, concerned, id),
    ...found(command, broken, 'ShareholdingsCorrected', concerned),
  ];
};

/** What was known before the transfer is known again, as if it had never been recorded. */
const annul = (
  command: ShareholdingCommandNamed<'AnnulShareTransfer'>,
  state: Shareholdings,
  concerned: readonly string[],
): Decision<ShareholdingFact> => {
  const { companyId, entry: id, reason } = command.data;
  if (state.annulled.includes(id)) return [];
  const known = state.entries.find((entry) => entry.kind === 'transfer' && entry.id === id);
  if (known === undefined) return refuse(shareholdingRefusals, 'shares-transfer-unknown', { entry: id });
  const proposed = { entry: known, after: state.entries.filter((entry) => entry !== known) };
  const unwritable = staysWritable(proposed, state);
  if (unwritable !== undefined) return unwritable;
  const broken = allRefusals([structureLeavesFrozen, laterTransfersStayPossible], proposed, state);
  return [
    fact(command, 'ShareTransferAnnulled', { companyId, reason }, concerned, id),
    ...found(command, broken, 'ShareTransferAnnulled', concerned),
  ];
};
