// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { decimal, type EventCatalogue, effectiveDate, type FactOf, type Identified, jurisdictionCode } from '../kernel/index.ts';
import { type Grade, subjects } from '../scoring/index.ts';

/** 组建专班、下发底版; 评估; 审核把关、处置方案; 市级联合研判; 审定 (松规划资源〔2023〕123号). */
export const phases = ['preparation', 'evaluation', 'line-review', 'joint-review', 'final-approval'] as const;

export const cycleYear = z.int().min(2000).max(2100);
/** A version of a standard: whose, of which year, which. */
export const standardRef = z.strictObject({ jurisdiction: jurisdictionCode, year: cycleYear, version: z.int().min(1) });
/** The phases in their order, each once, with its first and last day. */
export const schedule = z
  .array(z.strictObject({ phase: z.enum(phases), starts: effectiveDate, ends: effectiveDate }))
  .min(1)
  .max(phases.length);

/** Which cycle: jurisdiction, year, and whether it grades parcels or enterprises. */
const place = { jurisdiction: jurisdictionCode, year: cycleYear, subject: z.enum(subjects) };
const ofRun = { ...place, run: z.uuid() };

const count = z.int().min(0);
/** How many stand in each class, and how many in none. */
export const classTotals = z.strictObject({ A: count, B: count, C: count, D: count, T: count, none: count } satisfies Record<
  Grade | 'none',
  z.ZodType
>);
/** What the scored members of a cohort have in common; null where nobody has a value. */
export const cohortFigures = {
  cohort: z.string(),
  members: count,
  items: z.array(
    z.strictObject({ indicator: z.string(), known: count, least: decimal.nullable(), most: decimal.nullable(), mean: decimal.nullable() }),
  ),
};

export const cycleEvents = {
  /** The cycle is in its first phase. */
  CycleOpened: { version: 1, data: z.strictObject({ ...place, standard: standardRef, schedule }) },
  PhaseAdvanced: { version: 1, data: z.strictObject({ ...place, phase: z.enum(phases) }) },
  CycleRescheduled: { version: 1, data: z.strictObject({ ...place, schedule, reason: z.string() }) },
  /** The calendar year that figures must be of. Until it is said, the year before the cycle's: our assumption. */
  FigureYearSet: { version: 1, data: z.strictObject({ ...place, figureYear: cycleYear }) },
  /** From now on figures change only by corrections with a reason. */
  CycleFrozen: { version: 1, data: z.strictObject(place) },
  CycleReopened: { version: 1, data: z.strictObject({ ...place, reason: z.string() }) },
  /** A run reads what the ledger held up to and including a position. */
  ScoringStarted: { version: 1, data: z.strictObject({ ...ofRun, position: z.string(), standard: standardRef, isFrozen: z.boolean() }) },
  CohortMeasured: { version: 1, data: z.strictObject({ ...ofRun, ...cohortFigures }) },
  /** Every result of the run is recorded. */
  ScoringCompleted: { version: 1, data: z.strictObject({ ...ofRun, totals: classTotals }) },
  ScoringAbandoned: { version: 1, data: z.strictObject({ ...ofRun, reason: z.string() }) },
} as const satisfies EventCatalogue;

export type CycleFact = FactOf<typeof cycleEvents>;
export type CycleEvent = Identified<CycleFact>;
