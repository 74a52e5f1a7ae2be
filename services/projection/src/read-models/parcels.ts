import type { View } from '../tenancy/view.ts';
import type { Within } from './within.ts';

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

export interface ParcelFilter {
  readonly ids?: readonly string[] | undefined;
  /** A jurisdiction of any level. */
  readonly within?: Within | undefined;
  readonly nameKey?: string | undefined;
  readonly namePrefix?: string | undefined;
  readonly areaConflict?: string | undefined;
  readonly parcelCode?: string | undefined;
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
  view.read(({ bind, at, within }) => {
    const { column, type, direction } = parcelOrders[order];
    const sort = column.includes('(') ? column : `p.${column}`;
    const conditions = [at('p'), within('parcel', 'p'), ...filterOn(filter, bind)];
    if (page.after !== undefined)
      conditions.push(
        `(${sort}, p.parcel_id) ${direction === 'asc' ? '>' : '<'} (${bind(page.after.sort)}::${type}, ${bind(page.after.id)}::uuid)`,
      );
    return `select ${columns}, (${sort})::text as sort from parcel p where ${conditions.join(' and ')}
      order by ${sort} ${direction}, p.parcel_id ${direction} limit ${bind(page.limit)}`;
  });

/** How many parcels the filter matches in the scope. */
export const countParcels = async (view: View, filter: ParcelFilter): Promise<number> => {
  const [row] = await view.read<{ count: string }>(
    ({ bind, at, within }) =>
      `select count(*) from parcel p where ${[at('p'), within('parcel', 'p'), ...filterOn(filter, bind)].join(' and ')}`,
  );
  return Number(row?.count ?? 0);
};

const filterOn = (filter: ParcelFilter, bind: (value: unknown) => string): string[] => {
  const conditions: string[] = [];
  if (filter.ids !== undefined) conditions.push(`p.parcel_id = any(${bind(filter.ids)}::uuid[])`);
  if (filter.within !== undefined) conditions.push(`p.${filter.within.column} = ${bind(filter.within.code)}`);
  if (filter.nameKey !== undefined) conditions.push(`p.name_key = ${bind(filter.nameKey)}`);
  if (filter.namePrefix !== undefined) conditions.push(`p.name_key ^@ ${bind(filter.namePrefix)}`);
  if (filter.areaConflict !== undefined) conditions.push(`p.area_conflict = ${bind(filter.areaConflict)}`);
  if (filter.parcelCode !== undefined) conditions.push(`p.parcel_code = ${bind(filter.parcelCode)}`);
  return conditions;
};
