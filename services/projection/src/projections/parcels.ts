import { areaInUnits, date, type EffectiveDate, nameKey, type RecordedEvent } from '@yimu/domain/kernel';
import type { ParcelEvent } from '@yimu/domain/parcel/events';
import { absent, areaConflict, countedArea, type Entered, evolve, lifeOf, type ParcelState, particularOn } from '@yimu/domain/parcel/state';
import { levelCodes } from '../engine/level-codes.ts';
import type { Projection, ReadModelRow } from '../engine/projection.ts';
import { type Descent, parcelLinks } from './parcel-links.ts';

interface Card {
  readonly parcel: ParcelState;
  readonly descent: Descent | null;
}

/**
 * The parcel as its tenants see it while it is one, every area that a source gave it, and where it came from and went. From the day on
 * which it is retired or declared a second entry of another, nothing of it is left but its links.
 */
export const parcels: Projection<Card> = {
  name: 'parcels',
  version: 2,
  category: 'parcel',
  tables: ['parcel', 'parcel_area', 'parcel_shape', 'parcel_link'],
  heads: ['parcel'],
  voiding: ['ParcelParticularAnnulled', 'ParcelRetirementAnnulled', 'ParcelDuplicateAnnulled'],
  initial: { parcel: absent, descent: null },
  evolve: ({ parcel, descent }, recorded: RecordedEvent) => {
    const event = recorded as unknown as ParcelEvent;
    const descended = event.type === 'ParcelDescended' ? { ...event.data, on: event.effectiveOn } : descent;
    return { parcel: evolve(parcel, event), descent: descended };
  },
  rows: ({ parcel, descent }, on) => {
    if (parcel.kind === 'absent') return [];
    const links = parcelLinks(parcel, descent);
    return lifeOf(parcel) === 'entered' ? [card(parcel, date(on)), ...areas(parcel), ...shape(parcel, date(on)), ...links] : links;
  },
};

const card = (parcel: Entered, on: EffectiveDate): ReadModelRow => {
  const area = countedArea(parcel.observations, parcel.chosen);
  const codeOf = (kind: Entered['codes'][number]['kind']): string | null => parcel.codes.find((code) => code.kind === kind)?.code ?? null;
  return {
    table: 'parcel',
    key: 'parcel',
    columns: {
      parcel_id: parcel.parcelId,
      name: parcel.name,
      name_key: nameKey(parcel.name),
      address: parcel.address,
      area_units: area === undefined ? null : areaInUnits(area.counted.area).toString(),
      area_low: area?.lowest.toString() ?? null,
      area_high: area?.highest.toString() ?? null,
      area_conflict: areaConflict(parcel),
      parcel_code: codeOf('parcel-code'),
      unit_code: codeOf('real-estate-unit-code'),
      unified_code: codeOf('unified-code'),
      ...particulars(parcel, on),
      ...levelCodes(parcel.jurisdiction),
    },
  };
};

const particulars = (parcel: Entered, on: EffectiveDate): ReadModelRow['columns'] => {
  const zone = particularOn(parcel, 'development-zone', on);
  const tenure = particularOn(parcel, 'tenure', on);
  return {
    land_use: particularOn(parcel, 'land-use', on) ?? null,
    ownership: particularOn(parcel, 'ownership', on) ?? null,
    legality: particularOn(parcel, 'legality', on) ?? null,
    growth_boundary: particularOn(parcel, 'growth-boundary', on) ?? null,
    zone_position: zone?.position ?? null,
    zone_name: zone?.position === 'inside' ? zone.name : null,
    tenure_kind: tenure?.kind ?? null,
    tenure_from: tenure?.from ?? null,
    tenure_until: tenure?.until ?? null,
    leasing_use: particularOn(parcel, 'leasing-use', on) ?? null,
  };
};

const areas = (parcel: Entered): readonly ReadModelRow[] => {
  const counted = countedArea(parcel.observations, parcel.chosen)?.counted.id;
  return parcel.observations.map(({ id, area, source }) => ({
    table: 'parcel_area',
    key: id,
    columns: {
      parcel_id: parcel.parcelId,
      observation: id,
      value: area.value,
      unit: area.unit,
      units: areaInUnits(area).toString(),
      counted: id === counted,
      document: source?.number ?? null,
      annex: source?.annex ?? null,
      source_row: source?.row ?? null,
      ...levelCodes(parcel.jurisdiction),
    },
  }));
};

const shape = (parcel: Entered, on: EffectiveDate): readonly ReadModelRow[] => {
  const placed = particularOn(parcel, 'geometry', on);
  if (placed === undefined) return [];
  const { crs, geometry } = placed;
  const columns = { parcel_id: parcel.parcelId, crs, shape: JSON.stringify(geometry), ...levelCodes(parcel.jurisdiction) };
  return [{ table: 'parcel_shape', key: 'shape', columns }];
};
