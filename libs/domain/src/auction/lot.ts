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

/** A default, and where the lot stood before. */
export interface Default {
  readonly id: string;
  readonly defaulterIds: readonly string[];
  readonly stage: Stage;
  readonly outcome: Outcome | null;
}

export interface Lot {
  readonly content: DataOf<'AuctionOpened'>['lots'][number];
  readonly stage: Stage;
  /** Where it stood before its last step. */
  readonly stageBefore: Stage;
  readonly announced: readonly Announced[];
  /** Null before a result, and again once that result came to nothing. */
  readonly outcome: Outcome | null;
  /** Whether who got it meets the conditions of the notice, by the words of each. */
  readonly checks: readonly ConditionCheck[];
  readonly ruling: DataOf<'AuctionRulingRecorded'> | null;
  /** 悔拍 that stand: who defaulted may not bid for this lot again. */
  readonly defaults: readonly Default[];
  /** Defaults that the court took back, by the event that had recorded each. */
  readonly annulled: readonly string[];
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
export const stageAfter = {
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
  defaults: [],
  annulled: [],
  steps: [],
  found: [],
});

/**
 * Where among the rounds the one stands that a failure of a day is of, if the next has been announced already: the last one held by then
 * that waits for its result. -1 where there is none.
 */
export const overtaken = ({ announced }: Lot, on: EffectiveDate): number =>
  announced.findLastIndex(({ result, notice }, i) => result === null && i < announced.length - 1 && notice.auctionOn <= on);
