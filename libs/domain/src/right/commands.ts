import { z } from 'zod';
import { type CommandCatalogue, type CommandOf, discrepancy, effectiveDate, money, share, text, townCode } from '../kernel/index.ts';
import {
  endReasons,
  leaseEndReasons,
  mortgageReleaseReasons,
  reviewers,
  rightKinds,
  rightNatures,
  successionKinds,
  transferKinds,
  voluntaryKinds,
} from './events.ts';

const parcelId = z.uuid();
const rightId = z.uuid();
const reason = text(500);
const holders = z
  .array(z.strictObject({ partyId: z.uuid(), share: share.nullable().default(null) }))
  .min(1)
  .max(50)
  .meta({
    description:
      'Shares that total 1 (按份共有), or none at all (共同共有); several without a share hold jointly what is left; a sole holder has all',
    example: [{ partyId: '2b8c3f60-5c0e-4a0d-9d0a-7a4f6d1e2c01', share: '1/1' }],
  });
const holdersAfter = holders.meta({ description: 'All holders after the transfer' });
const part = text(200)
  .nullable()
  .default(null)
  .meta({ description: 'A part of the parcel as printed, for example 8幢; null for the whole' });
const lastDay = effectiveDate.nullable().default(null).meta({ description: 'Last day of the term; null when it has none' });
const certificateNumber = text(100)
  .regex(/\d.*号$/, 'expected a certificate number as printed, ending in 号')
  .meta({ description: '不动产权证号 as printed', example: '沪（2023）金字不动产权第000001号' });

const right = {
  parcelId,
  rightId,
  jurisdiction: townCode.meta({ description: 'Town of the parcel', example: '310116112' }),
  kind: z.enum(rightKinds).meta({ description: 'Use rights alone or with buildings, ownership of buildings or of collective land' }),
  holders,
  part,
  nature: z.enum(rightNatures).nullable().default(null).meta({ description: '权利性质: 出让 划拨 租赁 作价出资 授权经营 批准拨用' }),
  until: lastDay,
  certificateNumber: certificateNumber.nullable().default(null),
};
const ending = { parcelId, rightId, reason: z.enum(endReasons) };

const term = { part, from: effectiveDate, until: effectiveDate.meta({ description: 'Last day of the term', example: '2029-03-10' }) };
const tenancy = {
  ...term,
  rent: money.nullable().default(null).meta({ description: 'Rent of a year' }),
  contractNumber: text(100).nullable().default(null),
};
const lessees = z.array(z.uuid()).min(1).max(50);
const lease = { parcelId, leaseId: z.uuid(), rightId, lessees, ...tenancy };
const sublease = { parcelId, leaseId: z.uuid(), parentLeaseId: z.uuid(), lessees, ...tenancy };
const operator = { parcelId, leaseId: z.uuid(), rightId, operatorId: z.uuid(), share: share.nullable().default(null), ...tenancy };

const mortgageTerms = {
  rank: z.int().positive().max(100).meta({ description: '顺位 as registered', example: 1 }),
  secured: money.meta({ description: '被担保的主债权数额 or 最高债权额' }),
  maximum: z.boolean().default(false).meta({ description: '最高额抵押' }),
  transferRestricted: z.boolean().default(false).meta({ description: 'An agreement against transfer is registered (民法典 406)' }),
};
const mortgage = { parcelId, mortgageId: z.uuid(), rightId, mortgagees: lessees, ...mortgageTerms };

const seizureTerm = {
  months: z
    .int()
    .positive()
    .max(1200)
    .meta({ description: 'Length of the term; it runs from the day the seizure takes force', example: 36 }),
  until: effectiveDate.nullable().default(null).meta({ description: 'Last day as printed, for a seizure in force from its service' }),
};
const notice = {
  court: text(100).meta({ example: '上海市金山区人民法院' }),
  caseNumber: text(100).meta({ description: '案号', example: '（2023）沪0116执1234号' }),
  sequence: z.int().positive().max(100_000).nullable().default(null).meta({ description: 'Place among the notices served on one day' }),
  ...seizureTerm,
};

const transferId = z.uuid();

export const rightCommands = {
  RegisterRight: z.strictObject(right),
  ReportRight: z.strictObject(right),
  CorrectRight: z.strictObject({ parcelId, rightId, kind: right.kind, holders, part, until: lastDay, reason }),
  RegisterCertificate: z.strictObject({ parcelId, rightId, certificateNumber }),
  EndRight: z.strictObject(ending),
  ReportRightEnd: z.strictObject(ending),
  FileRightTransfer: z.strictObject({
    parcelId,
    transferId,
    rightId,
    transferKind: z.enum(voluntaryKinds).meta({ description: '转让 transfer, 回购 buyback, 收购 acquisition' }),
    holders: holdersAfter,
    price: money.nullable().default(null),
  }),
  RecordRightTransferOpinion: z.strictObject({
    parcelId,
    transferId,
    department: z.enum(reviewers),
    opinion: z.enum(['agree', 'disagree']),
    text: text(2000),
  }),
  DecideRightTransfer: z.strictObject({ parcelId, transferId, outcome: z.enum(['granted', 'refused']), reason }),
  WithdrawRightTransfer: z.strictObject({ parcelId, transferId, reason }),
  RegisterRightTransfer: z.strictObject({ parcelId, transferId }),
  RegisterRightSuccession: z.strictObject({
    parcelId,
    transferId,
    rightId,
    transferKind: z.enum(successionKinds).meta({ description: '继承 inheritance, 合并 merger, 分立 division' }),
    holders: holdersAfter,
  }),
  ReportRightTransfer: z.strictObject({ parcelId, transferId, rightId, transferKind: z.enum(transferKinds), holders: holdersAfter }),
  TransferRightByRuling: z.strictObject({
    parcelId,
    rightId,
    to: holdersAfter,
    auctionId: z.uuid(),
    caseNumber: text(100),
    /** Mortgages that the ruling leaves on the land; all others end with it. */
    mortgagesKept: z.array(z.uuid()).max(50).optional(),
  }),
  CorrectRightTransfer: z.strictObject({ parcelId, rightId, transferId, holders: holdersAfter, reason }),
  RegisterLease: z.strictObject(lease),
  ReportLease: z.strictObject(lease),
  RegisterSublease: z.strictObject(sublease),
  ReportSublease: z.strictObject(sublease),
  AppointOperator: z.strictObject(operator),
  ReportOperator: z.strictObject(operator),
  RecordSubleaseConsent: z.strictObject({ parcelId, leaseId: z.uuid(), lesseeId: z.uuid().nullable().default(null) }),
  EndLease: z.strictObject({ parcelId, leaseId: z.uuid(), reason: z.enum(leaseEndReasons) }),
  CorrectLease: z.strictObject({ parcelId, leaseId: z.uuid(), ...term, reason }),
  RegisterMortgage: z.strictObject(mortgage),
  ReportMortgage: z.strictObject(mortgage),
  RecordMortgageeConsent: z.strictObject({ parcelId, mortgageId: z.uuid(), transferId }),
  ReleaseMortgage: z.strictObject({ parcelId, mortgageId: z.uuid(), reason: z.enum(mortgageReleaseReasons) }),
  CorrectMortgage: z.strictObject({ parcelId, mortgageId: z.uuid(), ...mortgageTerms, reason }),
  RecordSeizure: z.strictObject({ parcelId, seizureId: z.uuid(), rightId, ...notice }),
  RenewSeizure: z.strictObject({ parcelId, seizureId: z.uuid(), renewalId: z.uuid(), ...seizureTerm }),
  ReleaseSeizure: z.strictObject({ parcelId, seizureId: z.uuid() }),
  CorrectSeizure: z.strictObject({ parcelId, seizureId: z.uuid(), ...notice, reason }),
  EndTitleParcel: z.strictObject({ parcelId, endedBy: z.uuid(), successors: z.array(z.uuid()), reason, jurisdiction: right.jurisdiction }),
  RestoreTitleParcel: z.strictObject({ parcelId, endedBy: z.uuid(), reason }),
  NameTitleContract: z.strictObject({ parcelId, contractId: z.uuid(), jurisdiction: right.jurisdiction }),
  /** What could not be done to this title that another stream asked for: a person looks. */
  RecordTitleRefusal: z.strictObject({ parcelId, rightId, refusal: discrepancy, about: text(80) }),
  AnnulTitleFact: z.strictObject({
    parcelId,
    entry: z.uuid().meta({ description: 'Id of the event that recorded what was no fact' }),
    reason,
  }),
} as const satisfies CommandCatalogue;

export type RightCommand = CommandOf<typeof rightCommands>;
/** One command of a title by its name. */
export type RightCommandNamed<T extends RightCommand['type']> = Extract<RightCommand, { type: T }>;
