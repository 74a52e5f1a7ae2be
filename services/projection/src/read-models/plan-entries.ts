import type { View } from '../tenancy/view.ts';
import { duplicateOf } from './parcel-links.ts';
import type { Within } from './within.ts';

export interface PlanEntryRow {
  readonly entry_id: string;
  readonly parcel_id: string;
  /** The parcel that it counts for: another one where this one was entered twice. */
  readonly counted_parcel_id: string;
  readonly enterprise: string;
  readonly document: string;
  readonly list: string;
  readonly source_row: string;
  readonly category: string;
  readonly mode: string;
  readonly mapped_route: string | null;
  readonly year: number;
  readonly area_value: string | null;
  readonly area_unit: string | null;
  readonly area_units: string | null;
  readonly matched_by: string;
  readonly town_code: string;
}

export interface PlanEntryFilter {
  readonly parcelIds?: readonly string[] | undefined;
  readonly within?: Within | undefined;
  readonly years?: readonly number[] | undefined;
}

/** Plan list entries in the order of their documents. */
export const readPlanEntries = (view: View, filter: PlanEntryFilter): Promise<PlanEntryRow[]> =>
  view.read(({ bind, at, within }) => {
    const conditions = [at('e'), within('plan_entry', 'e')];
    if (filter.parcelIds !== undefined) conditions.push(`e.parcel_id = any(${bind(filter.parcelIds)}::uuid[])`);
    if (filter.within !== undefined) conditions.push(`e.${filter.within.column} = ${bind(filter.within.code)}`);
    if (filter.years !== undefined) conditions.push(`e.year = any(${bind(filter.years)}::int[])`);
    return `select e.entry_id, e.parcel_id, coalesce(d.other_id, e.parcel_id) as counted_parcel_id, e.enterprise, e.document, e.list, e.source_row, e.category, e.mode, e.mapped_route, e.year,
        e.area_value, e.area_unit, e.area_units, e.matched_by, e.town_code
      from plan_entry e ${duplicateOf('e', at('d'), within('parcel_link', 'd'))} where ${conditions.join(' and ')} order by e.year, e.category, e.document, e.list, length(e.source_row), e.source_row, e.entry_id`;
  });
