// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import {
  basis,
  discrepancy,
  type EventCatalogue,
  effectiveDate,
  type FactOf,
  type Identified,
  jurisdictionCode,
  share,
} from '../kernel/index.ts';

/** 股权转让、增资、减资、合并、分立、继承、司法处置、间接变更: the ways in which the holders of a company, or who is behind them, change. */
export const equityKinds = [
  'transfer',
  'capital-increase',
  'capital-reduction',
  'merger',
  'division',
  'inheritance',
  'judicial-disposal',
  'indirect',
] as const;

/** The departments of the joint supervision of equity transfers (松规划资源〔2023〕123号, 股权转让联合监管机制). */
export const opinionDepartments = ['规划资源局', '经委', '市场监管局'] as const;
/** Those of them that determine whether the actual control changes. */
export const controlDepartments = ['规划资源局', '市场监管局'] as const;
export const opinions = ['agree', 'object'] as const;
export const controlChanges = ['yes', 'no', 'unknown'] as const;
/** What a clause binds: that shares move, that the actual controller changes, or both. */
export const clauseScopes = ['shares', 'control'] as const;
/** What a clause may have been broken by: no consent of the grantor, or a change while the shares are locked. */
export const clauseBreaches = ['consent-missing', 'locked'] as const;

const id = z.uuid();
const ids = z.array(id);

/** What somebody holds: a share as printed, `joint` for 共同共有 without fractions, null for nothing. */
export const holding = z.union([share, z.literal('joint')]).nullable();

/** One holder's part before and after. All holders of the company are named, those that keep what they have too. */
export const change = z.strictObject({ holderId: id, before: holding, after: holding });

/**
 * What a contract asks of its grantee when shares or control change, as known when the case named the contract: every wording with its
 * days, because the day of the change decides and may be corrected.
 */
export const clause = z.strictObject({
  contractId: id,
  /** The first day on which it binds, and the first on which it no longer does; null = without end. */
  from: effectiveDate,
  until: effectiveDate.nullable(),
  consentRequired: z.boolean(),
  /** The share that must move for the clause to bind; null binds from the first. */
  threshold: share.nullable(),
  /** The last day on which nothing may change; null = no lock date is given, which asks for consent no less. */
  lockUntil: effectiveDate.nullable(),
  covers: z.array(z.enum(clauseScopes)),
});

const parcel = z.strictObject({ parcelId: id, jurisdictions: z.array(jurisdictionCode).min(1) });

/** What a case is about. */
const subject = z.strictObject({
  equityId: id,
  companyId: id,
  kind: z.enum(equityKinds),
  /** Empty for an indirect change, which moves no share of the company itself. */
  changes: z.array(change),
  /** Land that the company held on the day. */
  parcels: z.array(parcel),
  home: jurisdictionCode,
  contractIds: ids,
  clauses: z.array(clause),
});

const control = z.strictObject({ changed: z.enum(controlChanges), controllerBefore: id.nullable(), controllerAfter: id.nullable() });

export const equityEvents = {
  EquityTransferFiled: {
    version: 1,
    data: subject.extend({
      /** Until when the departments were asked for their opinions; null where no deadline was set. */
      opinionsDueOn: effectiveDate.nullable(),
      /** The case of the parent's change, for an indirect one. */
      causedBy: id.nullable(),
    }),
  },
  /** A change that nobody had filed: effectiveOn is the day of the change, foundOn the day it was found. */
  UndeclaredEquityTransferReported: {
    version: 1,
    data: subject.extend({ foundOn: effectiveDate, daysUntilFound: z.int().nonnegative() }),
  },
  EquityContractsNamed: { version: 1, data: z.strictObject({ equityId: id, contractIds: ids.min(1), clauses: z.array(clause) }) },
  ControlChangeDetermined: {
    version: 1,
    data: control.extend({
      equityId: id,
      companyId: id,
      parcelIds: ids,
      department: z.enum(controlDepartments),
      reason: z.string(),
      /** When the change took place; null while it has not. */
      changedOn: effectiveDate.nullable(),
    }),
  },
  GrantorConsentRequested: { version: 1, data: z.strictObject({ equityId: id, companyId: id, contractIds: ids.min(1) }) },
  GrantorConsentGranted: {
    version: 1,
    data: z.strictObject({ equityId: id, companyId: id, contractIds: ids.min(1), conditions: z.string().nullable() }),
  },
  GrantorConsentRefused: {
    version: 1,
    data: z.strictObject({ equityId: id, companyId: id, contractIds: ids.min(1), reason: z.string() }),
  },
  EquityOpinionGiven: {
    version: 1,
    data: z.strictObject({
      equityId: id,
      companyId: id,
      department: z.enum(opinionDepartments),
      opinion: z.enum(opinions),
      reason: z.string().nullable(),
      /** Whether it came after the deadline; null where none was set. */
      late: z.boolean().nullable(),
    }),
  },
  EquityTransferGranted: { version: 1, data: z.strictObject({ equityId: id, companyId: id, reason: z.string().nullable() }) },
  EquityTransferRefused: { version: 1, data: z.strictObject({ equityId: id, companyId: id, reason: z.string() }) },
  EquityTransferCancelled: {
    version: 1,
    data: z.strictObject({ equityId: id, companyId: id, by: z.enum(['applicant', 'authority']), reason: z.string() }),
  },
  /** The change took place on effectiveOn: registered, or by ruling, or with its parent. */
  EquityTransferCompleted: {
    version: 1,
    data: z.strictObject({
      equityId: id,
      companyId: id,
      kind: z.enum(equityKinds),
      changes: z.array(change),
      parcelIds: ids,
      contractIds: ids,
      /** As determined so far; null when nobody has. */
      control: control.nullable(),
      causedBy: id.nullable(),
      /** 案号 of the court whose ruling brought the change. */
      caseNumber: z.string().nullable(),
      basis,
    }),
  },
  /** The change took place on another day: that from which this holds. `corrects` names what said so. */
  EquityDateCorrected: {
    version: 1,
    data: z.strictObject({ equityId: id, companyId: id, kind: z.enum(equityKinds), was: effectiveDate, reason: z.string() }),
  },
  /** 违约线索: what took place may have broken clauses. Each contract is named once per kind of breach, whenever it comes to light. */
  EquityClauseBreachSuspected: {
    version: 1,
    data: z.strictObject({
      equityId: id,
      companyId: id,
      changedOn: effectiveDate,
      breaches: z.array(z.strictObject({ contractId: id, breach: z.enum(clauseBreaches) })).min(1),
    }),
  },
  EquityDiscrepancyFound: { version: 1, data: z.strictObject({ equityId: id, discrepancy, about: z.string() }) },
} as const satisfies EventCatalogue;

export type EquityKind = (typeof equityKinds)[number];
export type ControlChange = (typeof controlChanges)[number];
export type OpinionDepartment = (typeof opinionDepartments)[number];
export type Change = z.output<typeof change>;
export type Holding = z.output<typeof holding>;
export type Clause = z.output<typeof clause>;
export type Control = z.output<typeof control>;
export type ClauseBreach = (typeof clauseBreaches)[number];
export type Subject = z.output<typeof subject>;

export type EquityFact = FactOf<typeof equityEvents>;
export type EquityEvent = Identified<EquityFact>;
