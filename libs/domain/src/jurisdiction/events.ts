// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { type EventCatalogue, type FactOf, type Identified, jurisdictionCode } from '../kernel/index.ts';

export const jurisdictionEvents = {
  JurisdictionRegistered: {
    version: 1,
    data: z.strictObject({ code: jurisdictionCode, name: z.string(), parent: jurisdictionCode.nullable() }),
  },
  JurisdictionRenamed: { version: 1, data: z.strictObject({ code: jurisdictionCode, name: z.string() }) },
  JurisdictionRecoded: {
    version: 1,
    data: z.strictObject({ code: jurisdictionCode, successor: jurisdictionCode, reason: z.string() }),
  },
} as const satisfies EventCatalogue;

export type JurisdictionFact = FactOf<typeof jurisdictionEvents>;
export type JurisdictionEvent = Identified<JurisdictionFact>;
