// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { type EventCatalogue, effectiveDate, type FactOf, type Identified, jurisdictionCode } from '../kernel/index.ts';
import { grades } from '../scoring/index.ts';

export const objectionCycle = z.strictObject({ jurisdiction: jurisdictionCode, year: z.int().min(2000).max(2100) });

/** Who lodged it: the enterprise itself, or the town for it from stamped paper (代填). */
export const lodgers = ['enterprise', 'on-behalf'] as const;
export const outcomes = ['upheld', 'rejected'] as const;

/** Which objection: of which enterprise, against the grade of which parcel in which cycle. */
const objected = { objectionId: z.uuid(), parcelId: z.uuid(), cycle: objectionCycle, partyId: z.uuid() };
/** The decision that is objected to: the list of which district and edition, with its 文号 and the run of the job it decided on, and the grade as it stands. */
const decision = {
  list: z.strictObject({ jurisdiction: jurisdictionCode, edition: z.int().min(1) }),
  document: z.string(),
  run: z.uuid(),
  grade: z.enum(grades).nullable(),
};

export const objectionEvents = {
  ObjectionLodged: {
    version: 1,
    data: z.strictObject({
      ...objected,
      ...decision,
      grounds: z.string(),
      lodgedBy: z.enum(lodgers),
      /** Last day of the window in which it was lodged. */
      until: effectiveDate,
      /** The day by which the task force is to decide. */
      decideBy: effectiveDate,
    }),
  },
  ObjectionWithdrawn: { version: 1, data: z.strictObject({ ...objected, reason: z.string() }) },
  /** The parcel is to be scored again, in the cohort of the run that was objected to. */
  ObjectionUpheld: {
    version: 1,
    data: z.strictObject({
      ...objected,
      ...decision,
      reason: z.string(),
      /** Which figures were wrong, in words; null when it was another ground. */
      corrections: z.string().nullable(),
    }),
  },
  ObjectionRejected: { version: 1, data: z.strictObject({ ...objected, reason: z.string() }) },
} as const satisfies EventCatalogue;

export type ObjectionFact = FactOf<typeof objectionEvents>;
export type ObjectionEvent = Identified<ObjectionFact>;
