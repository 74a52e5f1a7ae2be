import type { View } from '../tenancy/view.ts';
import { inOrderUnless } from './in-order.ts';
import type { Within } from './within.ts';

export interface BaseMapUnitRow {
  readonly entry_id: string;
  readonly district: string;
  readonly unified_code: string | null;
  readonly parcel_id: string | null;
  readonly open_conflicts: number;
  readonly proposed_matches: number;
}

export interface BaseMapUnitFilter {
  readonly ids?: readonly string[] | undefined;
  readonly within?: Within | undefined;
  readonly unifiedCode?: string | undefined;
  readonly parcelId?: string | undefined;
  readonly conflicting?: boolean | undefined;
  readonly matched?: boolean | undefined;
  readonly proposed?: boolean | undefined;
}

/** Units of the base map in the scope by id, one page; one that several towns name is one unit. */
export const readBaseMapUnits = (
  view: View,
  filter: BaseMapUnitFilter,
  page: { readonly limit: number; readonly after?: { readonly id: string } | undefined },
): Promise<BaseMapUnitRow[]> =>
  view.read(
    ({ bind, at, within }) => {
      const conditions = [at('u'), within('base_map_unit', 'u')];
      if (filter.ids !== undefined) conditions.push(`u.entry_id = any(${bind(filter.ids)}::uuid[])`);
      if (filter.within !== undefined) conditions.push(`u.${filter.within.column} = ${bind(filter.within.code)}`);
      if (filter.unifiedCode !== undefined) conditions.push(`u.unified_code = ${bind(filter.unifiedCode)}`);
      if (filter.parcelId !== undefined) conditions.push(`u.parcel_id = ${bind(filter.parcelId)}::uuid`);
      if (filter.conflicting !== undefined) conditions.push(`(u.open_conflicts > 0) = ${bind(filter.conflicting)}`);
      if (filter.matched !== undefined) conditions.push(`(u.parcel_id is not null) = ${bind(filter.matched)}`);
      if (filter.proposed !== undefined) conditions.push(`(u.proposed_matches > 0) = ${bind(filter.proposed)}`);
      if (page.after !== undefined) conditions.push(`u.entry_id > ${bind(page.after.id)}::uuid`);
      return `select distinct on (u.entry_id) u.entry_id, u.district, u.unified_code, u.parcel_id, u.open_conflicts, u.proposed_matches
      from base_map_unit u where ${conditions.join(' and ')} order by u.entry_id limit ${bind(page.limit)}`;
    },
    inOrderUnless(filter.ids, filter.unifiedCode, filter.parcelId),
  );

export interface BaseMapValueRow {
  readonly entry_id: string;
  readonly attribute: string;
  readonly value: string;
  readonly origin: string;
  readonly record_number: string;
  readonly counts: boolean;
  readonly decided: boolean;
  readonly conflict: boolean;
  readonly sources: string;
}

/** What every record in force says of these units, attribute by attribute, the value that counts first. */
export const readBaseMapValues = (view: View, unitIds: readonly string[]): Promise<BaseMapValueRow[]> =>
  view.read(
    ({
      bind,
      at,
      within,
    }) => `select v.entry_id, v.attribute, v.value, v.origin, v.record_number, v.counts, v.decided, v.conflict, v.sources
      from base_map_value v where v.entry_id = any(${bind(unitIds)}::uuid[]) and ${at('v')} and ${within('base_map_value', 'v')}
      order by v.attribute, v.counts desc, v.origin, v.record_number`,
  );

export interface BaseMapMatchRow {
  readonly entry_id: string;
  readonly parcel_id: string;
  readonly standing: string;
  readonly grounds: string;
}

/** The parcels that somebody took these units for. */
export const readBaseMapMatches = (view: View, unitIds: readonly string[]): Promise<BaseMapMatchRow[]> =>
  view.read(
    ({ bind, at, within }) => `select m.entry_id, m.parcel_id, m.standing, m.grounds from base_map_match m
      where m.entry_id = any(${bind(unitIds)}::uuid[]) and ${at('m')} and ${within('base_map_match', 'm')} order by m.parcel_id`,
  );
