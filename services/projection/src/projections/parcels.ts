import { areaInUnits, nameKey, type RecordedEvent } from '@yimu/domain/kernel';
import type { ParcelEvent } from '@yimu/domain/parcel/events';
import { absent, areaConflict, countedArea, type Entered, evolve, type ParcelState } from '@yimu/domain/parcel/state';
import { levelCodes } from '../engine/level-codes.ts';
import type { Projection, ReadModelRow } from '../engine/projection.ts';

interface Card {
  readonly parcel: ParcelState;
  readonly entry: Extract<ParcelEvent, { type: 'ParcelEntered' }>['data'] | null;
}

/** The parcel as its tenants see it, and every area that a source gave it. */
export const parcels: Projection<Card> = {
  name: 'parcels',
  category: 'parcel',
  tables: ['parcel', 'parcel_area'],
  initial: { parcel: absent, entry: null },
  evolve: ({ parcel, entry }, recorded: RecordedEvent) => {
    const event = recorded as unknown as ParcelEvent;
    return { parcel: evolve(parcel, event), entry: event.type === 'ParcelEntered' ? event.data : entry };
  },
  rows: ({ parcel, entry }) => (parcel.kind === 'absent' || entry === null ? [] : [card(parcel, entry), ...areas(parcel)]),
};

const card = (parcel: Entered, entry: NonNullable<Card['entry']>): ReadModelRow => {
  const area = countedArea(parcel.observations, parcel.chosen);
  return {
    table: 'parcel',
    key: 'parcel',
    columns: {
      parcel_id: parcel.parcelId,
      name: parcel.name,
      name_key: nameKey(parcel.name),
      address: parcel.address,
      land_use: entry.landUse,
      ownership: entry.ownership,
      legality: entry.legality,
      area_units: area === undefined ? null : areaInUnits(area.counted.area).toString(),
      area_low: area?.lowest.toString() ?? null,
      area_high: area?.highest.toString() ?? null,
      area_conflict: areaConflict(parcel),
      parcel_code: parcel.codes.find(({ kind }) => kind === 'parcel-code')?.code ?? null,
      unit_code: parcel.codes.find(({ kind }) => kind === 'real-estate-unit-code')?.code ?? null,
      ...levelCodes(parcel.jurisdiction),
    },
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
