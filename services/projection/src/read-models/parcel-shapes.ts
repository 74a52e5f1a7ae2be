import type { View } from '../tenancy/view.ts';

export interface ParcelShapeRow {
  readonly parcel_id: string;
  readonly crs: string;
  /** A GeoJSON geometry whose coordinates are text. */
  readonly shape: string;
}

/** The shapes of these parcels, where a source gave one. */
export const readParcelShapes = (view: View, parcelIds: readonly string[]): Promise<ParcelShapeRow[]> =>
  view.read(
    ({ bind, at, within }) => `select s.parcel_id, s.crs, s.shape from parcel_shape s
      where s.parcel_id = any(${bind(parcelIds)}::uuid[]) and ${at('s')} and ${within('parcel_shape', 's')}`,
  );
