// One lot (标的物) on its way from the court's letter to the registration of whoever got it.
import type { EffectiveDate, Money } from '../kernel/index.ts';
import type { AuctionEvent, AuctionFact, ConditionCheck, DataOf, NoticeContent, Receivers, Round } from './events.ts';

/** Where a lot stands. */
export const stages = [
  'opened',
  'announced',
  'failed',
  'defaulted',
  'suspended',
  'sold',
  'taken',
  'confirmed',
  'ruled',
  'served',
  'registered',
  'returned',
  'withdrawn',
  'revoked',
] as const;
export type Stage = (typeof stages)[number];

/** A round as announced; `id` is the id of the event that published its notice, a correction replaces what it says. */
export interface Announced {
  readonly id: string;
  readonly round: Round;
  readonly publishedOn: EffectiveDate;
  readonly notice: NoticeContent;
  /** Held anew after a default or a revocation (重新拍卖). */
  readonly anew: boolean;
  /** 成交 or 流拍: the event that says so, and its day. Null while the round waits for it. */
  readonly result: { readonly id: string; readonly on: EffectiveDate; readonly failed: boolean } | null;
}

/** Who got the lot, whether by bidding or for a debt. */
export interface Outcome {
  readonly by: 'sale' | 'debt';
  readonly to: Receivers;
  readonly price: Money;
}

/** What happened to the lot on a day, where it has stood since, and who has had it. */
export interface Step {
  readonly id: string;
  readonly type: StepFact['type'];
  readonly on: EffectiveDate;
  readonly stage: Stage;
  readonly outcome: Outcome | null;
  readonly data: StepFact['data'];
}

export interface Lot {
  readonly content: DataOf<'AuctionOpened'>['lots'][number];
  readonly stage: Stage;
  /** Where it stood before its last step. */
  readonly stageBefore: Stage;
  readonly announced: readonly Announced[];
  /** Null before a result, and again once that result came to nothing. */
  readonly outcome: Outcome | null;
  /** Whether who got it meets the conditions of the notice, by condition. */
  readonly checks: readonly ConditionCheck[];
  readonly ruling: DataOf<'AuctionRulingRecorded'> | null;
  /** 悔拍: they may not bid for this lot again. */
  readonly defaulterIds: readonly string[];
  readonly steps: readonly Step[];
  /** Discrepancies that have been recorded, by their English text. */
  readonly found: readonly string[];
}

/** The facts that move a lot from stage to stage. */
export type StepFact = Extract<AuctionFact, { type: keyof typeof stageAfter }>;
/** The facts about a lot. */
export type LotFact = Extract<AuctionFact, { data: { lotId: string } }>;
export type LotEvent = Extract<AuctionEvent, { data: { lotId: string } }>;

/** Where a lot stands after each fact; a resumed one stands where it stood. */
const stageAfter = {
  AuctionNoticePublished: 'announced',
  AuctionLotSold: 'sold',
  AuctionLotFailed: 'failed',
  AuctionBuyerDefaulted: 'defaulted',
  AuctionLotTakenForDebt: 'taken',
  AuctionLotReturned: 'returned',
  AuctionSuspended: 'suspended',
  AuctionResumed: null,
  AuctionWithdrawn: 'withdrawn',
  AuctionSaleConfirmed: 'confirmed',
  AuctionRulingRecorded: 'ruled',
  AuctionRulingServed: 'served',
  AuctionTransferRegistered: 'registered',
  AuctionSaleRevoked: 'revoked',
} as const satisfies Readonly<Partial<Record<AuctionFact['type'], Stage | null>>>;

/** A lot as the court's letter tells it. */
export const lotOf = (content: Lot['content']): Lot => ({
  content,
  stage: 'opened',
  stageBefore: 'opened',
  announced: [],
  outcome: null,
  checks: [],
  ruling: null,
  defaulterIds: [],
  steps: [],
  found: [],
});

const stepped = (before: Lot, event: Extract<LotEvent, StepFact>): Lot => {
  const stage = stageAfter[event.type] ?? before.stageBefore;
  const lot = evolveStep({ ...before, stage, stageBefore: before.stage }, event);
  const step: Step = { id: event.id, type: event.type, on: event.effectiveOn, stage, outcome: lot.outcome, data: event.data };
  return { ...lot, steps: [...lot.steps, step] };
};

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
      return { ...lot, outcome: null, defaulterIds: [...lot.defaulterIds, ...event.data.defaulterIds] };
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

const corrected = (lot: Lot, event: Extract<LotEvent, { type: 'AuctionNoticeCorrected' }>): Lot => {
  const { auctionId: _, lotId: __, reason: ___, ...notice } = event.data;
  return { ...lot, announced: lot.announced.map((each) => (each.id === event.corrects ? { ...each, notice } : each)) };
};

/** Moves the day of a step, and what was said of that day elsewhere. */
const redated = (lot: Lot, { corrects, effectiveOn: on }: Extract<LotEvent, { type: 'AuctionDateCorrected' }>): Lot => ({
  ...lot,
  steps: lot.steps.map((each) => (each.id === corrects ? { ...each, on } : each)),
  announced: lot.announced.map((each) => ({
    ...each,
    publishedOn: each.id === corrects ? on : each.publishedOn,
    result: each.result !== null && each.result.id === corrects ? { ...each.result, on } : each.result,
  })),
});

const latestChecks = (before: readonly ConditionCheck[], checks: readonly ConditionCheck[]): readonly ConditionCheck[] =>
  [...before.filter(({ condition }) => !checks.some((each) => each.condition === condition)), ...checks].toSorted(
    (left, right) => left.condition - right.condition,
  );

/** Folds one event about a lot. */
export const evolveLot = (lot: Lot, event: LotEvent): Lot => {
  switch (event.type) {
    case 'AuctionNoticeCorrected':
      return corrected(lot, event);
    case 'AuctionDateCorrected':
      return redated(lot, event);
    case 'AuctionBuyerChecked':
      return { ...lot, checks: latestChecks(lot.checks, event.data.checks) };
    case 'AuctionDiscrepancyFound':
      return { ...lot, found: [...lot.found, event.data.discrepancy.en] };
    default:
      return stepped(lot, event);
  }
};
