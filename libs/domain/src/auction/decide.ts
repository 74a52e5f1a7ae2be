import {
  type Command,
  type Decision,
  discrepancyOf,
  factsOf,
  firstRefusal,
  isRejection,
  type Rejection,
  refuse,
  valueOn,
} from '../kernel/index.ts';
import type { AuctionCommand, CommandNamed } from './commands.ts';
import { answerDueOn, sameDepartment } from './consultation.ts';
import { annulDefault, checkBuyer, correctDate, correctNotice, step } from './decide-lot.ts';
import { type AuctionFact, auctionEvents } from './events.ts';
import { evolveLot } from './evolve-lot.ts';
import { breachesOf } from './law.ts';
import type { Lot, LotFact } from './lot.ts';
import {
  answerDayLiesAhead,
  answerIsDue,
  answerSaysSomething,
  auctionRefusals,
  daysFit,
  departmentsAreConcerned,
  lotsNamedOnce,
  notBeforeOpening,
} from './rules.ts';
import { type AuctionState, type Opened, opened } from './state.ts';
import { same } from './values.ts';

const fact = factsOf(auctionEvents);

/** Decides on an `auction-<id>` stream. */
export const decide = (command: AuctionCommand, state: AuctionState): Decision<AuctionFact> => {
  if (command.type === 'OpenAuction') return open(command, state);
  if (state.kind === 'absent') return refuse(auctionRefusals, 'auction-not-opened');
  const refused = notBeforeOpening(command, state);
  if (refused !== undefined) return refused;
  switch (command.type) {
    case 'RequestAuctionConsultation':
      return consult(command, state);
    case 'RecordAuctionAnswer':
      return answer(command, state);
    default:
      return onLot(command, state);
  }
};

/** The breaches that have not been recorded yet. */
const discrepancies = (command: Command, about: AuctionFact['type'], lot: Lot, state: Opened): readonly AuctionFact[] => {
  const { auctionId, jurisdictions } = state;
  const { lotId } = lot.content;
  return breachesOf(lot, state)
    .filter(({ en }) => !lot.found.includes(en))
    .map((breach) =>
      fact(command, 'AuctionDiscrepancyFound', { auctionId, lotId, discrepancy: discrepancyOf(breach), about }, jurisdictions),
    );
};

const open = (command: CommandNamed<'OpenAuction'>, state: AuctionState): Decision<AuctionFact> => {
  if (state.kind === 'opened') {
    const { court, caseNumber } = state.content;
    return same(command.data, state.content) ? [] : refuse(auctionRefusals, 'auction-already-opened', { court, caseNumber });
  }
  const refused = lotsNamedOnce(command, state);
  if (refused !== undefined) return refused;
  const codes = command.data.lots.map(({ jurisdiction }) => jurisdiction);
  const opening = fact(command, 'AuctionOpened', command.data, codes);
  const begun = opened(opening);
  return [opening, ...begun.lots.flatMap((lot) => discrepancies(command, opening.type, lot, begun))];
};

const consult = (command: CommandNamed<'RequestAuctionConsultation'>, state: Opened): Decision<AuctionFact> => {
  const refused = firstRefusal([departmentsAreConcerned, answerDayLiesAhead], command, state);
  if (refused !== undefined) return refused;
  const { answerBy, consulted } = command.data;
  const asked = consulted.filter(
    (who, i) =>
      consulted.findIndex((other) => sameDepartment(other, who)) === i &&
      answerDueOn(state.consultations, who, command.effectiveOn) !== answerBy,
  );
  if (asked.length === 0) return [];
  return [fact(command, 'AuctionConsultationRequested', { auctionId: state.auctionId, consulted: asked, answerBy }, state.jurisdictions)];
};

const answer = (command: CommandNamed<'RecordAuctionAnswer'>, state: Opened): Decision<AuctionFact> => {
  const known = state.consultations.find((each) => sameDepartment(each, command.data))?.answers ?? [];
  if (same(valueOn(known, command.effectiveOn), command.data)) return [];
  const refused = firstRefusal([answerIsDue, answerSaysSomething], command, state);
  return refused ?? [fact(command, 'AuctionAnswerRecorded', command.data, state.jurisdictions)];
};

type OnLot = Exclude<AuctionCommand, CommandNamed<'OpenAuction' | 'RequestAuctionConsultation' | 'RecordAuctionAnswer'>>;

const onLot = (command: OnLot, state: Opened): Decision<AuctionFact> => {
  const { lotId } = command.data;
  const lot = state.lots.find(({ content }) => content.lotId === lotId);
  if (lot === undefined) return refuse(auctionRefusals, 'auction-lot-unknown', { lotId });
  const happened = happening(command, lot, state);
  if (happened === 'nothing') return [];
  if (isRejection(happened)) return happened;
  // What is not stored yet has no id; no rule asks for it.
  const after = evolveLot(lot, { ...happened, id: '' });
  return firstRefusal(daysFit, after, state) ?? [happened, ...discrepancies(command, happened.type, after, state)];
};

const happening = (command: OnLot, lot: Lot, state: Opened): LotFact | Rejection | 'nothing' => {
  switch (command.type) {
    case 'CheckBuyer':
      return checkBuyer(command, lot, state);
    case 'AnnulBuyerDefault':
      return annulDefault(command, lot, state);
    case 'CorrectAuctionNotice':
      return correctNotice(command, lot, state);
    case 'CorrectAuctionDate':
      return correctDate(command, lot, state);
    default:
      return step(command, lot, state);
  }
};
