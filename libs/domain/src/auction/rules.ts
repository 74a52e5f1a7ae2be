// The policy of the auction context: what is refused because it cannot be decided or cannot be true.
// What a court owes the law stands in law.ts: it refuses nothing.
import { type Command, compareFractions, formatFraction, isWithin, type Rule, refuse, sumOfShares, whole } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import { answerDueOn } from './consultation.ts';
import type { NoticeContent, Receivers } from './events.ts';
import type { Lot } from './lot.ts';
import { auctionRefusals } from './refusals.ts';
import type { Opened } from './state.ts';

export { auctionRefusals } from './refusals.ts';

type Consultation = CommandNamed<'RequestAuctionConsultation'>;
type Answer = CommandNamed<'RecordAuctionAnswer'>;
type Check = CommandNamed<'CheckBuyer'>;

/** The first that stands a second time. */
const twice = <T>(values: readonly T[]): T | undefined => values.find((value, i) => values.indexOf(value) !== i);

export const lotsNamedOnce: Rule<CommandNamed<'OpenAuction'>, unknown> = ({ data: { lots } }) => {
  const lotId = twice(lots.map((lot) => lot.lotId));
  return lotId === undefined ? undefined : refuse(auctionRefusals, 'auction-lot-named-twice', { lotId });
};

export const notBeforeOpening: Rule<Command, Opened> = ({ effectiveOn }, { openedOn }) =>
  effectiveOn < openedOn ? refuse(auctionRefusals, 'auction-before-opening', { effectiveOn, openedOn }) : undefined;

export const departmentsAreConcerned: Rule<Consultation, Opened> = ({ data: { consulted } }, { jurisdictions }) => {
  const elsewhere = consulted.find(({ jurisdiction }) => !jurisdictions.some((code) => isWithin(code, jurisdiction)));
  return elsewhere === undefined ? undefined : refuse(auctionRefusals, 'auction-department-elsewhere', { ...elsewhere });
};

export const answerDayLiesAhead: Rule<Consultation, Opened> = ({ effectiveOn, data: { answerBy } }) =>
  answerBy < effectiveOn ? refuse(auctionRefusals, 'auction-answer-day-passed', { answerBy, effectiveOn }) : undefined;

export const answerIsDue: Rule<Answer, Opened> = ({ effectiveOn, data }, { consultations }) => {
  const { department, jurisdiction } = data;
  const answerBy = answerDueOn(consultations, data, effectiveOn);
  if (answerBy === undefined) return refuse(auctionRefusals, 'auction-department-not-asked', { department, jurisdiction, effectiveOn });
  return effectiveOn > answerBy ? refuse(auctionRefusals, 'auction-answer-late', { answerBy, effectiveOn }) : undefined;
};

export const answerSaysSomething: Rule<Answer, Opened> = ({ data: { duties, arrears, restrictions, opinion } }) =>
  [duties, arrears, restrictions, opinion].every((part) => part === null) ? refuse(auctionRefusals, 'auction-answer-empty') : undefined;

/** Shares of all who get a lot are the whole, or nobody has one (共同共有). */
export const receiversAreWhole: Rule<Receivers, unknown> = (to) => {
  const partyId = twice(to.map((each) => each.partyId));
  if (partyId !== undefined) return refuse(auctionRefusals, 'auction-receiver-named-twice', { partyId });
  const shares = to.map(({ share }) => share).filter((share) => share !== null);
  const sum = sumOfShares(shares);
  const isWhole = shares.length === 0 || (shares.length === to.length && compareFractions(sum, whole) === 0);
  return isWhole ? undefined : refuse(auctionRefusals, 'auction-shares-not-whole', { sum: formatFraction(sum) });
};

export const conditionsAreKnown: Rule<Check, NoticeContent> = ({ data: { checks } }, { conditions }) => {
  const unknown = checks.find(({ condition }) => condition > conditions.length);
  return unknown === undefined ? undefined : refuse(auctionRefusals, 'auction-condition-unknown', { condition: unknown.condition });
};

export const conditionsCheckedOnce: Rule<Check, unknown> = ({ data: { checks } }) => {
  const condition = twice(checks.map((each) => each.condition));
  return condition === undefined ? undefined : refuse(auctionRefusals, 'auction-condition-checked-twice', { condition });
};

export const verdictsHaveEvidence: Rule<Check, unknown> = ({ data: { checks } }) => {
  const bare = checks.find(({ verdict, evidence }) => verdict !== 'unknown' && evidence === null);
  return bare === undefined ? undefined : refuse(auctionRefusals, 'auction-check-without-evidence', { condition: bare.condition });
};

const stepsInOrder: Rule<Lot, Opened> = ({ steps }, { openedOn }) => {
  for (const [i, { on }] of steps.entries()) {
    const before = [openedOn, ...steps.slice(0, i).map((step) => step.on)].find((day) => day > on);
    if (before !== undefined) return refuse(auctionRefusals, 'auction-steps-out-of-order', { on, before });
  }
  return undefined;
};

const auctionsFollowNotices: Rule<Lot, Opened> = ({ announced }) => {
  const wrong = announced.find(({ publishedOn, notice }) => notice.auctionOn < publishedOn);
  if (wrong === undefined) return undefined;
  return refuse(auctionRefusals, 'auction-day-before-notice', { auctionOn: wrong.notice.auctionOn, publishedOn: wrong.publishedOn });
};

const auctionsEndAfterTheyBegin: Rule<Lot, Opened> = ({ announced }) => {
  for (const { auctionOn, endsOn } of announced.map(({ notice }) => notice))
    if (endsOn !== null && endsOn < auctionOn) return refuse(auctionRefusals, 'auction-ends-before-it-begins', { auctionOn, endsOn });
  return undefined;
};

const resultsFollowAuctions: Rule<Lot, Opened> = ({ announced }) => {
  for (const { notice, result } of announced)
    if (result !== null && result.on < notice.auctionOn)
      return refuse(auctionRefusals, 'auction-result-before-its-day', { auctionOn: notice.auctionOn, on: result.on });
  return undefined;
};

/** What holds of the days of a lot after every fact and every correction. */
export const daysFit: readonly Rule<Lot, Opened>[] = [
  stepsInOrder,
  auctionsFollowNotices,
  auctionsEndAfterTheyBegin,
  resultsFollowAuctions,
];

/** An auction is put off to another day when one has been announced. */
export const dayCanMove: Rule<CommandNamed<'ResumeAuction'>, Lot> = ({ data: { postponedTo } }, { stageBefore }) =>
  postponedTo !== null && stageBefore !== 'announced'
    ? refuse(auctionRefusals, 'auction-nothing-to-postpone', { auctionOn: postponedTo.auctionOn })
    : undefined;
