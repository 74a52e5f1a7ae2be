// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { basis, discrepancy, type EventCatalogue, effectiveDate, type FactOf, type Identified, money, share } from '../kernel/index.ts';

/** 集体土地所有权; 国有 or 集体建设用地使用权, alone or on one certificate with 房屋（构筑物）所有权; 房屋所有权 alone. */
export const rightKinds = [
  'collective-ownership',
  'state-land-use',
  'state-land-use-and-buildings',
  'collective-land-use',
  'collective-land-use-and-buildings',
  'building-ownership',
] as const;
export type RightKind = (typeof rightKinds)[number];

/** 权利性质: 出让 划拨 租赁 作价出资（入股） 授权经营 批准拨用. */
export const rightNatures = ['granted', 'allocated', 'leased', 'contributed', 'authorised', 'approved'] as const;

/** Voluntary transfers, which joint review decides on: 转让 回购 收购. */
export const voluntaryKinds = ['transfer', 'buyback', 'acquisition'] as const;
/** Successions by law: 继承 合并 分立. */
export const successionKinds = ['inheritance', 'merger', 'division'] as const;
/** All of them and 生效裁判 (民法典 229), as they are reported. */
export const transferKinds = [...voluntaryKinds, ...successionKinds, 'judgment'] as const;

/** 到期 收回 收储 解除合同 放弃 灭失 宗地分割合并. */
export const endReasons = ['expiry', 'recovery', 'reserve', 'termination', 'surrender', 'demolition', 'parcel-change'] as const;
/** 协议解除 违约解除 裁判 其他. */
export const leaseEndReasons = ['agreement', 'breach', 'ruling', 'other'] as const;
/** 清偿 放弃 实现. */
export const mortgageReleaseReasons = ['paid', 'waived', 'enforced'] as const;

/** The departments whose opinions a voluntary transfer needs (松规划资源〔2023〕123号). */
export const reviewers = ['规划资源局', '经委', '市场监管局'] as const;
export type Reviewer = (typeof reviewers)[number];

/** Who holds a right: shares that total 1 (按份共有), no share at all (共同共有), or several without a share who hold jointly what is left. */
const holders = z.array(z.strictObject({ partyId: z.uuid(), share: share.nullable() })).min(1);

const ofParcel = { parcelId: z.uuid() };
const ofRight = { ...ofParcel, rightId: z.uuid() };
const ofKind = { ...ofRight, kind: z.enum(rightKinds) };
/** A part of the parcel as printed, for example 8幢; null for the whole. */
const part = z.string().nullable();
const term = { part, from: effectiveDate, until: effectiveDate };
const tenancy = { ...term, rent: money.nullable(), contractNumber: z.string().nullable(), basis };
const lessees = z.array(z.uuid()).min(1);
const mortgage = { rank: z.int().positive(), secured: money, maximum: z.boolean(), transferRestricted: z.boolean() };
const seizureTerm = { months: z.int().positive(), until: effectiveDate.nullable() };
const notice = { court: z.string(), caseNumber: z.string(), sequence: z.int().positive().nullable(), ...seizureTerm };
const reason = z.string();

export const rightEvents = {
  /** A right stands in the register (登记), from `effectiveOn` to the last day `until`. */
  RightRegistered: {
    version: 1,
    data: z.strictObject({
      ...ofKind,
      holders,
      part,
      nature: z.enum(rightNatures).nullable(),
      until: effectiveDate.nullable(),
      certificateNumber: z.string().nullable(),
      basis,
    }),
  },
  RightCorrected: { version: 1, data: z.strictObject({ ...ofKind, holders, part, until: effectiveDate.nullable(), reason }) },
  /** 不动产权证号, for example after 过户登记. */
  CertificateRegistered: { version: 1, data: z.strictObject({ ...ofKind, certificateNumber: z.string() }) },
  /** From `effectiveOn` on the right no longer stands. */
  RightEnded: { version: 1, data: z.strictObject({ ...ofKind, reason: z.enum(endReasons), basis }) },
  /** A voluntary transfer is filed for joint review; `holders` are those after it. */
  RightTransferFiled: {
    version: 1,
    data: z.strictObject({ ...ofKind, transferId: z.uuid(), transferKind: z.enum(voluntaryKinds), holders, price: money.nullable() }),
  },
  RightTransferOpinionRecorded: {
    version: 1,
    data: z.strictObject({
      ...ofRight,
      transferId: z.uuid(),
      department: z.enum(reviewers),
      opinion: z.enum(['agree', 'disagree']),
      text: z.string(),
    }),
  },
  RightTransferDecided: {
    version: 1,
    data: z.strictObject({ ...ofRight, transferId: z.uuid(), outcome: z.enum(['granted', 'refused']), reason }),
  },
  RightTransferWithdrawn: { version: 1, data: z.strictObject({ ...ofRight, transferId: z.uuid(), reason }) },
  /** The right passed to these holders (过户). */
  RightTransferred: {
    version: 1,
    data: z.strictObject({ ...ofKind, holders, transferId: z.uuid(), transferKind: z.enum(transferKinds), basis }),
  },
  /** A court's ruling was served (送达) and the right passed; the seizures and mortgages named are those known to end with it. */
  RightTransferredByRuling: {
    version: 1,
    data: z.strictObject({
      ...ofKind,
      holders,
      auctionId: z.uuid(),
      caseNumber: z.string(),
      seizuresEnded: z.array(z.uuid()),
      mortgagesExtinguished: z.array(z.uuid()),
      mortgagesKept: z.array(z.uuid()),
      basis: z.literal('reported'),
    }),
  },
  /** Replaces day and holders of a transfer, of a ruling's too: `transferId` is then the auction's. */
  RightTransferCorrected: { version: 1, data: z.strictObject({ ...ofKind, holders, transferId: z.uuid(), reason }) },
  LeaseRegistered: { version: 1, data: z.strictObject({ ...ofRight, leaseId: z.uuid(), lessees, ...tenancy }) },
  /** The parent is a lease, another sublease or an operator's unified lease. */
  SubleaseRegistered: {
    version: 1,
    data: z.strictObject({ ...ofRight, leaseId: z.uuid(), parentLeaseId: z.uuid(), lessees, ...tenancy }),
  },
  /** 统租统管: an operator rents and manages as one; `share` is its part of the proceeds. */
  OperatorAppointed: {
    version: 1,
    data: z.strictObject({ ...ofRight, leaseId: z.uuid(), operatorId: z.uuid(), share: share.nullable(), ...tenancy }),
  },
  /** The lessor agrees to subletting, to one lessee or (null) to any. */
  SubleaseConsentRecorded: { version: 1, data: z.strictObject({ ...ofRight, leaseId: z.uuid(), lesseeId: z.uuid().nullable() }) },
  LeaseEnded: { version: 1, data: z.strictObject({ ...ofRight, leaseId: z.uuid(), reason: z.enum(leaseEndReasons) }) },
  LeaseCorrected: { version: 1, data: z.strictObject({ ...ofRight, leaseId: z.uuid(), ...term, reason }) },
  /** `maximum`: 最高额抵押; `transferRestricted`: an agreement against transfer stands in the register (民法典 406). */
  MortgageRegistered: { version: 1, data: z.strictObject({ ...ofRight, mortgageId: z.uuid(), mortgagees: lessees, ...mortgage, basis }) },
  MortgageeConsentRecorded: { version: 1, data: z.strictObject({ ...ofRight, mortgageId: z.uuid(), transferId: z.uuid() }) },
  MortgageReleased: { version: 1, data: z.strictObject({ ...ofRight, mortgageId: z.uuid(), reason: z.enum(mortgageReleaseReasons) }) },
  MortgageCorrected: { version: 1, data: z.strictObject({ ...ofRight, mortgageId: z.uuid(), ...mortgage, reason }) },
  /** Served on `effectiveOn` (协助执行通知书送达); `sequence` orders notices of one day. */
  SeizureRecorded: { version: 1, data: z.strictObject({ ...ofRight, seizureId: z.uuid(), ...notice }) },
  SeizureRenewed: { version: 1, data: z.strictObject({ ...ofRight, seizureId: z.uuid(), renewalId: z.uuid(), ...seizureTerm }) },
  SeizureReleased: { version: 1, data: z.strictObject({ ...ofRight, seizureId: z.uuid() }) },
  SeizureCorrected: { version: 1, data: z.strictObject({ ...ofRight, seizureId: z.uuid(), ...notice, reason }) },
  /**
   * From this day on the parcel is no more: retired, split, merged or a second entry of another (`endedBy` is the parcel's own event).
   * No right moves by itself: what stands is registered anew on the successors by whoever registers.
   */
  TitleParcelEnded: {
    version: 1,
    data: z.strictObject({ ...ofParcel, endedBy: z.uuid(), successors: z.array(z.uuid()), reason }),
  },
  /** The parcel was not ended after all; `corrects` names what said so. */
  TitleParcelRestored: { version: 1, data: z.strictObject({ ...ofParcel, endedBy: z.uuid(), reason }) },
  /** A contract (出让合同 …) names this parcel, or named it once. */
  TitleContractNamed: { version: 1, data: z.strictObject({ ...ofParcel, contractId: z.uuid() }) },
  /** A fact of this title was no fact: `corrects` names its event. */
  TitleFactAnnulled: { version: 1, data: z.strictObject({ ...ofRight, reason }) },
  /** A recorded fact breaks a rule; `about` is the type of its event. */
  TitleDiscrepancyFound: { version: 1, data: z.strictObject({ ...ofRight, discrepancy, about: z.string() }) },
} as const satisfies EventCatalogue;

export type RightFact = FactOf<typeof rightEvents>;
export type RightEvent = Identified<RightFact>;
/** The data of one type of fact. */
export type RightData<T extends RightFact['type']> = Extract<RightFact, { type: T }>['data'];
