// What happens to one lot: the fact that a command yields, a refusal, or nothing because it is known.
import { factsOf, firstRefusal, type Rejection, refuse } from '../kernel/index.ts';
import type { CommandNamed, StepCommand } from './commands.ts';
import { auctionEvents } from './events.ts';
import { type Lot, type LotFact, overtaken } from './lot.ts';
import { isDue, isRepeated, outOfOrder, roundsDue } from './order.ts';
import {
  auctionRefusals,
  conditionsAreKnown,
  conditionsCheckedOnce,
  dayCanMove,
  receiversAreWhole,
  verdictsHaveEvidence,
} from './rules.ts';
import type { Opened } from './state.ts';
import { same } from './values.ts';

const fact = factsOf(auctionEvents);
type Happening = LotFact | Rejection | 'nothing';

/** A step in the life of a lot. */
export const step = (command: StepCommand, lot: Lot, state: Opened): Happening => {
  if (isRepeated(command, lot)) return 'nothing';
  switch (command.type) {
    case 'RecordAuctionResult':
      return end(command, lot, state);
    case 'RecordDebtSettlement':
      return settle(command, lot, state);
    case 'RecordBuyerDefault':
      return fail(command, lot, state);
    case 'RecordAuctionRuling':
      return rule(command, lot, state);
    case 'RecordAuctionRulingService':
      return serve(command, lot, state);
    default:
      return isDue(command, lot) ? plain(command, lot, state) : outOfOrder(command);
  }
};

const end = (command: CommandNamed<'RecordAuctionResult'>, lot: Lot, { jurisdictions }: Opened): Happening => {
  const { auctionId, lotId, result } = command.data;
  // Of a day before the auction announced last, a letter can tell only that the one before had failed.
  const [late, current] = [lot.announced[overtaken(lot, command.effectiveOn)], lot.announced.at(-1)];
  if (late !== undefined && result.kind === 'failed' && current !== undefined && command.effectiveOn < current.notice.auctionOn)
    return fact(command, 'AuctionLotFailed', { auctionId, lotId, round: late.round }, jurisdictions);
  const round = isDue(command, lot) ? current?.round : undefined;
  if (round === undefined) return outOfOrder(command);
  if (result.kind === 'failed') return fact(command, 'AuctionLotFailed', { auctionId, lotId, round }, jurisdictions);
  const { to, price, bidders } = result;
  const sold = fact(command, 'AuctionLotSold', { auctionId, lotId, round, to, price, bidders }, jurisdictions);
  return receiversAreWhole(to, undefined) ?? sold;
};

const settle = (command: CommandNamed<'RecordDebtSettlement'>, lot: Lot, { jurisdictions }: Opened): Happening => {
  const round = isDue(command, lot) ? lot.announced.at(-1)?.round : undefined;
  if (round === undefined) return outOfOrder(command);
  const { auctionId, lotId, to, price } = command.data;
  return receiversAreWhole(to, undefined) ?? fact(command, 'AuctionLotTakenForDebt', { auctionId, lotId, round, to, price }, jurisdictions);
};

const fail = (command: CommandNamed<'RecordBuyerDefault'>, lot: Lot, { jurisdictions }: Opened): Happening => {
  const outcome = isDue(command, lot) ? lot.outcome : null;
  const current = lot.announced.at(-1);
  if (outcome === null || current === undefined) return outOfOrder(command);
  const { auctionId, lotId } = command.data;
  const defaulterIds = outcome.to.map(({ partyId }) => partyId);
  const { round, notice } = current;
  return fact(command, 'AuctionBuyerDefaulted', { auctionId, lotId, round, defaulterIds, forfeited: notice.deposit }, jurisdictions);
};

const rule = (command: CommandNamed<'RecordAuctionRuling'>, lot: Lot, { content, jurisdictions }: Opened): Happening => {
  const outcome = isDue(command, lot) ? lot.outcome : null;
  if (outcome === null) return outOfOrder(command);
  const { auctionId, lotId, rulingNumber } = command.data;
  const { court, caseNumber } = content;
  const { subject } = lot.content;
  const { to, price } = outcome;
  const data = { auctionId, lotId, rulingNumber, court, caseNumber, kind: subject.kind, subject, to, price };
  return fact(command, 'AuctionRulingRecorded', data, jurisdictions);
};

const serve = (command: CommandNamed<'RecordAuctionRulingService'>, lot: Lot, { jurisdictions }: Opened): Happening => {
  const ruling = isDue(command, lot) ? lot.ruling : null;
  return ruling === null ? outOfOrder(command) : fact(command, 'AuctionRulingServed', ruling, jurisdictions);
};

type Plain = Exclude<
  StepCommand,
  CommandNamed<'RecordAuctionResult' | 'RecordDebtSettlement' | 'RecordBuyerDefault' | 'RecordAuctionRuling' | 'RecordAuctionRulingService'>
>;

/** Steps that say all there is to say themselves. */
const plain = (command: Plain, lot: Lot, { jurisdictions }: Opened): Happening => {
  switch (command.type) {
    case 'PublishAuctionNotice':
      return roundsDue(lot).includes(command.data.round)
        ? fact(command, 'AuctionNoticePublished', command.data, jurisdictions)
        : outOfOrder(command);
    case 'ReturnAuctionLot':
      return fact(command, 'AuctionLotReturned', command.data, jurisdictions);
    case 'SuspendAuction':
      return fact(command, 'AuctionSuspended', command.data, jurisdictions);
    case 'ResumeAuction':
      return dayCanMove(command, lot) ?? fact(command, 'AuctionResumed', command.data, jurisdictions);
    case 'WithdrawAuction':
      return fact(command, 'AuctionWithdrawn', command.data, jurisdictions);
    case 'ConfirmSale':
      return fact(command, 'AuctionSaleConfirmed', command.data, jurisdictions);
    case 'RecordAuctionRegistration':
      return fact(command, 'AuctionTransferRegistered', command.data, jurisdictions);
    case 'RevokeAuctionSale':
      return fact(command, 'AuctionSaleRevoked', command.data, jurisdictions);
  }
};

/** Our departments check who got a lot; they decide nothing about the sale, which is the court's. */
export const checkBuyer = (command: CommandNamed<'CheckBuyer'>, lot: Lot, { jurisdictions }: Opened): Happening => {
  const { outcome } = lot;
  const current = lot.announced.at(-1);
  const resultOn = lot.steps.findLast(({ stage }) => stage === 'sold' || stage === 'taken')?.on;
  if (outcome === null || current === undefined || resultOn === undefined) return refuse(auctionRefusals, 'auction-check-without-buyer');
  const { effectiveOn, data } = command;
  if (effectiveOn < resultOn) return refuse(auctionRefusals, 'auction-check-before-result', { effectiveOn, resultOn });
  const refused = firstRefusal([conditionsAreKnown, conditionsCheckedOnce, verdictsHaveEvidence], command, current.notice);
  if (refused !== undefined) return refused;
  const { conditions } = current.notice;
  const checks = data.checks.flatMap(({ condition, ...check }) =>
    conditions.slice(condition - 1, condition).map(({ text }) => ({ condition: text, ...check })),
  );
  const isKnown = checks.every((check) => lot.checks.some((known) => same(known, check)));
  return isKnown ? 'nothing' : fact(command, 'AuctionBuyerChecked', { ...data, checks }, jurisdictions);
};

/** What a court took back had not happened. */
export const annulDefault = (command: CommandNamed<'AnnulBuyerDefault'>, lot: Lot, { jurisdictions }: Opened): Happening => {
  const { auctionId, lotId, step: id, reason } = command.data;
  if (lot.annulled.includes(id)) return 'nothing';
  if (lot.defaults.every((each) => each.id !== id)) return refuse(auctionRefusals, 'auction-default-unknown', { step: id });
  return fact(command, 'AuctionDefaultAnnulled', { auctionId, lotId, reason }, jurisdictions, id);
};

export const correctNotice = (command: CommandNamed<'CorrectAuctionNotice'>, lot: Lot, { jurisdictions }: Opened): Happening => {
  const { auctionId, lotId, notice: id, reason, ...notice } = command.data;
  const known = lot.announced.find((each) => each.id === id);
  if (known === undefined) return refuse(auctionRefusals, 'auction-notice-unknown', { notice: id });
  if (same(known.notice, notice)) return 'nothing';
  return fact(command, 'AuctionNoticeCorrected', { auctionId, lotId, ...notice, reason }, jurisdictions, id);
};

export const correctDate = (command: CommandNamed<'CorrectAuctionDate'>, lot: Lot, { jurisdictions }: Opened): Happening => {
  const { auctionId, lotId, step: id, reason } = command.data;
  const known = lot.steps.find((each) => each.id === id);
  if (known === undefined) return refuse(auctionRefusals, 'auction-step-unknown', { step: id });
  if (known.on === command.effectiveOn) return 'nothing';
  return fact(command, 'AuctionDateCorrected', { auctionId, lotId, step: known.type, was: known.on, reason }, jurisdictions, id);
};
