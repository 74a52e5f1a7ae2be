// Storage contract: names and shapes below stand in the ledger for ever. Change them by a new version and an upcast, under test.
import { z } from 'zod';
import {
  area,
  basis,
  discrepancy,
  type EventCatalogue,
  effectiveDate,
  type FactOf,
  type Identified,
  landUses,
  legalities,
  ownerships,
  parcelCode,
  realEstateUnitCode,
  text,
  townCode,
} from '../kernel/index.ts';

/** Where the parcel lies as to 城镇开发边界. */
export const boundaryPositions = ['inside', 'outside', 'crossing'] as const;

/** 出让, 弹性出让, 长期租赁, 租让结合（先租后让）, 划拨, 作价出资（入股）, 集体建设用地使用, 集体经营性建设用地入市. */
export const tenureKinds = [
  'grant',
  'flexible-term',
  'long-lease',
  'lease-then-grant',
  'allocation',
  'contribution',
  'collective-use',
  'collective-market',
] as const;

/** 2000 国家大地坐标系 and WGS 84 in degrees, longitude first; 上海2000坐标系 in metres, east first. */
export const coordinateSystems = ['CGCS2000', 'WGS84', 'Shanghai2000-local'] as const;

/** An area as one source printed it. `rank` is its place in the import manifest, for sources of one date. */
const observedArea = z.strictObject({ area, rank: z.int().nonnegative() });

/** 统一编码 of the base map. No source says how it is built, so only its characters are checked. */
export const unifiedCode = z
  .string()
  .regex(/^[0-9A-Z][0-9A-Z-]{3,27}$/, 'expected 4 to 28 capital letters, digits or hyphens')
  .meta({ description: '统一编码', example: 'JS-CJ-000123' });

export const anyParcelCode = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('parcel-code'), code: parcelCode }),
  z.strictObject({ kind: z.literal('real-estate-unit-code'), code: realEstateUnitCode }),
  z.strictObject({ kind: z.literal('unified-code'), code: unifiedCode }),
]);

/** Inside a development zone (开发区) of this name, or known to lie in none. */
export const developmentZone = z.discriminatedUnion('position', [
  z.strictObject({ position: z.literal('inside'), name: text(100) }),
  z.strictObject({ position: z.literal('outside') }),
]);

/** How the land is held, with the first and last day of its term where a source names them. */
export const tenure = z.strictObject({
  kind: z.enum(tenureKinds),
  from: effectiveDate.nullable(),
  until: effectiveDate.nullable(),
});

const coordinate = z
  .string()
  .regex(/^-?(0|[1-9]\d{0,6})(\.\d{1,9})?$/, 'expected a coordinate as text, at most 9 decimals, for example "121.345678901"');
const polygon = z
  .array(z.array(z.tuple([coordinate, coordinate])))
  .min(1)
  .meta({
    description: 'Rings of positions, the outer one first; the last position of a ring is its first',
    example: [
      [
        ['121.401', '30.801'],
        ['121.402', '30.801'],
        ['121.402', '30.802'],
        ['121.401', '30.801'],
      ],
    ],
  });

/** A GeoJSON geometry (RFC 7946 §3.1.6, §3.1.7) whose numbers are kept as the text that was printed, with its coordinate system named. */
export const placedGeometry = z.strictObject({
  crs: z.enum(coordinateSystems),
  geometry: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('Polygon'), coordinates: polygon }),
    z.strictObject({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1) }),
  ]),
});

/** What is known of a parcel from some day on, one value of each kind at a time. */
export const particular = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('land-use'), value: z.enum(landUses) }),
  z.strictObject({ kind: z.literal('legality'), value: z.enum(legalities) }),
  z.strictObject({ kind: z.literal('ownership'), value: z.enum(ownerships) }),
  z.strictObject({ kind: z.literal('growth-boundary'), value: z.enum(boundaryPositions) }),
  z.strictObject({ kind: z.literal('development-zone'), value: developmentZone }),
  z.strictObject({ kind: z.literal('tenure'), value: tenure }),
  z.strictObject({ kind: z.literal('leasing-use'), value: z.boolean() }),
  z.strictObject({ kind: z.literal('geometry'), value: placedGeometry }),
]);
export const particularKinds = [
  'land-use',
  'legality',
  'ownership',
  'growth-boundary',
  'development-zone',
  'tenure',
  'leasing-use',
  'geometry',
] as const satisfies readonly z.output<typeof particular>['kind'][];

/** A parcel that another came out of, with the codes it bore. */
export const lineageParent = z.strictObject({ parcelId: z.uuid(), codes: z.array(z.string()) });
export const descents = ['split', 'merger'] as const;

const ofParcel = <S extends z.ZodRawShape>(shape: S) => ({ version: 1 as const, data: z.strictObject({ parcelId: z.uuid(), ...shape }) });

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

  /** The code passes from a parcel that was declared a duplicate to the one it duplicates. */
  ParcelCodePassed: { version: 1, data: z.strictObject({ code: z.string(), parcelId: z.uuid(), from: z.uuid() }) },
  /** From this day on the land has this use. */
  ParcelLandUseChanged: ofParcel({ landUse: z.enum(landUses) }),
  /** From this day on the parcel is legal (无证转有证) or not. */
  ParcelLegalityChanged: ofParcel({ legality: z.enum(legalities) }),
  /** From this day on the land is owned so. */
  ParcelOwnershipRecorded: ofParcel({ ownership: z.enum(ownerships) }),
  /** From this day on the parcel lies so as to the urban growth boundary (城镇开发边界). */
  ParcelGrowthBoundaryRecorded: ofParcel({ position: z.enum(boundaryPositions) }),
  /** From this day on the parcel lies in this development zone, or in none. */
  ParcelDevelopmentZoneRecorded: ofParcel({ zone: developmentZone }),
  /** From this day on the land is held so. */
  ParcelTenureRecorded: ofParcel({ tenure }),
  /** From this day on the parcel is, or is no longer, land for leasing (租赁用途地块). */
  ParcelLeasingUseRecorded: ofParcel({ leasingUse: z.boolean() }),
  /** From this day on the parcel has this shape. */
  ParcelGeometryRecorded: ofParcel(placedGeometry.shape),
  /** A particular was misread; `corrects` names the event that said it, the day from which it holds stays. */
  ParcelParticularCorrected: ofParcel({ particular, reason: z.string() }),
  /** A particular should never have been recorded; `corrects` names the event that said it. */
  ParcelParticularAnnulled: ofParcel({ particular: z.enum(particularKinds), reason: z.string() }),
  /** The parcel came out of a split or a merger. */
  ParcelDescended: ofParcel({ lineageId: z.uuid(), by: z.enum(descents), parents: z.array(lineageParent).min(1) }),
  /** From this day on the parcel is no more; its codes end with it and are never given again. */
  ParcelRetired: ofParcel({
    reason: z.string(),
    successors: z.array(z.uuid()),
    lineageId: z.uuid().nullable(),
    codes: z.array(anyParcelCode),
    basis,
  }),
  /** The parcel was not retired after all; `corrects` names the retirement. */
  ParcelRetirementAnnulled: ofParcel({ reason: z.string() }),
  /** The entry is a second one of the parcel `survivor`: no merger in law. */
  ParcelDuplicateDeclared: ofParcel({ survivor: z.uuid(), reason: z.string() }),
  /** The entry is a parcel of its own after all; `corrects` names the declaration. */
  ParcelDuplicateAnnulled: ofParcel({ reason: z.string() }),
  /** A reported fact breaks a rule of this context. `about` is the event type that reports it. */
  ParcelDiscrepancyFound: ofParcel({ discrepancy, about: z.string() }),
} as const satisfies EventCatalogue;

type Any = FactOf<typeof parcelEvents>;
export type ParcelCodeFact = Extract<Any, { type: 'ParcelCodeReserved' | 'ParcelCodePassed' }>;
export type ParcelFact = Exclude<Any, ParcelCodeFact>;
export type ParcelEvent = Identified<ParcelFact>;
export type Particular = z.output<typeof particular>;
export type PlacedGeometry = z.output<typeof placedGeometry>;
