import type { View } from '../tenancy/view.ts';

export interface ParcelAreaRow {
  readonly parcel_id: string;
  readonly observation: string;
  readonly value: string;
  readonly unit: string;
  readonly units: string;
  readonly counted: boolean;
  readonly document: string | null;
  readonly annex: string | null;
  readonly source_row: string | null;
}

/** All areas that sources gave these parcels, those that count first. */
export const readParcelAreas = (view: View, parcelIds: readonly string[]): Promise<ParcelAreaRow[]> =>
  view.read(
    ({ bind, at, within }) => `select a.parcel_id, a.observation, a.value, a.unit, a.units, a.counted, a.document, a.annex, a.source_row
      from parcel_area a where a.parcel_id = any(${bind(parcelIds)}::uuid[]) and ${at('a')} and ${within('parcel_area', 'a')}
      order by a.counted desc, a.document, a.annex, a.source_row`,
  );
