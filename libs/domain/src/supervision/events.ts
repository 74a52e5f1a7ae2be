// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { departments, type EventCatalogue, effectiveDate, type FactOf, type Identified, jurisdictionCode } from '../kernel/index.ts';
import { grades } from '../scoring/index.ts';

/** 租赁 (a lease or sublease of an enterprise) and 拿地 (an enterprise holds the right to use the land). */
export const tenureKinds = ['lease', 'holding'] as const;

/** 股权变更, 不动产登记, 司法拍卖: what is supervised jointly (金府办发〔2023〕24号, item 13). */
export const supervisedMatters = ['equity', 'right', 'auction'] as const;

/** Full years after which a tenure is under supervision. */
const years = z.int().min(1).max(99);
export const ruleYears = { leaseYears: years, holdingYears: years };

/** The cycle in which a grade was found. */
const cycle = z.strictObject({ jurisdiction: jurisdictionCode, year: z.int().min(2000).max(2100) });

/** Who has the land and how, from the first day to the last; `until` is null where no last day is known. `causedBy`: the fact of the title. */
export const tenure = {
  parcelId: z.uuid(),
  tenureId: z.uuid(),
  kind: z.enum(tenureKinds),
  partyIds: z.array(z.uuid()).min(1),
  from: effectiveDate,
  until: effectiveDate.nullable(),
  causedBy: z.uuid(),
};

/** What the city decided of the parcel; a null grade is none. */
export const finalGrade = {
  parcelId: z.uuid(),
  cycle,
  run: z.uuid(),
  grade: z.enum(grades).nullable(),
  document: z.string(),
  partyIds: z.array(z.uuid()),
  causedBy: z.uuid(),
};

/** What touched the land: its case, or what was registered, and whether it concerns the land itself or the enterprise that has it. */
export const landTouch = {
  parcelId: z.uuid(),
  matter: z.strictObject({ kind: z.enum(supervisedMatters), id: z.uuid() }),
  /** The type of the fact that told of it, and its event. */
  fact: z.string(),
  causedBy: z.uuid(),
  /** The party through which the land is concerned; null when it is the land itself. */
  enterpriseId: z.uuid().nullable(),
  /** Those that are to look at it. */
  departments: z.array(z.enum(departments)).min(1),
  /** Whether the parcel stood on a plan list too: then one finding names both, and it is opened for the list. */
  alsoListed: z.boolean(),
};

export const supervisionEvents = {
  TenureNoted: { version: 1, data: z.strictObject(tenure) },
  /** It ended earlier than was known: `until` is its last day. */
  TenureEnded: {
    version: 1,
    data: z.strictObject({ parcelId: z.uuid(), tenureId: z.uuid(), until: effectiveDate, causedBy: z.uuid() }),
  },
  /** The facts of the title were corrected: this replaces the tenure over its whole valid time. */
  TenureCorrected: { version: 1, data: z.strictObject(tenure) },
  /** There was no such tenure after all. */
  TenureAnnulled: { version: 1, data: z.strictObject({ parcelId: z.uuid(), tenureId: z.uuid(), causedBy: z.uuid() }) },
  GradeNoted: { version: 1, data: z.strictObject(finalGrade) },
  /** A matter under joint supervision touches a parcel whose final grade is C or D on that day. */
  GradedLandTouched: {
    version: 1,
    data: z.strictObject({ ...landTouch, grade: z.enum(['C', 'D']), cycle, document: z.string() }),
  },
  SupervisionRuleSet: { version: 1, data: z.strictObject({ jurisdiction: jurisdictionCode, ...ruleYears }) },
} as const satisfies EventCatalogue;

type Any = FactOf<typeof supervisionEvents>;
export type SupervisionRuleFact = Extract<Any, { type: 'SupervisionRuleSet' }>;
export type SupervisionFact = Exclude<Any, SupervisionRuleFact>;
export type SupervisionEvent = Identified<SupervisionFact>;
export type SupervisionData<T extends SupervisionFact['type']> = Extract<SupervisionFact, { type: T }>['data'];
