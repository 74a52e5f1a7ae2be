import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, effectiveDate, jurisdictionCode, money, share, text } from '../kernel/index.ts';
import { consulted, lotSubject, noticeContent, receivers, renminbi, rounds, verdicts } from './events.ts';

// The lengths keep every event below 60 KiB, whatever is filled in.
const id = z.uuid();
const reason = text(500);
const note = text(1000).nullable().default(null);
const number = text(100);

/** Land is sold whole, or one co-owner's share of it (按份共有); who holds jointly (共同共有) has none that could be sold alone. */
const land = z
  .strictObject({
    kind: z.literal('land'),
    parcelId: id,
    rightIds: z.array(id).max(10),
    holderId: id.nullable().default(null).meta({ description: 'The co-owner whose share is sold; null = the whole right' }),
    share: share
      .nullable()
      .default(null)
      .meta({ description: 'The share of the whole right that is sold; null = all of it', example: '1/2' }),
  })
  .refine(({ holderId, share: part }) => (holderId === null) === (part === null), {
    message: 'expected both a holder and a share, or neither',
    path: ['share'],
  });
const [, equity] = lotSubject.options;

/** A lot as the court's letter tells it; the town of the parcel or the home of the company is known here. */
const lotAsTold = z.strictObject({
  lotId: id.meta({ description: 'Chosen by whoever opens the case' }),
  name: text(100),
  subject: z.discriminatedUnion('kind', [land, equity]),
  appraisedValue: renminbi.nullable().default(null),
  reservePrice: renminbi.nullable().default(null),
});

const opening = z.strictObject({
  auctionId: id,
  court: text(100).meta({ example: '上海市金山区人民法院' }),
  caseNumber: text(100).meta({ description: '案号 as printed', example: '（2024）沪0116执1234号' }),
  debtorIds: z.array(id).min(1, 'expected at least one debtor').max(20),
  reserveFloor: share.nullable().meta({
    description:
      'The least share of the appraised value that the first price may be, as the case is to be judged by (70% in 法释〔2016〕18号第十条); null checks nothing',
    example: '70%',
  }),
});
const lots = <Lot extends z.ZodType>(lot: Lot) => z.array(lot).min(1, 'expected at least one lot').max(40);

/** The body that opens a case: without what only other streams tell. */
export const openAuctionRequest = opening.omit({ auctionId: true }).extend({ lots: lots(lotAsTold) });

const answer = {
  duties: z
    .array(
      z.strictObject({ contractId: id.nullable().default(null), text: text(300), passesToBuyer: z.boolean().nullable().default(null) }),
    )
    .max(20)
    .nullable()
    .default(null)
    .meta({ description: 'Duties from contracts; null is "not answered", an empty list is "there are none"' }),
  arrears: z
    .array(z.strictObject({ kind: text(50), amount: money.nullable().default(null), period: text(50).nullable().default(null) }))
    .max(20)
    .nullable()
    .default(null)
    .meta({ description: 'Arrears; null is "not answered", an empty list is "there are none"' }),
  restrictions: z
    .array(z.strictObject({ list: text(100), document: text(100), text: text(200) }))
    .max(20)
    .nullable()
    .default(null)
    .meta({ description: 'Lists that restrict who may enter (负面清单); null is "not answered"' }),
  opinion: note,
};

const condition = z.strictObject({
  text: text(500),
  basis: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('law'), law: text(100), article: text(50) }),
    z.strictObject({ kind: z.literal('notice') }),
  ]),
});

const notice = {
  platform: text(100).meta({ example: '公拍网' }),
  price: renminbi,
  deposit: renminbi.nullable().default(null),
  auctionOn: effectiveDate,
  endsOn: effectiveDate.nullable().default(null),
  conditions: z
    .array(condition)
    .max(20)
    .meta({ description: '竞买人条件, each with its article of law, or as stated in the notice only; nobody is named here' }),
  defects: note,
  occupancy: note,
  preEmptionHolderIds: noticeContent.preEmptionHolderIds.default(null),
  taxBurden: note,
};

const onLot = z.strictObject({ auctionId: id, lotId: id });

export const auctionCommands = {
  OpenAuction: opening.extend({ lots: lots(lotAsTold.extend({ jurisdiction: jurisdictionCode })) }),
  RequestAuctionConsultation: z.strictObject({
    auctionId: id,
    consulted: z.array(consulted).min(1, 'expected at least one department').max(50),
    answerBy: effectiveDate,
  }),
  RecordAuctionAnswer: z.strictObject({ auctionId: id, ...consulted.shape, ...answer }),
  PublishAuctionNotice: onLot.extend({ round: z.enum(rounds), ...notice }),
  CorrectAuctionNotice: onLot.extend({ notice: id, ...notice, reason }),
  RecordAuctionResult: onLot.extend({
    result: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('sold'),
        to: receivers,
        price: renminbi,
        bidders: z.int().positive().max(1_000_000).nullable().default(null),
      }),
      z.strictObject({ kind: z.literal('failed') }),
    ]),
  }),
  RecordBuyerDefault: onLot,
  AnnulBuyerDefault: onLot.extend({ step: id.meta({ description: 'Id of the event that recorded the default' }), reason }),
  RecordDebtSettlement: onLot.extend({ to: receivers, price: renminbi }),
  ReturnAuctionLot: onLot.extend({ reason }),
  SuspendAuction: onLot.extend({ reason }),
  ResumeAuction: onLot.extend({
    postponedTo: z
      .strictObject({ auctionOn: effectiveDate, endsOn: effectiveDate.nullable().default(null) })
      .nullable()
      .default(null),
  }),
  WithdrawAuction: onLot.extend({ reason }),
  ConfirmSale: onLot.extend({ confirmationNumber: number.nullable().default(null) }),
  CheckBuyer: onLot.extend({
    checks: z
      .array(
        z.strictObject({
          condition: z.int().positive().max(20).meta({ description: 'Its place in the notice as it stands, from 1' }),
          verdict: z.enum(verdicts),
          evidence: text(500).nullable().default(null),
        }),
      )
      .min(1, 'expected at least one condition')
      .max(20),
  }),
  RecordAuctionRuling: onLot.extend({ rulingNumber: number }),
  RecordAuctionRulingService: onLot,
  RecordAuctionRegistration: onLot.extend({ registrationNumber: number.nullable().default(null) }),
  RevokeAuctionSale: onLot.extend({ reason }),
  CorrectAuctionDate: onLot.extend({ step: id.meta({ description: 'Id of the event whose effectiveOn was wrong' }), reason }),
} as const satisfies CommandCatalogue;

export type AuctionCommand = CommandOf<typeof auctionCommands>;
export type CommandNamed<T extends AuctionCommand['type']> = Extract<AuctionCommand, { type: T }>;

/** The commands that move a lot from stage to stage. */
export type StepCommand = Exclude<
  AuctionCommand,
  CommandNamed<
    | 'OpenAuction'
    | 'RequestAuctionConsultation'
    | 'RecordAuctionAnswer'
    | 'CheckBuyer'
    | 'CorrectAuctionNotice'
    | 'CorrectAuctionDate'
    | 'AnnulBuyerDefault'
  >
>;
