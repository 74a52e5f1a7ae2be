// Decisions on rights that pass without joint review: successions, reported transfers, a court's ruling; and their corrections.
import { type Decision, isRejection, type Rejection, refuse } from '../kernel/index.ts';
import { certificateOfOthers } from './certificates.ts';
import type { RightCommandNamed } from './commands.ts';
import { cannotPass, movedLater } from './decide-transfers.ts';
import type { RightFact } from './events.ts';
import { burdensOn } from './mortgages.ts';
import { alsoFound, basisOf, corrected, fact, known, recorded } from './recorded.ts';
import { movesOf, rightOf } from './rights.ts';
import { holdersAsKept, notBefore, rightRefusals, unknown, wrongHolders } from './rules.ts';
import { burdeningOn } from './seizures.ts';
import { type Entry, entriesOf, evolve, type Title } from './state.ts';

type Move = Entry<'RightTransferred' | 'RightTransferredByRuling'>;

const transferIdOf = (move: Move): string => (move.type === 'RightTransferred' ? move.data.transferId : move.data.auctionId);

/** A succession (继承, 合并, 分立) that we register, or any transfer that is reported. */
export const pass = (command: RightCommandNamed<'RegisterRightSuccession' | 'ReportRightTransfer'>, title: Title): Decision<RightFact> => {
  const { rightId, transferId } = command.data;
  const right = rightOf(title, rightId);
  if (right === undefined) return unknown('right', rightId);
  const basis = basisOf(command);
  const holders = [...holdersAsKept(command.data.holders)];
  const next = fact(command, 'RightTransferred', { ...command.data, kind: right.kind, holders, basis }, title.jurisdictions);
  const moved = entriesOf(title, 'RightTransferred').find(({ data }) => data.transferId === transferId);
  if (moved !== undefined) return known('transfer', transferId, moved, next);
  const refused = wrongHolders(holders) ?? notBefore('right', command.effectiveOn, right.from);
  const barred = basis === 'decided' ? cannotPass(command, title, rightId) : undefined;
  const decision = refused ?? barred ?? recorded(command, title, next, basis);
  // Whoever got the right later keeps it, as far as is known: a person looks who gave it to them.
  return alsoFound(command, decision, rightId, movedLater(title, rightId, command.effectiveOn));
};

/**
 * The right passes on the day the ruling is served (民诉法解释 (2022) 491). The seizures end with it, those that wait included,
 * and so do the mortgages that the ruling does not keep; leases go on (拍卖变卖规定 28).
 */
export const passByRuling = (command: RightCommandNamed<'TransferRightByRuling'>, title: Title): Decision<RightFact> => {
  const { parcelId, rightId, to, auctionId, caseNumber, mortgagesKept = [] } = command.data;
  const right = rightOf(title, rightId);
  if (right === undefined) return unknown('right', rightId);
  const holders = [...holdersAsKept(to)];
  const served = entriesOf(title, 'RightTransferredByRuling').find(({ data }) => data.rightId === rightId && data.auctionId === auctionId);
  const burdened = burdensOn(title, rightId, command.effectiveOn).map(({ mortgageId }) => mortgageId);
  const data = {
    parcelId,
    rightId,
    kind: right.kind,
    holders,
    auctionId,
    caseNumber,
    seizuresEnded: burdeningOn(title, rightId, command.effectiveOn).map(({ seizureId }) => seizureId),
    mortgagesExtinguished: burdened.filter((mortgageId) => !mortgagesKept.includes(mortgageId)),
    mortgagesKept,
    basis: 'reported' as const,
  };
  if (served !== undefined) {
    // What ended with it does so no more when it is said again.
    const { seizuresEnded, mortgagesExtinguished } = served.data;
    const again = fact(command, 'RightTransferredByRuling', { ...data, seizuresEnded, mortgagesExtinguished }, title.jurisdictions);
    return known('transfer', auctionId, served, again);
  }
  const next = fact(command, 'RightTransferredByRuling', data, title.jurisdictions);
  const refused = wrongHolders(holders) ?? notBefore('right', command.effectiveOn, right.from);
  const decision = refused ?? recorded(command, title, next, 'reported');
  return alsoFound(command, decision, rightId, movedLater(title, rightId, command.effectiveOn));
};

/** A transfer that a correction puts before or behind another: who holds the right after both is then another. */
const orderChanged = (title: Title, next: RightFact, entry: Move): Rejection | undefined => {
  const moves = movesOf(title, entry.data.rightId);
  const after = movesOf(evolve(title, { ...next, id: 'next' }), entry.data.rightId).map(({ id }) => id);
  const [place, placeAfter] = [moves.indexOf(entry), after.indexOf(entry.id)];
  const other = moves.find((move, n) => n < place !== after.indexOf(move.id) < placeAfter && move !== entry);
  return other === undefined ? undefined : refuse(rightRefusals, 'right-move-order-changed', { on: other.on });
};

export const correctTransfer = (command: RightCommandNamed<'CorrectRightTransfer'>, title: Title): Decision<RightFact> => {
  const { parcelId, rightId, transferId, reason } = command.data;
  const [right, entry] = [rightOf(title, rightId), movesOf(title, rightId).find((move) => transferIdOf(move) === transferId)];
  if (right === undefined || entry === undefined) return unknown('transfer', transferId);
  const holders = [...holdersAsKept(command.data.holders)];
  const data = { parcelId, rightId, kind: right.kind, holders, transferId, reason };
  const next = fact(command, 'RightTransferCorrected', data, title.jurisdictions, entry.id);
  const refused = wrongHolders(holders) ?? notBefore('right', command.effectiveOn, right.from);
  if (refused !== undefined) return refused;
  const { basis } = entry.data;
  const decision = corrected(command, title, entry, next, basis);
  const passed = isRejection(decision) ? undefined : orderChanged(title, next, entry);
  if (passed !== undefined && basis === 'decided') return passed;
  const found = [...(passed === undefined ? [] : [passed]), ...certificateOfOthers(title, next, rightId)];
  return alsoFound(command, decision, rightId, found);
};
