import { z } from 'zod';
import { area, type CommandCatalogue, type CommandOf, effectiveDate, money, text, townCode } from '../kernel/index.ts';
import {
  clauseTerms,
  clauseVerdicts,
  contractCauses,
  contractNodes,
  idleKinds,
  idleRemedies,
  named,
  nodeVerdicts,
  particulars,
  recoveryGrounds,
} from './events.ts';

const contractId = z.uuid();
const node = z.enum(contractNodes).meta({ description: '履约节点: 开工, 竣工, 投产, 达产', example: 'construction-start' });
const number = text(100).meta({ description: '编号或文号', example: '沪规划资源〔2024〕出让合同第7号' });
const reason = text(500);
const no = text(60).meta({ description: 'Number of the clause as printed; its name within the contract', example: '第十五条' });
const wording = text(600).nullable().default(null).meta({ description: 'The clause as printed' });
const year = z.int().min(1990).max(2100);

const clause = z.strictObject({ no, wording, terms: clauseTerms });
const due = z.strictObject({ node, dueOn: effectiveDate });
const dues = z.array(due).max(4).default([]);

/** The towns of the parcels; the registry reads them from the parcels themselves. */
const jurisdictions = z.array(townCode).min(1).max(50);

const asPrinted = {
  ...particulars,
  number,
  parcelIds: z.array(z.uuid()).min(1).max(50),
  term: particulars.term.default({ years: null, from: null, until: null }),
  tenure: particulars.tenure.default(null),
  area: area.nullable().default(null).meta({ description: '应动工开发建设用地总面积' }),
  price: money.nullable().default(null),
  deposit: money.nullable().default(null).meta({ description: '履约保证金' }),
  contributions: z
    .array(z.strictObject({ holder: named, share: particulars.contributions.element.shape.share }))
    .max(20)
    .default([])
    .meta({ description: '受让人出资比例结构' }),
  mainContractId: z.uuid().nullable().default(null),
};

const recovery = {
  contractId,
  ground: z.enum(recoveryGrounds),
  idleId: z.uuid().nullable().default(null),
  number,
  agreement: number.nullable().default(null),
  approval: number.nullable().default(null),
  compensation: money.nullable().default(null),
};
const idle = { contractId, idleId: z.uuid() };
const breach = { contractId, breachId: z.uuid() };

export const contractCommands = {
  SignContract: z.strictObject({ contractId, jurisdictions, ...asPrinted, clauses: z.array(clause).max(12).default([]), milestones: dues }),
  CorrectContract: z.strictObject({ contractId, jurisdictions, ...asPrinted, reason }),
  AddClause: z.strictObject({ contractId, clause }),
  CorrectClause: z.strictObject({
    contractId,
    entry: z.uuid().meta({ description: 'Id of the event that brought the wording' }),
    clause,
    reason,
  }),
  SignSupplementaryAgreement: z.strictObject({
    contractId,
    number,
    signedOn: effectiveDate,
    changes: z
      .array(z.strictObject({ no, clause: z.strictObject({ wording, terms: clauseTerms }).nullable() }))
      .max(12)
      .default([]),
    milestones: dues,
  }),
  ExtendMilestones: z.strictObject({
    contractId,
    extensions: z
      .array(z.strictObject({ node, until: effectiveDate }))
      .min(1)
      .max(4),
    approval: number,
    cause: z.enum(contractCauses).nullable().default(null),
  }),
  CorrectMilestoneDue: z.strictObject({
    contractId,
    node,
    entry: z
      .uuid()
      .meta({ description: 'Id of the event that brought the due day: the contract, a supplementary agreement, an extension' }),
    dueOn: effectiveDate,
    reason,
  }),
  ReportMilestone: z.strictObject({ contractId, node }),
  CorrectMilestone: z.strictObject({ contractId, milestone: z.uuid(), reason }),
  AnnulMilestone: z.strictObject({ contractId, milestone: z.uuid(), reason }),
  AssessCompliance: z.strictObject({
    contractId,
    subject: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('milestone'), node, verdict: z.enum(nodeVerdicts) }),
      z.strictObject({ kind: z.literal('clause'), no, year: year.nullable(), verdict: z.enum(clauseVerdicts) }),
    ]),
    reason,
  }),
  SettleDeposit: z.strictObject({
    contractId,
    outcome: z.enum(['refunded', 'forfeited']),
    amount: money,
    node: node.nullable().default(null),
    reason,
  }),
  RecordBreachLead: z.strictObject({
    contractId,
    lead: z.uuid(),
    kind: z.string().regex(/^[a-z][a-z0-9-]{0,79}$/, 'expected the name of a kind, for example "undeclared-equity-change"'),
    detailZh: text(1000),
    detailEn: text(1000),
    causedBy: z.uuid().nullable().default(null).meta({ description: 'Id of the event that led to it' }),
  }),
  CloseBreachLead: z.strictObject({ contractId, lead: z.uuid(), outcome: z.enum(['no-error', 'corrected', 'dropped']), reason }),
  DeclareBreach: z.strictObject({
    ...breach,
    of: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('milestone'), node }),
      z.strictObject({ kind: z.literal('clause'), no }),
    ]),
    reason,
    lead: z.uuid().nullable().default(null),
  }),
  ServeBreachNotice: z.strictObject({
    ...breach,
    number,
    manner: text(60).meta({ description: '送达方式', example: '直接送达' }),
    cureUntil: effectiveDate,
  }),
  CloseBreach: z.strictObject({ ...breach, outcome: z.enum(['cured', 'withdrawn']), reason }),
  NoteLiquidatedDamages: z.strictObject({ ...breach, amount: money, status: z.enum(['demanded', 'paid', 'waived']), reason }),
  TerminateContract: z.strictObject({ ...breach, number, reason }),
  ReportContractTermination: z.strictObject({ contractId, breachId: z.uuid().nullable().default(null), number, reason }),
  RecoverLand: z.strictObject(recovery),
  ReportLandRecovery: z.strictObject(recovery),
  RecordContractParcelEnded: z.strictObject({ contractId, parcelId: z.uuid(), endedBy: z.uuid(), successors: z.array(z.uuid()) }),
  RecordContractParcelRestored: z.strictObject({ contractId, parcelId: z.uuid(), endedBy: z.uuid() }),
  ReportContractDecisionAnnulled: z.strictObject({ contractId, decision: z.uuid(), number, reason }),
  ReportConstructionProgress: z.strictObject({
    contractId,
    developedArea: area.nullable().default(null),
    invested: money.nullable().default(null),
  }),
  ReportConstructionStop: z.strictObject({ contractId, reason }),
  ReportConstructionResumption: z.strictObject({ contractId }),
  OpenIdleInvestigation: z.strictObject({
    ...idle,
    number,
    suspected: z.enum(idleKinds),
    asPrinted: text(60).nullable().default(null).meta({ description: 'As the town says', example: '供而未用' }),
  }),
  RecordIdleStatement: z.strictObject({ ...idle, statement: text(2000) }),
  DetermineIdle: z.strictObject({
    ...idle,
    number,
    idleKind: z.enum(idleKinds),
    cause: z.enum(contractCauses),
    since: effectiveDate,
  }),
  DismissIdle: z.strictObject({ ...idle, reason }),
  ChooseIdleRemedy: z.strictObject({ ...idle, remedy: z.enum(idleRemedies), detail: text(500) }),
  OfferIdleHearing: z.strictObject({ ...idle, number }),
  ConcludeIdleHearing: z.strictObject({
    ...idle,
    outcome: z.enum(['held', 'not-requested']),
    detail: text(1000).nullable().default(null),
  }),
  DecideIdleFee: z.strictObject({ ...idle, number }),
  ReleaseIdle: z.strictObject({ ...idle, reason }),
} as const satisfies CommandCatalogue;

export type ContractCommand = CommandOf<typeof contractCommands>;
export type CommandNamed<T extends ContractCommand['type']> = Extract<ContractCommand, { type: T }>;
export type ReportedConstruction = CommandNamed<'ReportConstructionProgress' | 'ReportConstructionStop' | 'ReportConstructionResumption'>;
