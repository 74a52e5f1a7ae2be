// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import {
  area,
  type EventCatalogue,
  type FactOf,
  type Identified,
  jurisdictionCode,
  landUses,
  legalities,
  ownerships,
  sources,
  townCode,
} from '../kernel/index.ts';

/** Where a record comes from, in the order of precedence: 不动产登记 > 用地批文 > 土地利用现状 (松规划资源〔2023〕123号); 国企存量 is joined, below all. */
export const origins = ['registration', 'approval', 'survey', 'soe-list'] as const;

/** What a record may say of its unit; each is reconciled by itself. */
export const attributes = [
  'area',
  'landUse',
  'ownership',
  'legality',
  'address',
  'holder',
  'soe',
  'geometry',
  'parcelCode',
  'town',
] as const;

/** The land uses of parcels, and what else a survey may find there; `other` goes by the words of the source. */
export const surveyedUses = [...landUses, 'other'] as const;
export const grounds = ['name', 'address', 'area', 'code'] as const;

const origin = z.enum(origins);
const entryId = z.uuid();
const parcelId = z.uuid();

/** 地类: the class, and the words of the source. */
const landUse = z.strictObject({ use: z.enum(surveyedUses), printed: z.string() });
/** The name of an organisation as printed. A natural person's name is never kept here: it belongs into the vault. */
const holder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('organisation'), name: z.string() }),
  z.strictObject({ kind: z.literal('natural-person') }),
]);
/** The state-owned enterprise of the stock list and its batch (“四个一批”), in the list's own words. */
const soe = z.strictObject({ enterprise: z.string(), batch: z.string().nullable() });

export const values = z.strictObject({
  area: area.nullable(),
  landUse: landUse.nullable(),
  ownership: z.enum(ownerships).nullable(),
  legality: z.enum(legalities).nullable(),
  address: z.string().nullable(),
  holder: holder.nullable(),
  soe: soe.nullable(),
  /** SHA-256 of the geometry's file, which is evidence. */
  geometry: z.string().nullable(),
});

const claimed = <A extends string, V extends z.ZodType>(attribute: A, value: V) =>
  z.strictObject({ attribute: z.literal(attribute), value, origin, recordNumber: z.string() });

/** What one record says of one attribute. */
export const claim = z.discriminatedUnion('attribute', [
  claimed('area', area),
  claimed('landUse', landUse),
  claimed('ownership', z.enum(ownerships)),
  claimed('legality', z.enum(legalities)),
  claimed('address', z.string()),
  claimed('holder', holder),
  claimed('soe', soe),
  claimed('geometry', z.string()),
  claimed('parcelCode', z.string()),
  claimed('town', townCode),
]);

const attribute = z.enum(attributes);
const read = z.strictObject({ unitCode: z.string().nullable(), jurisdiction: jurisdictionCode, batchId: z.uuid().nullable(), values });

export const basemapEvents = {
  /** A source says this of the unit, from effectiveOn until its record reads otherwise; the first record begins the unit. */
  BaseMapRecordRead: {
    version: 1,
    data: z.strictObject({
      entryId,
      district: jurisdictionCode,
      origin,
      recordNumber: z.string(),
      /** The first content of this record number, or other content than before. */
      reading: z.enum(['first', 'changed']),
      ...read.shape,
    }),
  },
  /** The source no longer has the record (注销). */
  BaseMapRecordWithdrawn: { version: 1, data: z.strictObject({ entryId, origin, recordNumber: z.string(), reason: z.string() }) },
  /** What counts from effectiveOn on, for the attributes whose winner changed; claim null = nobody says anything. */
  BaseMapReconciled: {
    version: 1,
    data: z.strictObject({ entryId, winners: z.array(z.strictObject({ attribute, claim: claim.nullable() })).min(1) }),
  },
  /** Sources contradict each other about an attribute; the first claim by precedence counts meanwhile. */
  BaseMapConflictOpened: { version: 1, data: z.strictObject({ entryId, attribute, claims: z.array(claim).min(2) }) },
  /** A person chose the claim that counts, with a reason, until news contradicts it. */
  BaseMapConflictResolved: { version: 1, data: z.strictObject({ entryId, claim, reason: z.string() }) },
  /** The sources agree again. */
  BaseMapConflictSettled: { version: 1, data: z.strictObject({ entryId, attribute }) },
  /** A tool or a person takes the unit for a parcel that was entered before. */
  BaseMapMatchProposed: {
    version: 1,
    data: z.strictObject({
      entryId,
      parcelId,
      grounds: z.array(z.enum(grounds)).min(1),
      score: z.string().nullable(),
      proposedBy: z.string(),
    }),
  },
  /** Another person confirmed that the unit is the parcel. */
  BaseMapMatchConfirmed: { version: 1, data: z.strictObject({ entryId, parcelId, confirmedBy: z.string() }) },
  /** A person found that the unit is not the parcel. */
  BaseMapMatchRejected: { version: 1, data: z.strictObject({ entryId, parcelId, reason: z.string() }) },
  /** The match was confirmed in error. */
  BaseMapMatchAnnulled: { version: 1, data: z.strictObject({ entryId, parcelId, reason: z.string() }) },
  /** A person enters the unit as a new parcel; a reaction carries it out. */
  BaseMapUnitEntered: { version: 1, data: z.strictObject({ entryId, parcelId, jurisdiction: townCode, name: z.string() }) },
  /** The unit got its 统一编码, in place of the former one if it had one. */
  BaseMapUnifiedCodeAssigned: { version: 1, data: z.strictObject({ entryId, code: z.string(), former: z.string().nullable() }) },
  /** What counts of the unit, told to the parcel it is, each value with its sources; a reaction carries it out. */
  BaseMapParcelInformed: {
    version: 1,
    data: z.strictObject({
      entryId,
      parcelId,
      unifiedCode: z.string().nullable(),
      values: z.array(z.strictObject({ claim, sources })),
    }),
  },
  /** The unit is the same as another, which speaks for both from now on. */
  BaseMapEntryJoined: { version: 1, data: z.strictObject({ entryId, intoId: z.uuid(), reason: z.string() }) },
  /** A reading of a joined unit, with its own day and sources, for the unit that goes on; a reaction carries it out. */
  BaseMapRecordForwarded: {
    version: 1,
    data: z.strictObject({
      entryId,
      intoId: z.uuid(),
      origin,
      recordNumber: z.string(),
      /** What the record read; null = it was withdrawn, for this reason. */
      read: read.nullable(),
      reason: z.string().nullable(),
    }),
  },
  /** The unified code belongs to this unit. */
  BaseMapCodeReserved: { version: 1, data: z.strictObject({ code: z.string(), entryId }) },
  /** The parcel is matched with this unit and with no other. */
  BaseMapParcelReserved: { version: 1, data: z.strictObject({ parcelId, entryId }) },
  /** The match was annulled; another unit may have the parcel. */
  BaseMapParcelReleased: { version: 1, data: z.strictObject({ parcelId, entryId }) },
  /** A run over one file of one source, with the number of records it should bring. */
  BaseMapImportStarted: {
    version: 1,
    data: z.strictObject({
      batchId: z.uuid(),
      jurisdiction: jurisdictionCode,
      origin,
      expectedRecords: z.int().nonnegative(),
      fileSha256: z.string(),
    }),
  },
  /** What became of the records of the run; conflicting null = not counted. */
  BaseMapImportClosed: {
    version: 1,
    data: z.strictObject({
      batchId: z.uuid(),
      recorded: z.int().nonnegative(),
      unchanged: z.int().nonnegative(),
      refused: z.int().nonnegative(),
      conflicting: z.int().nonnegative().nullable(),
    }),
  },
} as const satisfies EventCatalogue;

type Any = FactOf<typeof basemapEvents>;
export type BaseMapCodeFact = Extract<Any, { type: 'BaseMapCodeReserved' }>;
export type BaseMapParcelFact = Extract<Any, { type: 'BaseMapParcelReserved' | 'BaseMapParcelReleased' }>;
export type BaseMapImportFact = Extract<Any, { type: 'BaseMapImportStarted' | 'BaseMapImportClosed' }>;
export type BaseMapFact = Exclude<Any, BaseMapCodeFact | BaseMapParcelFact | BaseMapImportFact>;
export type BaseMapEvent = Identified<BaseMapFact>;
export type Origin = (typeof origins)[number];
export type Attribute = (typeof attributes)[number];
export type Claim = z.output<typeof claim>;
