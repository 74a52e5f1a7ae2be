import type { View } from '../tenancy/view.ts';
import { type ParcelFilter, parcelConditions, planningOf } from './parcel-filter.ts';

export interface ParcelRow {
  readonly parcel_id: string;
  readonly name: string;
  readonly name_key: string;
  readonly address: string | null;
  readonly land_use: string | null;
  readonly ownership: string | null;
  readonly legality: string | null;
  readonly area_units: string | null;
  readonly area_low: string | null;
  readonly area_high: string | null;
  readonly area_conflict: string;
  readonly parcel_code: string | null;
  readonly unit_code: string | null;
  readonly unified_code: string | null;
  readonly growth_boundary: string | null;
  readonly zone_position: string | null;
  readonly zone_name: string | null;
  readonly tenure_kind: string | null;
  readonly tenure_from: string | null;
  readonly tenure_until: string | null;
  readonly leasing_use: boolean | null;
  readonly town_code: string;
  readonly revision: number;
}

/** Orders of the list. Both end on the id, so that no two rows stand in one place. */
export const parcelOrders = {
  NAME_ASC: { column: 'name_key', type: 'text', direction: 'asc' },
  NAME_DESC: { column: 'name_key', type: 'text', direction: 'desc' },
  AREA_ASC: { column: 'coalesce(p.area_units, -1)', type: 'bigint', direction: 'asc' },
  AREA_DESC: { column: 'coalesce(p.area_units, -1)', type: 'bigint', direction: 'desc' },
} as const;
export type ParcelOrder = keyof typeof parcelOrders;

export interface Page {
  readonly limit: number;
  readonly after?: { readonly sort: string; readonly id: string } | undefined;
}

const columns = `p.parcel_id, p.name, p.name_key, p.address, p.land_use, p.ownership, p.legality, p.area_units, p.area_low, p.area_high,
  p.area_conflict, p.parcel_code, p.unit_code, p.unified_code, p.growth_boundary, p.zone_position, p.zone_name, p.tenure_kind,
  p.tenure_from::text as tenure_from, p.tenure_until::text as tenure_until, p.leasing_use, p.town_code, p.revision`;

/** Parcels of the scope in keyset order, one page. `sort` is the value the cursor continues from. */
export const readParcels = (view: View, filter: ParcelFilter, order: ParcelOrder, page: Page): Promise<(ParcelRow & { sort: string })[]> =>
  view.read((writing) => {
    const { bind } = writing;
    const { column, type, direction } = parcelOrders[order];
    const sort = column.includes('(') ? column : `p.${column}`;
    const conditions = [...parcelConditions(view, filter, writing)];
    if (page.after !== undefined)
      conditions.push(
        `(${sort}, p.parcel_id) ${direction === 'asc' ? '>' : '<'} (${bind(page.after.sort)}::${type}, ${bind(page.after.id)}::uuid)`,
      );
    return `select ${columns}, (${sort})::text as sort from parcel p where ${conditions.join(' and ')}
      order by ${sort} ${direction}, p.parcel_id ${direction} limit ${bind(page.limit)}`;
  }, planningOf(filter));

/** How many parcels the filter matches in the scope. */
export const countParcels = async (view: View, filter: ParcelFilter): Promise<number> => {
  const [row] = await view.read<{ count: string }>(
    (writing) => `select count(*) from parcel p where ${parcelConditions(view, filter, writing).join(' and ')}`,
  );
  return Number(row?.count ?? 0);
};
