import { z } from 'zod';
import { area, type CommandCatalogue, type CommandOf, landUses, legalities, ownerships, text, townCode } from '../kernel/index.ts';
import {
  anyParcelCode,
  boundaryPositions,
  descents,
  developmentZone,
  lineageParent,
  particular,
  particularKinds,
  placedGeometry,
  tenure,
} from './events.ts';

const name = text(200).meta({ description: 'As printed in the source', example: '上海古岛时装有限公司地块' });
const address = text(300);
const reason = text(500);
const rank = z
  .int()
  .nonnegative()
  .max(1_000_000_000)
  .default(0)
  .meta({ description: "Place in the import's manifest; decides among sources of one date" });
const entry = z.uuid().meta({ description: 'Id of the event that said it' });
const lineageId = z.uuid().nullable().default(null).meta({ description: 'The split or merger that ends the parcel; null otherwise' });
const retirement = z.strictObject({
  parcelId: z.uuid(),
  reason,
  successors: z.array(z.uuid()).max(50).default([]).meta({ description: 'Parcels that take its place' }),
  lineageId,
});

/** What a source says of a parcel when it is entered. */
const entered = {
  parcelId: z.uuid(),
  jurisdiction: townCode,
  name,
  address: address.nullable().default(null),
  landUse: z.enum(landUses).nullable().default(null),
  ownership: z.enum(ownerships).nullable().default(null),
  legality: z.enum(legalities).nullable().default(null),
  area: area.nullable().default(null),
};

export const parcelCommands = {
  EnterParcel: z.strictObject({ ...entered, rank }),
  EnterSuccessorParcel: z.strictObject({
    ...entered,
    lineageId: z.uuid(),
    by: z.enum(descents),
    parents: z.array(lineageParent).min(1).max(50),
  }),
  ObserveParcelArea: z.strictObject({ parcelId: z.uuid(), area, rank }),
  CorrectParcelArea: z.strictObject({ parcelId: z.uuid(), observation: z.uuid(), area, reason }),
  ResolveParcelAreaConflict: z.strictObject({ parcelId: z.uuid(), observation: z.uuid(), reason }),
  ObserveParcelAddress: z.strictObject({ parcelId: z.uuid(), address }),
  AssignParcelCode: z.strictObject({ parcelId: z.uuid(), assigned: anyParcelCode }),
  ChangeParcelLandUse: z.strictObject({ parcelId: z.uuid(), landUse: z.enum(landUses) }),
  ChangeParcelLegality: z.strictObject({ parcelId: z.uuid(), legality: z.enum(legalities) }),
  RecordParcelOwnership: z.strictObject({ parcelId: z.uuid(), ownership: z.enum(ownerships) }),
  RecordParcelGrowthBoundary: z.strictObject({ parcelId: z.uuid(), position: z.enum(boundaryPositions) }),
  RecordParcelDevelopmentZone: z.strictObject({ parcelId: z.uuid(), zone: developmentZone }),
  RecordParcelTenure: z.strictObject({ parcelId: z.uuid(), tenure }),
  RecordParcelLeasingUse: z.strictObject({ parcelId: z.uuid(), leasingUse: z.boolean() }),
  RecordParcelGeometry: z.strictObject({ parcelId: z.uuid(), ...placedGeometry.shape }),
  CorrectParcelParticular: z.strictObject({ parcelId: z.uuid(), entry, particular, reason }),
  AnnulParcelParticular: z.strictObject({ parcelId: z.uuid(), entry, particular: z.enum(particularKinds), reason }),
  RetireParcel: retirement,
  ReportParcelRetirement: retirement,
  AnnulParcelRetirement: z.strictObject({ parcelId: z.uuid(), lineageId, reason }),
  DeclareParcelDuplicate: z.strictObject({
    parcelId: z.uuid(),
    survivor: z.uuid().meta({ description: 'The parcel that was entered twice, under the id that stays' }),
    survivorDuplicates: z.uuid().nullable().default(null).meta({ description: 'Of which parcel the survivor is a duplicate itself' }),
    reason,
  }),
  RevokeParcelDuplicate: z.strictObject({
    parcelId: z.uuid(),
    reason,
    codesPassed: z.array(z.string()).optional().meta({ description: 'Its codes that another parcel holds by now' }),
  }),
  ReserveParcelCode: z.strictObject({
    parcelId: z.uuid(),
    code: z.string().min(1).max(28),
    jurisdiction: townCode,
    duplicate: z.uuid().optional().meta({ description: 'The present holder, when it was declared a duplicate of the parcel' }),
  }),
} as const satisfies CommandCatalogue;

type Any = CommandOf<typeof parcelCommands>;
export type ReserveParcelCode = Extract<Any, { type: 'ReserveParcelCode' }>;
export type ParcelCommand = Exclude<Any, ReserveParcelCode>;
export type CommandNamed<T extends ParcelCommand['type']> = Extract<ParcelCommand, { type: T }>;
