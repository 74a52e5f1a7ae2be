// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { departments, type EventCatalogue, type FactOf, type Identified } from '../kernel/index.ts';

/** What a finding may be about; the id is that of its stream (a plan's is its parcel's). */
export const subjectKinds = [
  'parcel',
  'party',
  'plan',
  'right',
  'contract',
  'equity',
  'auction',
  'assessment',
  'lineage',
  'shareholding',
] as const;

/** The finding is right, there was no error after all, or what was wrong has been corrected. */
export const outcomes = ['confirmed', 'no-error', 'corrected'] as const;

export const findingEvents = {
  /** Version 1 named no departments. */
  FindingOpened: {
    version: 2,
    data: z.strictObject({
      findingId: z.uuid(),
      rule: z.string(),
      subject: z.strictObject({ kind: z.enum(subjectKinds), id: z.uuid() }),
      causedBy: z.uuid(),
      titleZh: z.string(),
      titleEn: z.string(),
      detail: z.array(z.strictObject({ labelZh: z.string(), labelEn: z.string(), value: z.string() })),
      /** Those that are to look at it; none is named where it is whoever keeps the subject. */
      departments: z.array(z.enum(departments)),
    }),
  },
  FindingClosed: {
    version: 1,
    data: z.strictObject({ findingId: z.uuid(), outcome: z.enum(outcomes), reason: z.string() }),
  },
} as const satisfies EventCatalogue;

export type FindingFact = FactOf<typeof findingEvents>;
export type FindingEvent = Identified<FindingFact>;
