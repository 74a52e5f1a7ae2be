// What the law asks of a court that sells, and a notice of who buys. It refuses nothing: what is broken is recorded beside the fact.
// Figures and sources: policy.ts.
import { addDays, allRefusals, daysBetween, inMinorUnits, type Rejection, type Rule, refuse } from '../kernel/index.ts';
import type { Announced, Lot } from './lot.ts';
import { auctionPolicy } from './policy.ts';
import { auctionRefusals } from './refusals.ts';
import type { Opened } from './state.ts';
import { inYuan, isLessThanShare } from './values.ts';

/** The round announced before, none for the first. */
type Before = Announced | undefined;

const announcedEarlyEnough: Rule<Announced, Before> = ({ round, anew, publishedOn, notice: { auctionOn } }) => {
  const { noticeDays, noticeDaysAnew } = auctionPolicy;
  const required = anew ? Math.min(noticeDaysAnew, noticeDays[round]) : noticeDays[round];
  const days = daysBetween(publishedOn, auctionOn);
  return days < required ? refuse(auctionRefusals, 'auction-notice-too-short', { auctionOn, days, required }) : undefined;
};

/** An auction held anew follows a sale, not a failure, and has no such term. */
const secondFollowsSoon: Rule<Announced, Before> = ({ round, notice: { auctionOn } }, before) => {
  if (round !== 'second' || before === undefined || before.result === null || !before.result.failed) return undefined;
  const { daysUntilSecond: days } = auctionPolicy;
  const { on: failedOn } = before.result;
  return auctionOn > addDays(failedOn, days)
    ? refuse(auctionRefusals, 'auction-second-too-late', { auctionOn, days, failedOn })
    : undefined;
};

const priceGoesDownGently: Rule<Announced, Before> = ({ round, notice: { auctionOn, price } }, before) => {
  if (before === undefined || round === 'sale') return undefined;
  const { price: earlier } = before.notice;
  const { leastOfPriceBefore: share } = auctionPolicy;
  const parameters = { auctionOn, price: inYuan(price), before: inYuan(earlier), share };
  if (inMinorUnits(price) > inMinorUnits(earlier)) return refuse(auctionRefusals, 'auction-price-raised', parameters);
  return isLessThanShare(price, share, earlier) ? refuse(auctionRefusals, 'auction-price-cut-too-deep', parameters) : undefined;
};

const saleComesLast: Rule<Announced, Before> = ({ round, notice: { auctionOn } }, before) =>
  round === 'sale' && (before === undefined || before.round === 'first')
    ? refuse(auctionRefusals, 'auction-sale-before-second', { auctionOn })
    : undefined;

const resultIsKnown: Rule<Announced, Before> = ({ notice: { auctionOn } }, before) =>
  before !== undefined && before.result === null
    ? refuse(auctionRefusals, 'auction-notice-before-result', { auctionOn, before: before.notice.auctionOn })
    : undefined;

const roundLaws: readonly Rule<Announced, Before>[] = [
  resultIsKnown,
  announcedEarlyEnough,
  secondFollowsSoon,
  priceGoesDownGently,
  saleComesLast,
];

/** Of the price in the letter as of that of the first notice. */
const firstPriceIsHighEnough: Rule<Lot, Opened> = (
  { content: { appraisedValue, reservePrice }, announced },
  { content: { reserveFloor } },
) => {
  const [first] = announced;
  const price = first?.round === 'first' ? first.notice.price : reservePrice;
  if (price === null || appraisedValue === null || reserveFloor === null || !isLessThanShare(price, reserveFloor, appraisedValue))
    return undefined;
  const parameters = { price: inYuan(price), share: reserveFloor, appraised: inYuan(appraisedValue) };
  return refuse(auctionRefusals, 'auction-first-price-below-floor', parameters);
};

/** One bidder who offers the price is enough (法释〔2016〕18号, 第十一条); a debt is settled at the price that nobody offered. */
const priceIsThatOfTheRound: Rule<Lot, Opened> = ({ outcome, announced }) => {
  const least = announced.at(-1)?.notice.price;
  if (outcome === null || least === undefined) return undefined;
  const { by, price } = outcome;
  const isLess = inMinorUnits(price) < inMinorUnits(least);
  if (by === 'sale')
    return isLess ? refuse(auctionRefusals, 'auction-sold-below-price', { price: inYuan(price), least: inYuan(least) }) : undefined;
  return inMinorUnits(price) === inMinorUnits(least)
    ? undefined
    : refuse(auctionRefusals, 'auction-debt-at-another-price', { price: inYuan(price), expected: inYuan(least) });
};

/** 悔拍后重新拍卖的，原买受人不得参加竞买 (法释〔2016〕18号, 第二十四条). */
const defaultersStayAway: Rule<Lot, Opened> = ({ outcome, defaults }) => {
  const defaulterIds = defaults.flatMap((each) => each.defaulterIds);
  const again = outcome?.by === 'sale' ? outcome.to.find(({ partyId }) => defaulterIds.includes(partyId)) : undefined;
  return again === undefined ? undefined : refuse(auctionRefusals, 'auction-defaulter-bought-again', { partyId: again.partyId });
};

/** A court may send the ruling only: the right passes by it and by nothing else. */
const rulingsWithoutConfirmation = ({ steps }: Lot): readonly Rejection[] =>
  steps.flatMap(({ data }, i) =>
    'rulingNumber' in data && steps[i - 1]?.type === 'AuctionLotSold'
      ? [refuse(auctionRefusals, 'auction-ruling-without-confirmation', { ruling: data.rulingNumber })]
      : [],
  );

const servedLotNamesItsRight: Rule<Lot, Opened> = ({ stage, content: { subject }, steps }) => {
  const last = steps.at(-1);
  return stage === 'served' && last !== undefined && subject.kind === 'land' && subject.rightIds.length === 0
    ? refuse(auctionRefusals, 'auction-lot-names-no-right', { on: last.on })
    : undefined;
};

const revocationPrecedesService: Rule<Lot, Opened> = ({ steps, announced }) => {
  const last = steps.at(-1);
  if (last?.type !== 'AuctionSaleRevoked') return undefined;
  const since = steps.findLastIndex(({ id }) => id === announced.at(-1)?.id);
  return steps.slice(since).some(({ type }) => type === 'AuctionRulingServed')
    ? refuse(auctionRefusals, 'auction-revoked-after-service', { on: last.on })
    : undefined;
};

const lotLaws: readonly Rule<Lot, Opened>[] = [
  firstPriceIsHighEnough,
  priceIsThatOfTheRound,
  defaultersStayAway,
  servedLotNamesItsRight,
  revocationPrecedesService,
];

const conditionsNotMet = ({ checks, announced, steps }: Lot): readonly Rejection[] => {
  const failing = checks.filter(({ verdict }) => verdict === 'not-met').map(({ condition }) => condition);
  const resultOn = String(steps.findLast(({ stage }) => stage === 'sold' || stage === 'taken')?.on);
  return announced
    .slice(-1)
    .flatMap(({ notice }) => notice.conditions)
    .filter(({ text }) => failing.includes(text))
    .map(({ text }) => refuse(auctionRefusals, 'auction-condition-not-met', { resultOn, text }));
};

/** Everything that is not as the law or the notice has it, in what is known of a lot. */
export const breachesOf = (lot: Lot, state: Opened): readonly Rejection[] => [
  ...lot.announced.flatMap((each, i) => allRefusals(roundLaws, each, lot.announced[i - 1])),
  ...allRefusals(lotLaws, lot, state),
  ...rulingsWithoutConfirmation(lot),
  ...conditionsNotMet(lot),
];
