import { z } from 'zod';
import {
  area,
  type CommandCatalogue,
  type CommandOf,
  decimal,
  effectiveDate,
  jurisdictionCode,
  legalities,
  levelOf,
  ownerships,
  parcelCode,
  sha256,
  text,
} from '../kernel/index.ts';
import { attributes, grounds, origins, surveyedUses } from './events.ts';

const entryId = z.uuid();
const parcelId = z.uuid();
const reason = text(500);
const person = text(200);
const origin = z.enum(origins).meta({ description: '登记, 批文, 现状, 国企存量: in the order of precedence' });
const recordNumber = text(100).meta({ description: "The source's own number of the record", example: '沪(2019)金字不动产权第001234号' });
const count = z.int().nonnegative().max(1_000_000);
const townOrDistrict = jurisdictionCode
  .refine((code) => levelOf(code) !== 'city', 'expected the code of a town, or of a district if the town is not known')
  .meta({ description: 'The town; the district where the source names no town', example: '310116112' });

/** Missing is null: a source that says nothing of an attribute contradicts nobody. */
const values = z.strictObject({
  area: area.nullable().default(null),
  landUse: z
    .strictObject({ use: z.enum(surveyedUses), printed: text(100) })
    .nullable()
    .default(null),
  ownership: z.enum(ownerships).nullable().default(null),
  legality: z.enum(legalities).nullable().default(null),
  address: text(300).nullable().default(null),
  holder: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('organisation'), name: text(200) }),
      z.strictObject({ kind: z.literal('natural-person') }),
    ])
    .nullable()
    .default(null)
    .meta({ description: 'The name of an organisation as printed; a natural person is not named here' }),
  soe: z
    .strictObject({ enterprise: text(200), batch: text(100).nullable() })
    .nullable()
    .default(null),
  geometry: sha256.nullable().default(null).meta({ description: "SHA-256 of the geometry's file" }),
});

const told = {
  unitCode: parcelCode.nullable().default(null).meta({ description: '宗地代码 of the unit; null = the record stands for itself' }),
  jurisdiction: townOrDistrict,
  recordNumber,
  values,
};

/** A record as its sender gives it: which unit it belongs to and how its batch stands are found out on the way. */
export const baseMapRecordBody = z.strictObject({
  ...told,
  batchId: z.uuid().nullable().default(null).meta({ description: 'The import it arrives with; null = reported singly' }),
});

const record = {
  entryId,
  ...told,
  /** The batch it arrives with, as its own stream tells it; null = reported singly. */
  batch: z.strictObject({ batchId: z.uuid(), origin, open: z.boolean() }).nullable(),
};

export const basemapCommands = {
  ReadBaseMapRecord: z.strictObject({ ...record, origin }),
  ReportBaseMapSurvey: z.strictObject({ ...record, origin: z.literal('survey') }),
  ReportSoeStock: z.strictObject({ ...record, origin: z.literal('soe-list') }),
  WithdrawBaseMapRecord: z.strictObject({ entryId, origin, recordNumber, reason }),
  ResolveBaseMapConflict: z.strictObject({ entryId, attribute: z.enum(attributes), origin, recordNumber, reason }),
  ProposeBaseMapMatch: z.strictObject({
    entryId,
    parcelId,
    grounds: z.array(z.enum(grounds)).min(1).max(grounds.length),
    score: decimal.nullable().default(null).meta({ description: 'How alike the two are, as the proposer measures it', example: '0.92' }),
    proposedBy: person,
  }),
  ConfirmBaseMapMatch: z.strictObject({
    entryId,
    parcelId,
    confirmedBy: person,
    /** What the parcel's own stream tells: since when it is in the ledger, and in which town it lies. */
    parcel: z.strictObject({ since: effectiveDate, town: jurisdictionCode }),
  }),
  RejectBaseMapMatch: z.strictObject({ entryId, parcelId, reason }),
  AnnulBaseMapMatch: z.strictObject({ entryId, parcelId, reason }),
  EnterBaseMapUnit: z.strictObject({ entryId, parcelId, name: text(200) }),
  AssignUnifiedCode: z.strictObject({
    entryId,
    code: z
      .string()
      .regex(/^[0-9A-Z][0-9A-Z-]{3,27}$/, 'expected 4 to 28 digits, capital letters and hyphens')
      .meta({ description: '统一编码', example: 'JS-CJ-000123' }),
  }),
  JoinBaseMapEntry: z.strictObject({
    entryId,
    intoId: z.uuid(),
    reason,
    /** What the stream of `intoId` tells. */
    into: z.strictObject({ district: jurisdictionCode, joined: z.boolean() }),
  }),
  ReserveBaseMapCode: z.strictObject({ code: z.string().min(1), entryId, jurisdictions: z.array(jurisdictionCode).min(1) }),
  ReserveBaseMapParcel: z.strictObject({ parcelId, entryId, jurisdictions: z.array(jurisdictionCode).min(1) }),
  ReleaseBaseMapParcel: z.strictObject({ parcelId, entryId, jurisdictions: z.array(jurisdictionCode).min(1) }),
  StartBaseMapImport: z.strictObject({
    batchId: z.uuid(),
    jurisdiction: townOrDistrict,
    origin,
    expectedRecords: count,
    fileSha256: sha256,
  }),
  CloseBaseMapImport: z.strictObject({
    batchId: z.uuid(),
    recorded: count.meta({ description: 'Records whose number was not known before, or that read otherwise than before' }),
    unchanged: count,
    refused: count,
    conflicting: count
      .nullable()
      .default(null)
      .meta({ description: 'Of those recorded, how many left a conflict open; null = not counted' }),
  }),
} as const satisfies CommandCatalogue;

type Any = CommandOf<typeof basemapCommands>;
export type ReserveBaseMapCode = Extract<Any, { type: 'ReserveBaseMapCode' }>;
export type BaseMapParcelCommand = Extract<Any, { type: 'ReserveBaseMapParcel' | 'ReleaseBaseMapParcel' }>;
export type BaseMapImportCommand = Extract<Any, { type: 'StartBaseMapImport' | 'CloseBaseMapImport' }>;
export type BaseMapCommand = Exclude<Any, ReserveBaseMapCode | BaseMapParcelCommand | BaseMapImportCommand>;
export type CommandNamed<T extends BaseMapCommand['type']> = Extract<BaseMapCommand, { type: T }>;
