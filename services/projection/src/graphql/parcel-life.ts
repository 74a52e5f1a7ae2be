// The shape of parcels and where they came from and went.
import { type ParcelLinkRow, readParcelLinks } from '../read-models/parcel-links.ts';
import { readParcelShapes } from '../read-models/parcel-shapes.ts';
import type * as present from './present.ts';
import { grouped, together } from './together.ts';

const link = (row: ParcelLinkRow) => ({ parcelId: row.other_id, name: row.name, on: row.since, by: row.by, lineageId: row.lineage_id });

const links = (kind: 'predecessor' | 'successor') =>
  together(async (view, parcels: readonly present.ParcelNode[]) => {
    const ids = parcels.map(({ id }) => id);
    const rows = grouped(await readParcelLinks(view, kind, ids), ({ parcel_id }) => parcel_id);
    return ids.map((id) => (rows.get(id) ?? []).map(link));
  });

/** Loaders of a parcel, beside those of what lists say of it. */
export const parcelLifeLoaders = {
  geometry: together(async (view, parcels: readonly present.ParcelNode[]) => {
    const ids = parcels.map(({ id }) => id);
    const rows = grouped(await readParcelShapes(view, ids), ({ parcel_id }) => parcel_id);
    return ids.map((id) => {
      const [row] = rows.get(id) ?? [];
      return row === undefined ? null : { crs: row.crs, shape: JSON.parse(row.shape) as unknown };
    });
  }),
  predecessors: links('predecessor'),
  successors: links('successor'),
};
