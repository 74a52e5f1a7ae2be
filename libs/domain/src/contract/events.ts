// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import {
  area,
  basis,
  decimal,
  discrepancy,
  type EventCatalogue,
  effectiveDate,
  type FactOf,
  type Identified,
  money,
  share,
  text,
} from '../kernel/index.ts';

/** 出让合同, 租赁合同, 投资协议. A 补充协议 is no contract of its own: it amends one. */
export const contractKinds = ['grant', 'lease', 'investment'] as const;
/** 常规出让, 弹性出让, 长期租赁, 租让结合. */
export const contractTenures = ['full-term', 'flexible', 'long-lease', 'lease-then-grant'] as const;
/** 履约节点 开工, 竣工, 投产, 达产: due in this order. */
export const contractNodes = ['construction-start', 'completion', 'production-start', 'full-production'] as const;
/** What a change needs consent for: 出资比例, 股权结构, 实际控制人. */
export const consentCovers = ['contribution-ratio', 'equity-structure', 'actual-controller'] as const;
/** Why the node was put off: 企业原因, 政府原因, 不可抗力. Also the cause of idleness. */
export const contractCauses = ['enterprise', 'government', 'force-majeure'] as const;
/** 达标, 逾期达标, 未达标, 免于考核. */
export const nodeVerdicts = ['met', 'met-late', 'not-met', 'exempt'] as const;
export const clauseVerdicts = ['met', 'not-met', 'exempt'] as const;
/** 未动工 (满一年未动工开发), 中止开发 (已动工但中止开发满一年). */
export const idleKinds = ['not-started', 'stopped'] as const;
/** 53号令第十二条: 延长动工期限, 调整用途或规划条件, 安排临时使用, 协议有偿收回, 置换土地, 其他. */
export const idleRemedies = ['extension', 'use-change', 'temporary-use', 'agreed-recovery', 'exchange', 'other'] as const;
/** 违约收回, 闲置无偿收回, 协议收回（收储）, 公共利益收回, 期限届满收回. */
export const recoveryGrounds = ['breach', 'idle', 'agreement', 'public-interest', 'expiry'] as const;

const contractId = z.uuid();
const node = z.enum(contractNodes);
const no = z.string();
const notNegative = decimal.refine((value) => !value.startsWith('-'), 'expected a number that is not negative');

/** Somebody the contract names: a party of the ledger, or an organisation as printed. A natural person is always a party. */
export const named = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('party'), partyId: z.uuid() }),
  z.strictObject({ kind: z.literal('text'), name: text(100) }),
]);

/** What a clause demands, as far as it can be computed with; the wording stays beside it. */
export const clauseTerms = z.discriminatedUnion('kind', [
  /** 投资强度, 万元/亩. */
  z.strictObject({ kind: z.literal('investment-intensity'), wanPerMu: notNegative }),
  /** 总投资额, land price and taxes not included (53号令第三十条). */
  z.strictObject({ kind: z.literal('total-investment'), amount: money }),
  /** 亩均税收, 万元/亩 per year from a date. */
  z.strictObject({ kind: z.literal('tax-per-mu'), wanPerMu: notNegative, from: effectiveDate }),
  /** 产值, 万元 per year from a date. */
  z.strictObject({ kind: z.literal('output'), wan: notNegative, from: effectiveDate }),
  /** 能耗, in the unit as printed. */
  z.strictObject({ kind: z.literal('energy'), value: notNegative, unit: text(50), from: effectiveDate.nullable() }),
  /**
   * 股权变更须经同意: from a share on (null = any), for which kinds of change. Beside that nothing at all may change through
   * `lockUntil`; null = no lock date is given. Consent is asked for before and after that day alike.
   */
  z.strictObject({
    kind: z.literal('equity-change-consent'),
    consentRequired: z.boolean(),
    threshold: share.nullable(),
    lockUntil: effectiveDate.nullable(),
    covers: z.array(z.enum(consentCovers)).min(1).max(3),
  }),
  z.strictObject({ kind: z.literal('transfer-restriction') }),
  z.strictObject({ kind: z.literal('lease-restriction') }),
  z.strictObject({ kind: z.literal('other') }),
]);

const clause = z.strictObject({ no, wording: z.string().nullable(), terms: clauseTerms });
const due = z.strictObject({ node, dueOn: effectiveDate });

export const particulars = {
  kind: z.enum(contractKinds),
  number: z.string(),
  grantor: named,
  granteeId: z.uuid(),
  parcelIds: z.array(z.uuid()).min(1),
  signedOn: effectiveDate,
  /** `until` null = from + years, if both are known. */
  term: z.strictObject({
    years: z.int().min(1).max(70).nullable(),
    from: effectiveDate.nullable(),
    until: effectiveDate.nullable(),
  }),
  tenure: z.enum(contractTenures).nullable(),
  /** 应动工开发建设用地总面积. */
  area: area.nullable(),
  price: money.nullable(),
  deposit: money.nullable(),
  /** 受让人出资比例结构, as on page one. */
  contributions: z.array(z.strictObject({ holder: named, share })),
  /** The 出让合同 to which an investment agreement belongs. */
  mainContractId: z.uuid().nullable(),
};

const recovery = {
  ground: z.enum(recoveryGrounds),
  /** The idle case, for ground `idle`. */
  idleId: z.uuid().nullable(),
  /** 文号 of the decision. */
  number: z.string(),
  /** Number of the agreement, for ground `agreement`. */
  agreement: z.string().nullable(),
  /** 文号 of the approving government, for ground `public-interest`. */
  approval: z.string().nullable(),
  compensation: money.nullable(),
};

export const contractEvents = {
  /** The contract with what its paper says; effective from the day it binds. */
  ContractSigned: { version: 1, data: z.strictObject({ contractId, ...particulars, clauses: z.array(clause), milestones: z.array(due) }) },
  /** The particulars were misread; they are replaced over their whole valid time. */
  ContractCorrected: { version: 1, data: z.strictObject({ contractId, ...particulars, reason: z.string() }) },
  /** A clause of the contract that was not captured with it. */
  ClauseAdded: { version: 1, data: z.strictObject({ contractId, clause }) },
  /** One wording of a clause was misread; `corrects` names the event that brought it. */
  ClauseCorrected: { version: 1, data: z.strictObject({ contractId, clause, reason: z.string() }) },
  /** 补充协议: clauses that hold from now on (null = no longer), nodes agreed for the first time. The old wording stays for the time before. */
  SupplementaryAgreementSigned: {
    version: 1,
    data: z.strictObject({
      contractId,
      number: z.string(),
      signedOn: effectiveDate,
      changes: z.array(z.strictObject({ no, clause: z.strictObject({ wording: z.string().nullable(), terms: clauseTerms }).nullable() })),
      milestones: z.array(due),
    }),
  },
  /** 延期: later due dates beside the agreed ones, with the approval that gave them. */
  MilestonesExtended: {
    version: 1,
    data: z.strictObject({
      contractId,
      extensions: z.array(z.strictObject({ node, until: effectiveDate })).min(1),
      approval: z.string(),
      cause: z.enum(contractCauses).nullable(),
    }),
  },
  /** A due day was misread; `corrects` names the event that brought it. The corrected day counts from when that event holds. */
  MilestoneDueCorrected: {
    version: 1,
    data: z.strictObject({ contractId, node, dueOn: effectiveDate, reason: z.string() }),
  },
  /** The node was reached on the day from which this holds. */
  MilestoneAchieved: { version: 1, data: z.strictObject({ contractId, node }) },
  /** It was reached on another day: the one from which this holds. */
  MilestoneCorrected: { version: 1, data: z.strictObject({ contractId, node, reason: z.string() }) },
  /** It was not reached after all. */
  MilestoneAnnulled: { version: 1, data: z.strictObject({ contractId, node, reason: z.string() }) },
  /** A department's verdict on a node, or on a clause in a year (null = as a whole). */
  ComplianceAssessed: {
    version: 1,
    data: z.strictObject({
      contractId,
      subject: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('milestone'), node, verdict: z.enum(nodeVerdicts) }),
        z.strictObject({ kind: z.literal('clause'), no, year: z.int().nullable(), verdict: z.enum(clauseVerdicts) }),
      ]),
      reason: z.string(),
    }),
  },
  /** A part of the 履约保证金 was given back or kept. */
  DepositSettled: {
    version: 1,
    data: z.strictObject({
      contractId,
      outcome: z.enum(['refunded', 'forfeited']),
      amount: money,
      node: node.nullable(),
      reason: z.string(),
    }),
  },
  /** 违约线索: somebody or something noticed what may be a breach; a memo, not a decision. */
  BreachLeadRecorded: {
    version: 1,
    data: z.strictObject({
      contractId,
      lead: z.uuid(),
      kind: z.string(),
      detailZh: z.string(),
      detailEn: z.string(),
      causedBy: z.uuid().nullable(),
    }),
  },
  /** A person looked, and it came to no breach. */
  BreachLeadClosed: {
    version: 1,
    data: z.strictObject({ contractId, lead: z.uuid(), outcome: z.enum(['no-error', 'corrected', 'dropped']), reason: z.string() }),
  },
  /** The grantor holds a node or a clause to be broken; `lead` is taken up by it. */
  BreachDeclared: {
    version: 1,
    data: z.strictObject({
      contractId,
      breachId: z.uuid(),
      of: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('milestone'), node }),
        z.strictObject({ kind: z.literal('clause'), no }),
      ]),
      reason: z.string(),
      lead: z.uuid().nullable(),
    }),
  },
  /** The breach notice was served on the day from which this holds; cure is possible up to and including `cureUntil`. */
  BreachNoticeServed: {
    version: 1,
    data: z.strictObject({ contractId, breachId: z.uuid(), number: z.string(), manner: z.string(), cureUntil: effectiveDate }),
  },
  BreachClosed: {
    version: 1,
    data: z.strictObject({ contractId, breachId: z.uuid(), outcome: z.enum(['cured', 'withdrawn']), reason: z.string() }),
  },
  /** 违约金 demanded or paid for a breach, as noted. */
  LiquidatedDamagesNoted: {
    version: 1,
    data: z.strictObject({
      contractId,
      breachId: z.uuid(),
      amount: money,
      status: z.enum(['demanded', 'paid', 'waived']),
      reason: z.string(),
    }),
  },
  /** The contract ended (解除). `breachId` is null for a reported ending that names no breach. */
  ContractTerminated: {
    version: 1,
    data: z.strictObject({ contractId, breachId: z.uuid().nullable(), number: z.string(), reason: z.string(), basis }),
  },
  /** 收回. */
  LandRecovered: { version: 1, data: z.strictObject({ contractId, ...recovery, basis }) },
  /** A court or a reviewing authority set a termination, a recovery, a determination of idleness or a fee aside: it never held. */
  ContractDecisionAnnulled: { version: 1, data: z.strictObject({ contractId, number: z.string(), reason: z.string() }) },
  /** What had been built and invested in all by that day, as reported. */
  ConstructionProgressReported: {
    version: 1,
    data: z.strictObject({ contractId, developedArea: area.nullable(), invested: money.nullable() }),
  },
  ConstructionStopped: { version: 1, data: z.strictObject({ contractId, reason: z.string() }) },
  ConstructionResumed: { version: 1, data: z.strictObject({ contractId }) },
  /** 《闲置土地调查通知书》 was served. `asPrinted`: 供而未用, 用而未尽, 逾期未开工 … as the town says. */
  IdleInvestigationOpened: {
    version: 1,
    data: z.strictObject({
      contractId,
      idleId: z.uuid(),
      number: z.string(),
      suspected: z.enum(idleKinds),
      asPrinted: z.string().nullable(),
    }),
  },
  /** What the grantee said for itself. */
  IdleStatementRecorded: { version: 1, data: z.strictObject({ contractId, idleId: z.uuid(), statement: z.string() }) },
  /** 《闲置土地认定书》. `since` is the day from which the years are counted. */
  IdleDetermined: {
    version: 1,
    data: z.strictObject({
      contractId,
      idleId: z.uuid(),
      number: z.string(),
      idleKind: z.enum(idleKinds),
      cause: z.enum(contractCauses),
      since: effectiveDate,
    }),
  },
  IdleDismissed: { version: 1, data: z.strictObject({ contractId, idleId: z.uuid(), reason: z.string() }) },
  /** The remedy for idleness that the enterprise did not cause. */
  IdleRemedyChosen: {
    version: 1,
    data: z.strictObject({ contractId, idleId: z.uuid(), remedy: z.enum(idleRemedies), detail: z.string() }),
  },
  /** The grantee was told in writing that it may ask for a hearing. */
  IdleHearingOffered: { version: 1, data: z.strictObject({ contractId, idleId: z.uuid(), number: z.string() }) },
  IdleHearingConcluded: {
    version: 1,
    data: z.strictObject({ contractId, idleId: z.uuid(), outcome: z.enum(['held', 'not-requested']), detail: z.string().nullable() }),
  },
  /** 《征缴土地闲置费决定书》: 20 % of the price, to the 分, half up. */
  IdleFeeDecided: { version: 1, data: z.strictObject({ contractId, idleId: z.uuid(), number: z.string(), fee: money }) },
  /** A determined idleness is over: works began or went on. */
  IdleReleased: { version: 1, data: z.strictObject({ contractId, idleId: z.uuid(), reason: z.string() }) },
  /** A parcel of the contract is no more; `endedBy` is the parcel's own event. What the contract asks of it is to be agreed on its successors. */
  ContractParcelEnded: {
    version: 1,
    data: z.strictObject({ contractId, parcelId: z.uuid(), endedBy: z.uuid(), successors: z.array(z.uuid()) }),
  },
  /** The parcel was not ended after all; `corrects` names what said so. */
  ContractParcelRestored: { version: 1, data: z.strictObject({ contractId, parcelId: z.uuid(), endedBy: z.uuid() }) },
  /** A rule that a reported fact broke; about = the type of that fact. A reaction opens a finding. */
  ContractDiscrepancyFound: { version: 1, data: z.strictObject({ contractId, discrepancy, about: z.string() }) },
} as const satisfies EventCatalogue;

export type ContractFact = FactOf<typeof contractEvents>;
export type ContractEvent = Identified<ContractFact>;
