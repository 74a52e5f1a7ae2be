// What each fact makes of a lot.
import { corrected, defaultAnnulled, redated } from './corrections.ts';
import type { ConditionCheck } from './events.ts';
import { type Announced, type Default, type Lot, type LotEvent, overtaken, type Step, type StepFact, stageAfter } from './lot.ts';

/** A failure that is recorded late stands before the notice that overtook it, and moves the lot no more. */
const failedBefore = (lot: Lot, event: Extract<LotEvent, { type: 'AuctionLotFailed' }>, place: number): Lot => {
  const { id, type, effectiveOn: on, data } = event;
  const step: Step = { id, type, on, stage: 'failed', outcome: null, data };
  const next = lot.announced[place + 1];
  return {
    ...lot,
    announced: lot.announced.with(place, { ...(lot.announced[place] as Announced), result: { id, on, failed: true } }),
    steps: lot.steps.toSpliced(
      lot.steps.findIndex((each) => each.id === next?.id),
      0,
      step,
    ),
  };
};

const stepped = (before: Lot, event: Extract<LotEvent, StepFact>): Lot => {
  const place = overtaken(before, event.effectiveOn);
  if (event.type === 'AuctionLotFailed' && before.announced[place]?.round === event.data.round) return failedBefore(before, event, place);
  const stage = stageAfter[event.type] ?? before.stageBefore;
  const lot = evolveStep({ ...before, stage, stageBefore: before.stage }, event);
  const step: Step = { id: event.id, type: event.type, on: event.effectiveOn, stage, outcome: lot.outcome, data: event.data };
  return { ...lot, steps: [...lot.steps, step] };
};

const defaultOf = (
  { stageBefore: stage, outcome }: Lot,
  { id, data: { defaulterIds } }: Extract<LotEvent, { type: 'AuctionBuyerDefaulted' }>,
): Default => ({ id, defaulterIds, stage, outcome });

const announcing = (lot: Lot, event: Extract<LotEvent, { type: 'AuctionNoticePublished' }>): Lot => {
  const { auctionId: _, lotId: __, round, ...notice } = event.data;
  const anew = lot.stageBefore === 'defaulted' || lot.stageBefore === 'revoked';
  const announced: Announced = { id: event.id, round, publishedOn: event.effectiveOn, notice, anew, result: null };
  return { ...lot, announced: [...lot.announced, announced] };
};

/** The round announced last, changed. */
const withCurrent = (lot: Lot, change: (current: Announced) => Announced): Lot => ({
  ...lot,
  announced: lot.announced.map((each, i) => (i === lot.announced.length - 1 ? change(each) : each)),
});

const ended = (lot: Lot, { id, effectiveOn: on }: LotEvent, failed: boolean): Lot =>
  withCurrent(lot, (current) => ({ ...current, result: { id, on, failed } }));

const evolveStep = (lot: Lot, event: Extract<LotEvent, StepFact>): Lot => {
  switch (event.type) {
    case 'AuctionNoticePublished':
      return announcing(lot, event);
    case 'AuctionLotFailed':
      return ended(lot, event, true);
    case 'AuctionLotSold':
      return { ...ended(lot, event, false), outcome: { by: 'sale', to: event.data.to, price: event.data.price }, checks: [] };
    case 'AuctionLotTakenForDebt':
      return { ...lot, outcome: { by: 'debt', to: event.data.to, price: event.data.price }, checks: [] };
    case 'AuctionBuyerDefaulted':
      return { ...lot, outcome: null, defaults: [...lot.defaults, defaultOf(lot, event)] };
    case 'AuctionRulingRecorded':
      return { ...lot, ruling: event.data };
    case 'AuctionSaleRevoked':
      return { ...lot, outcome: null, ruling: null };
    case 'AuctionResumed': {
      const { postponedTo } = event.data;
      return postponedTo === null ? lot : withCurrent(lot, (current) => ({ ...current, notice: { ...current.notice, ...postponedTo } }));
    }
    case 'AuctionLotReturned':
    case 'AuctionSuspended':
    case 'AuctionWithdrawn':
    case 'AuctionSaleConfirmed':
    case 'AuctionRulingServed':
    case 'AuctionTransferRegistered':
      return lot;
  }
};

const latestChecks = (before: readonly ConditionCheck[], checks: readonly ConditionCheck[]): readonly ConditionCheck[] => [
  ...before.filter(({ condition }) => !checks.some((each) => each.condition === condition)),
  ...checks,
];

/** Folds one event about a lot. */
export const evolveLot = (lot: Lot, event: LotEvent): Lot => {
  switch (event.type) {
    case 'AuctionNoticeCorrected':
      return corrected(lot, event);
    case 'AuctionDateCorrected':
      return redated(lot, event);
    case 'AuctionDefaultAnnulled':
      return defaultAnnulled(lot, event);
    case 'AuctionBuyerChecked':
      return { ...lot, checks: latestChecks(lot.checks, event.data.checks) };
    case 'AuctionDiscrepancyFound':
      return { ...lot, found: [...lot.found, event.data.discrepancy.en] };
    default:
      return stepped(lot, event);
  }
};
