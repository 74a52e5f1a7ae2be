// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import {
  area,
  basis,
  discrepancy,
  type EventCatalogue,
  type FactOf,
  type Identified,
  jurisdictionCode,
  parcelCode,
  share,
  townCode,
} from '../kernel/index.ts';

/** 一般分割; 节余土地“带产业项目”分割转让 (金府办发〔2023〕24号). */
export const splitPurposes = ['ordinary', 'surplus-land'] as const;

/** What a lineage does, parcel by parcel, in this order: the end of what was there holds the land for this lineage alone. */
export const stepKinds = ['parent-retired', 'child-entered', 'code-assigned'] as const;
export const step = z.strictObject({ kind: z.enum(stepKinds), parcelId: z.uuid() });

/** A parcel that is cut or joined, as it stood: the area that counts, null when no source gives one, and the codes that end with it. */
export const parent = z.strictObject({
  parcelId: z.uuid(),
  jurisdiction: townCode,
  area: area.nullable(),
  /** Sources give different areas and nobody has chosen. */
  areaInConflict: z.boolean(),
  codes: z.array(z.string()),
});

/** A parcel that comes of it, with the 宗地代码 it is given, null when none is yet. */
export const child = z.strictObject({
  parcelId: z.uuid(),
  jurisdiction: townCode,
  name: z.string(),
  address: z.string().nullable(),
  area,
  parcelCode: parcelCode.nullable(),
});

const ofLineage = <S extends z.ZodRawShape>(shape: S) => ({ version: 1 as const, data: z.strictObject({ lineageId: z.uuid(), ...shape }) });

export const lineageEvents = {
  /** A parcel is to be split (分割); `tolerance` is the one in force on that day. */
  SplitStarted: ofLineage({
    basis,
    purpose: z.enum(splitPurposes),
    project: z.string().nullable(),
    parent,
    children: z.array(child).min(2),
    tolerance: share,
  }),
  /** Parcels are to be merged (合并). */
  MergerStarted: ofLineage({ basis, parents: z.array(parent).min(2), child, tolerance: share }),
  /** One parcel was retired, entered or given its code. */
  LineageStepTaken: ofLineage({ step }),
  /** The parcel refused a step. A code is left for later; anything else stops the lineage until a person resumes or abandons it. */
  LineageStepRefused: ofLineage({ step, refusal: discrepancy }),
  /** The lineage goes on from the step that was refused. */
  LineageResumed: ofLineage({}),
  /** What was done is to be undone. */
  LineageAbandonmentBegun: ofLineage({ reason: z.string() }),
  /** What a step had done is undone. */
  LineageStepUndone: ofLineage({ step }),
  /** Everything is as it was before. */
  LineageAbandoned: ofLineage({}),
  /** The split is complete: the children stand in the place of the parent. */
  ParcelSplit: ofLineage({ parentId: z.uuid(), childIds: z.array(z.uuid()).min(2) }),
  /** The merger is complete: the child stands in the place of the parents. */
  ParcelsMerged: ofLineage({ parentIds: z.array(z.uuid()).min(2), childId: z.uuid() }),
  /** A reported split or merger, or a step of one, breaks a rule. `about` is the event type that reports it. */
  LineageDiscrepancyFound: ofLineage({ discrepancy, about: z.string() }),
  /** From this day on areas may differ by so much of the area before, in this jurisdiction and below. */
  LineageToleranceSet: { version: 1, data: z.strictObject({ code: jurisdictionCode, tolerance: share }) },
} as const satisfies EventCatalogue;

type Any = FactOf<typeof lineageEvents>;
export type ToleranceFact = Extract<Any, { type: 'LineageToleranceSet' }>;
export type LineageFact = Exclude<Any, ToleranceFact>;
export type LineageEvent = Identified<LineageFact>;
export type Step = z.output<typeof step>;
export type Parent = z.output<typeof parent>;
export type Child = z.output<typeof child>;
