// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import { area, type EventCatalogue, type FactOf, type Identified, parcelCode, realEstateUnitCode, townCode } from '../kernel/index.ts';

export const landUses = ['industrial', 'storage', 'research'] as const;
export const ownerships = ['state-owned', 'collective'] as const;
export const legalities = ['legal', 'illegal'] as const;

/** An area as one source printed it. `rank` is its place in the import manifest, for sources of one date. */
const observedArea = z.strictObject({ area, rank: z.int().nonnegative() });

export const anyParcelCode = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('parcel-code'), code: parcelCode }),
  z.strictObject({ kind: z.literal('real-estate-unit-code'), code: realEstateUnitCode }),
]);

export const parcelEvents = {
  ParcelEntered: {
    version: 1,
    data: z.strictObject({
      parcelId: z.uuid(),
      jurisdiction: townCode,
      name: z.string(),
      address: z.string().nullable(),
      landUse: z.enum(landUses).nullable(),
      ownership: z.enum(ownerships).nullable(),
      legality: z.enum(legalities).nullable(),
      observed: observedArea.nullable(),
    }),
  },
  ParcelAreaObserved: { version: 1, data: z.strictObject({ parcelId: z.uuid(), observed: observedArea }) },
  ParcelAreaCorrected: { version: 1, data: z.strictObject({ parcelId: z.uuid(), area, reason: z.string() }) },
  ParcelAreaConflictOpened: {
    version: 1,
    data: z.strictObject({ parcelId: z.uuid(), areas: z.array(area).min(2) }),
  },
  ParcelAreaConflictResolved: {
    version: 1,
    data: z.strictObject({ parcelId: z.uuid(), observation: z.uuid(), reason: z.string() }),
  },
  ParcelAddressObserved: { version: 1, data: z.strictObject({ parcelId: z.uuid(), address: z.string() }) },
  ParcelCodeAssigned: { version: 1, data: z.strictObject({ parcelId: z.uuid(), assigned: anyParcelCode }) },
  ParcelCodeReserved: { version: 1, data: z.strictObject({ code: z.string(), parcelId: z.uuid() }) },
} as const satisfies EventCatalogue;

type Any = FactOf<typeof parcelEvents>;
export type ParcelCodeFact = Extract<Any, { type: 'ParcelCodeReserved' }>;
export type ParcelFact = Exclude<Any, ParcelCodeFact>;
export type ParcelEvent = Identified<ParcelFact>;
