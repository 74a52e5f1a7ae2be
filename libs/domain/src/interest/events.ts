// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import type { EventCatalogue, FactOf, Identified } from '../kernel/index.ts';

/** What a party may have elsewhere: a share of a company, or a right to land. */
export const interestKinds = ['company', 'land'] as const;

const interest = {
  partyId: z.uuid(),
  kind: z.enum(interestKinds),
  /** The company's party id, or the parcel's id. */
  targetId: z.uuid(),
};

export const interestEvents = {
  /** From this day on the party has something in a company or in a parcel; what it is stands in the stream of that one. */
  InterestRecorded: { version: 1, data: z.strictObject(interest) },
  InterestEnded: { version: 1, data: z.strictObject(interest) },
} as const satisfies EventCatalogue;

export type InterestFact = FactOf<typeof interestEvents>;
export type InterestEvent = Identified<InterestFact>;
