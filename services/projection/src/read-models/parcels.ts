import type { View } from '../tenancy/view.ts';
import { type ParcelFilter, parcelConditions, planningOf } from './parcel-filter.ts';

/** What names and describes a parcel in a list. */
export interface ListedParcelRow {
  readonly parcel_id: string;
  readonly name: string;
  readonly address: string | null;
  readonly land_use: string | null;
  readonly ownership: string | null;
  readonly legality: string | null;
  readonly parcel_code: string | null;
  readonly growth_boundary: string | null;
  readonly leasing_use: boolean | null;
  readonly revision: number;
}

export interface ParcelRow extends ListedParcelRow {
  readonly area_units: string | null;
  readonly area_low: string | null;
  readonly area_high: string | null;
  readonly area_conflict: string;
  readonly unit_code: string | null;
  readonly unified_code: string | null;
  readonly zone_position: string | null;
  readonly zone_name: string | null;
  readonly tenure_kind: string | null;
  readonly tenure_from: string | null;
  readonly tenure_until: string | null;
  readonly town_code: string;
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

const listed = `p.parcel_id, p.name, p.address, p.land_use, p.ownership, p.legality, p.parcel_code, p.growth_boundary, p.leasing_use,
  p.revision`;
const all = `${listed}, p.area_units, p.area_low, p.area_high, p.area_conflict, p.unit_code, p.unified_code, p.zone_position, p.zone_name,
  p.tenure_kind, p.tenure_from::text as tenure_from, p.tenure_until::text as tenure_until, p.town_code`;

/** A row with the value that the cursor continues from. */
type Sorted<R> = R & { readonly sort: string };
/** Reads parcels of the scope in keyset order, one page. */
export type ReadParcels<R> = (view: View, filter: ParcelFilter, order: ParcelOrder, page: Page) => Promise<Sorted<R>[]>;

const reading =
  <R extends ListedParcelRow>(columns: string): ReadParcels<R> =>
  (view, filter, order, page) =>
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

/** Parcels of the scope in keyset order, one page. */
export const readParcels = reading<ParcelRow>(all);

/** The same with what a list shows alone: thirteen columns less to read, parse and hold for every row. */
export const readListedParcels = reading<ListedParcelRow>(listed);

/** How many parcels the filter matches in the scope. */
export const countParcels = async (view: View, filter: ParcelFilter): Promise<number> => {
  const [row] = await view.read<{ count: string }>(
    (writing) => `select count(*) from parcel p where ${parcelConditions(view, filter, writing).join(' and ')}`,
  );
  return Number(row?.count ?? 0);
};
