// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { type EventCatalogue, type FactOf, type Identified, jurisdictionCode, levelOf, townCode, uscc } from '../kernel/index.ts';

/** Where a party is at home: a town, or a district when the town is not known. */
export const homeCode = jurisdictionCode.refine((code) => levelOf(code) !== 'city', 'expected the code of a town or a district');

export const partyEvents = {
  EnterpriseEntered: {
    version: 1,
    data: z.strictObject({ partyId: z.uuid(), name: z.string(), uscc: uscc.nullable(), jurisdiction: homeCode }),
  },
  UsccAssigned: { version: 1, data: z.strictObject({ partyId: z.uuid(), uscc }) },
  LandUserListed: {
    version: 1,
    data: z.strictObject({
      partyId: z.uuid(),
      parcelId: z.uuid(),
      /** The parcel's town, which thereby sees the party. */
      jurisdiction: townCode,
      nameAsPrinted: z.string(),
      role: z.literal('land-user'),
      confirmed: z.literal(false),
    }),
  },
  UsccReserved: { version: 1, data: z.strictObject({ uscc, partyId: z.uuid() }) },
} as const satisfies EventCatalogue;

type Any = FactOf<typeof partyEvents>;
export type UsccFact = Extract<Any, { type: 'UsccReserved' }>;
export type PartyFact = Exclude<Any, UsccFact>;
export type PartyEvent = Identified<PartyFact>;
