// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { decimal, type EventCatalogue, type FactOf, type Identified, jurisdictionCode } from '../kernel/index.ts';

/** Which entries of disposal plans add up to an indicator: 盘活, 腾退, 提升. The same words as the lists use. */
export const planCategories = ['revitalise', 'vacate', 'upgrade'] as const;

export const targetYear = z.int().min(2000).max(2100);

/** 保底数, 确保数, 贡献数. */
export const tierFigures = { floor: decimal, assured: decimal, stretch: decimal };

/** Where a figure belongs: jurisdiction, year, and the indicator's name as printed when its targets were set. */
const place = { jurisdiction: jurisdictionCode, year: targetYear, indicator: z.string() };

export const targetEvents = {
  TargetsSet: {
    version: 1,
    data: z.strictObject({
      ...place,
      indicator: z.strictObject({ number: z.string(), name: z.string(), unit: z.string(), dimension: z.string() }),
      planCategory: z.enum(planCategories).nullable(),
      ...tierFigures,
    }),
  },
  TargetsCorrected: { version: 1, data: z.strictObject({ ...place, ...tierFigures, reason: z.string() }) },
  TargetsRevised: { version: 1, data: z.strictObject({ ...place, ...tierFigures, reason: z.string() }) },
  ActualReported: { version: 1, data: z.strictObject({ ...place, value: decimal }) },
} as const satisfies EventCatalogue;

export type TargetFact = FactOf<typeof targetEvents>;
export type TargetEvent = Identified<TargetFact>;
