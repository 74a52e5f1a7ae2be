// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { decimal, type EventCatalogue, type FactOf, type Identified, jurisdictionCode } from '../kernel/index.ts';
import { grades } from '../scoring/index.ts';

export const assessmentYear = z.int().min(2000).max(2100);

/** The cycle a result belongs to. */
export const cycleRef = z.strictObject({ jurisdiction: jurisdictionCode, year: assessmentYear });
const rank = z.int().min(1).nullable();

/** The four-class list that was decided: of which district, which edition. */
export const classListRef = z.strictObject({ jurisdiction: jurisdictionCode, edition: z.int().min(1) });

/** What a run of the scoring job found of one subject, with everything it was made of. */
export const result = {
  cycle: cycleRef,
  run: z.uuid(),
  /** What the ledger held up to and including this position was read. */
  position: z.string(),
  /** The version of the standard it was computed with. */
  standard: z.strictObject({ jurisdiction: jurisdictionCode, year: assessmentYear, version: z.int().min(1) }),
  code: z.string(),
  cohort: z.string().nullable(),
  decidedBy: z.enum(['veto', 'direct', 'unrated', 'score']),
  rule: z.string().nullable(),
  lacking: z.array(z.string()),
  grade: z.enum(grades).nullable(),
  score: decimal.nullable(),
  rank,
  of: rank,
  place: rank,
  items: z.array(
    z.strictObject({
      indicator: z.string(),
      value: decimal.nullable(),
      missing: z.enum(['not-supplied', 'divided-by-zero', 'out-of-range']).nullable(),
      least: decimal.nullable(),
      most: decimal.nullable(),
      points: decimal.nullable(),
    }),
  ),
  extras: z.array(z.strictObject({ extra: z.string(), points: decimal })),
  inputs: z.array(z.strictObject({ quantity: z.string(), value: z.string(), events: z.array(z.uuid()) })),
};

export const assessmentEvents = {
  /** The grade of a parcel, shared by the enterprises that use it. Provisional until the city decides. */
  ParcelGraded: { version: 1, data: z.strictObject({ parcelId: z.uuid(), partyIds: z.array(z.uuid()), ...result }) },
  /** 审定: what the city decided of the parcel, on the day it decided. From now on its enterprises may see it; the last one stands. */
  GradeFinalised: {
    version: 1,
    data: z.strictObject({
      parcelId: z.uuid(),
      partyIds: z.array(z.uuid()),
      cycle: cycleRef,
      run: z.uuid(),
      grade: z.enum(grades).nullable(),
      list: classListRef,
      document: z.string(),
    }),
  },
  /** The grade of an enterprise (资源利用效率评价): a result of its own, never merged with that of a parcel. */
  EnterpriseGraded: { version: 1, data: z.strictObject({ partyId: z.uuid(), ...result }) },
  /** 年度尾部企业: the last of the enterprises of a place, the very last first. */
  BottomRankingFrozen: {
    version: 1,
    data: z.strictObject({
      jurisdiction: jurisdictionCode,
      parkId: z.uuid().nullable(),
      cycle: cycleRef,
      run: z.uuid(),
      size: z.int().min(1),
      ranked: z.int().min(1),
      entries: z.array(z.strictObject({ rank: z.int().min(1), partyId: z.uuid(), code: z.string(), score: decimal })).min(1),
    }),
  },
} as const satisfies EventCatalogue;

export type AssessmentFact = FactOf<typeof assessmentEvents>;
export type AssessmentEvent = Identified<AssessmentFact>;
export type FactNamed<T extends AssessmentFact['type']> = Extract<AssessmentFact, { type: T }>;
