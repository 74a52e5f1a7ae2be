// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import {
  departments,
  discrepancy,
  type EventCatalogue,
  effectiveDate,
  type FactOf,
  type Identified,
  jurisdictionCode,
  levelOf,
  money,
  share,
} from '../kernel/index.ts';

/** 一拍, 二拍, 变卖. An auction held anew after a default (重新拍卖) is of the round that the buyer defaulted on. */
export const rounds = ['first', 'second', 'sale'] as const;
export const verdicts = ['met', 'not-met', 'unknown'] as const;

const id = z.uuid();

/**
 * 标的物: land and buildings with the rights sold, or a share that somebody holds in a company; null where it has no fraction. Of land,
 * one holder and the share of the rights that he loses; both null where the rights are sold whole, whoever holds them.
 */
export const lotSubject = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('land'),
    parcelId: id,
    rightIds: z.array(id).max(10),
    holderId: id.nullable(),
    share: share.nullable(),
  }),
  z.strictObject({ kind: z.literal('equity'), companyId: id, holderId: id, share: share.nullable() }),
]);

/** A court of the country sells for 人民币. */
export const renminbi = money.refine(({ currency }) => currency === 'CNY', 'expected an amount in CNY');

const lot = z.strictObject({
  lotId: id,
  name: z.string(),
  /** The parcel's town, or the home of the company. */
  jurisdiction: jurisdictionCode,
  subject: lotSubject,
  appraisedValue: renminbi.nullable(),
  reservePrice: renminbi.nullable(),
});

/** A department of a district or of the city, which is asked and answers for itself. */
export const consulted = z.strictObject({
  department: z.enum(departments),
  jurisdiction: jurisdictionCode
    .refine((code) => levelOf(code) !== 'town', 'expected the code of a district or the city')
    .meta({ example: '310116' }),
});

/** What departments answer. Null is "not answered", an empty list is "there are none". */
export const answerContent = {
  duties: z
    .array(z.strictObject({ contractId: id.nullable(), text: z.string(), passesToBuyer: z.boolean().nullable() }))
    .max(50)
    .nullable(),
  arrears: z
    .array(z.strictObject({ kind: z.string(), amount: money.nullable(), period: z.string().nullable() }))
    .max(50)
    .nullable(),
  /** 负面清单、准入限制 on who may enter. */
  restrictions: z
    .array(z.strictObject({ list: z.string(), document: z.string(), text: z.string() }))
    .max(50)
    .nullable(),
  opinion: z.string().nullable(),
};

/** 竞买人条件 as the court published it: by which article of law, or only because the notice says so. */
export const condition = z.strictObject({
  text: z.string(),
  basis: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('law'), law: z.string(), article: z.string() }),
    z.strictObject({ kind: z.literal('notice') }),
  ]),
});

/** What a notice states (法释〔2016〕18号, 第十三条、第十四条). What it does not state is null. */
export const noticeContent = {
  platform: z.string(),
  /** 起拍价 of an auction, 变卖价 of a sale. */
  price: renminbi,
  deposit: renminbi.nullable(),
  /** The day on which bidding, or the period of a sale, begins. */
  auctionOn: effectiveDate,
  endsOn: effectiveDate.nullable(),
  conditions: z.array(condition).max(50),
  defects: z.string().nullable(),
  occupancy: z.string().nullable(),
  /** 优先购买权人. */
  preEmptionHolderIds: z.array(id).max(50).nullable(),
  taxBurden: z.string().nullable(),
};

/** Who gets a lot; several as owners by shares, or jointly where none has a share. */
export const receivers = z
  .array(z.strictObject({ partyId: id, share: share.nullable() }))
  .min(1)
  .max(50);

/** The outcome of a check of one condition, by its words: a notice may be corrected, and its conditions then stand elsewhere. */
export const conditionCheck = z.strictObject({
  condition: z.string(),
  verdict: z.enum(verdicts),
  evidence: z.string().nullable(),
});

const onLot = z.strictObject({ auctionId: id, lotId: id });
const onRound = onLot.extend({ round: z.enum(rounds) });
/** What a ruling says: what passes, from which case, to whom. */
const ruling = onLot.extend({
  rulingNumber: z.string(),
  court: z.string(),
  caseNumber: z.string(),
  kind: z.enum(['land', 'equity']),
  subject: lotSubject,
  to: receivers,
  price: renminbi,
});

export const auctionEvents = {
  /** The court's letter was received: which lots of which debtors it is going to sell. */
  AuctionOpened: {
    version: 1,
    data: z.strictObject({
      auctionId: id,
      court: z.string(),
      /** 案号 as printed. */
      caseNumber: z.string(),
      debtorIds: z.array(id).min(1),
      lots: z.array(lot).min(1),
      /** The least share of the appraised value that the first price may be; null where none is known. */
      reserveFloor: share.nullable(),
    }),
  },
  /** 征询. */
  AuctionConsultationRequested: {
    version: 1,
    data: z.strictObject({ auctionId: id, consulted: z.array(consulted).min(1), answerBy: effectiveDate }),
  },
  AuctionAnswerRecorded: { version: 1, data: z.strictObject({ auctionId: id, ...consulted.shape, ...answerContent }) },
  AuctionNoticePublished: { version: 1, data: onRound.extend(noticeContent) },
  /** A notice was read wrongly; `corrects` names it. */
  AuctionNoticeCorrected: { version: 1, data: onLot.extend({ ...noticeContent, reason: z.string() }) },
  /** 成交, by one bidder or several: the first time that anybody is named. */
  AuctionLotSold: { version: 1, data: onRound.extend({ to: receivers, price: renminbi, bidders: z.int().positive().nullable() }) },
  /** 流拍; of a sale: nobody bought within its period. */
  AuctionLotFailed: { version: 1, data: onRound },
  /** 悔拍: the deposit of the notice is forfeited, null where the notice names none. */
  AuctionBuyerDefaulted: { version: 1, data: onRound.extend({ defaulterIds: z.array(id).min(1), forfeited: renminbi.nullable() }) },
  /** The court took a default back: it had not happened. `corrects` names it. */
  AuctionDefaultAnnulled: { version: 1, data: onLot.extend({ reason: z.string() }) },
  /** 以物抵债. */
  AuctionLotTakenForDebt: { version: 1, data: onRound.extend({ to: receivers, price: renminbi }) },
  /** 退还被执行人. */
  AuctionLotReturned: { version: 1, data: onLot.extend({ reason: z.string() }) },
  /** 中止. */
  AuctionSuspended: { version: 1, data: onLot.extend({ reason: z.string() }) },
  /** 恢复: the lot stands where it stood, its auction on another day where one is named. */
  AuctionResumed: {
    version: 1,
    data: onLot.extend({ postponedTo: z.strictObject({ auctionOn: effectiveDate, endsOn: effectiveDate.nullable() }).nullable() }),
  },
  /** 撤回, before there is a result. */
  AuctionWithdrawn: { version: 1, data: onLot.extend({ reason: z.string() }) },
  /** 成交确认书, which is not the ruling. */
  AuctionSaleConfirmed: { version: 1, data: onLot.extend({ confirmationNumber: z.string().nullable() }) },
  /** The departments' own check of who got the lot against the conditions of its notice. */
  AuctionBuyerChecked: { version: 1, data: onLot.extend({ checks: z.array(conditionCheck).min(1) }) },
  /** 裁定. */
  AuctionRulingRecorded: { version: 1, data: ruling },
  /** 送达: the right passed on effectiveOn. */
  AuctionRulingServed: { version: 1, data: ruling },
  /** 过户登记 (of a share: 变更登记). */
  AuctionTransferRegistered: { version: 1, data: onLot.extend({ registrationNumber: z.string().nullable() }) },
  /** 撤销, after the fact. */
  AuctionSaleRevoked: { version: 1, data: onLot.extend({ reason: z.string() }) },
  /** The day of a step was recorded wrongly: it was effectiveOn. `corrects` names the step. */
  AuctionDateCorrected: { version: 1, data: onLot.extend({ step: z.string(), was: effectiveDate, reason: z.string() }) },
  /** What a court did broke a rule, or who got a lot does not meet its conditions. */
  AuctionDiscrepancyFound: { version: 1, data: onLot.extend({ discrepancy, about: z.string() }) },
} as const satisfies EventCatalogue;

export type AuctionFact = FactOf<typeof auctionEvents>;
export type AuctionEvent = Identified<AuctionFact>;
export type DataOf<T extends AuctionFact['type']> = Extract<AuctionFact, { type: T }>['data'];
export type Round = (typeof rounds)[number];
export type Consulted = z.output<typeof consulted>;
export type ConditionCheck = z.output<typeof conditionCheck>;
export type Receivers = z.output<typeof receivers>;
export type NoticeContent = Omit<DataOf<'AuctionNoticePublished'>, 'auctionId' | 'lotId' | 'round'>;
