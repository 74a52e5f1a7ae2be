// From rows to what the schema shows. Every object keeps the point it was read at, so that nested fields never mix points.
import { inMu, inSquareMetres } from '@yimu/domain/kernel';
import type { FindingRow } from '../read-models/findings.ts';
import type { ImportRowRow } from '../read-models/import-rows.ts';
import type { JurisdictionRow } from '../read-models/jurisdictions.ts';
import type { ParcelAreaRow } from '../read-models/parcel-areas.ts';
import type { ListedParcelRow, ParcelRow } from '../read-models/parcels.ts';
import type { PlanEntryRow } from '../read-models/plan-entries.ts';
import type { Point } from '../tenancy/reader.ts';
import { ParcelArea } from './parcel-area.ts';

/** An area in units of ⅓ cm² as the schema shows it. */
export const area = (units: bigint) => ({ mu: inMu(units), m2: inSquareMetres(units) });

const upper = (text: string): string => text.replaceAll('-', '_').toUpperCase();

/** What a list shows of a parcel. */
export const listedParcel = (row: ListedParcelRow, point: Point) => ({
  point,
  id: row.parcel_id,
  name: row.name,
  address: row.address,
  landUse: row.land_use,
  ownership: row.ownership,
  legality: row.legality,
  parcelCode: row.parcel_code,
  growthBoundary: row.growth_boundary,
  leasingUse: row.leasing_use,
  revision: row.revision,
});
/** As the schema names it. */
export const listedParcelFields: readonly (keyof ReturnType<typeof listedParcel>)[] = [
  'id',
  'name',
  'address',
  'landUse',
  'ownership',
  'legality',
  'parcelCode',
  'growthBoundary',
  'leasingUse',
  'revision',
];

export const parcel = (row: ParcelRow, point: Point) => ({
  ...listedParcel(row, point),
  realEstateUnitCode: row.unit_code,
  unifiedCode: row.unified_code,
  developmentZone: row.zone_position === null ? null : { position: row.zone_position, name: row.zone_name },
  tenure: row.tenure_kind === null ? null : { kind: row.tenure_kind, from: row.tenure_from, until: row.tenure_until },
  townCode: row.town_code,
  area:
    row.area_units === null || row.area_low === null || row.area_high === null
      ? null
      : new ParcelArea(row.area_units, row.area_low, row.area_high),
  areaConflict: upper(row.area_conflict),
});
export type ParcelNode = ReturnType<typeof parcel>;

export const areaObservation = (row: ParcelAreaRow) => ({
  id: row.observation,
  value: row.value,
  unit: row.unit,
  area: area(BigInt(row.units)),
  counted: row.counted,
  document: row.document,
  annex: row.annex,
  row: row.source_row,
});

export const planEntry = (row: PlanEntryRow, point: Point) => ({
  point,
  id: row.entry_id,
  parcelId: row.parcel_id,
  countedParcelId: row.counted_parcel_id,
  enterprise: row.enterprise,
  category: upper(row.category),
  mode: row.mode,
  mappedRoute: row.mapped_route,
  year: row.year,
  area: row.area_units === null ? null : area(BigInt(row.area_units)),
  document: row.document,
  list: row.list,
  row: row.source_row,
  matchedBy: row.matched_by,
});
export type PlanEntryNode = ReturnType<typeof planEntry>;

export const finding = (row: FindingRow) => ({
  id: row.finding_id,
  rule: row.rule,
  status: upper(row.status),
  titleZh: row.title_zh,
  titleEn: row.title_en,
  detail: JSON.parse(row.detail) as unknown,
  subjectKind: row.subject_kind,
  subjectId: row.subject_id,
  openedOn: row.opened_on,
  outcome: row.outcome,
  reason: row.reason,
  revision: row.revision,
});

export const jurisdiction = (row: Pick<JurisdictionRow, 'code' | 'name' | 'level'>) => ({
  code: row.code,
  name: row.name,
  level: upper(row.level),
});

export const importRow = (row: ImportRowRow) => ({
  id: row.row_id,
  list: row.list,
  row: row.source_row,
  name: row.name,
  contentHash: row.content_hash,
  cells: JSON.parse(row.cells) as unknown,
  targetKind: row.target_kind,
  targetId: row.target_id,
});
