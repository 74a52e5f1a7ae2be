import type { View } from '../tenancy/view.ts';
import type { DatedPage } from './contracts.ts';
import { inOrderUnless } from './in-order.ts';
import { decisionOn, knownBy } from './parcel-grades.ts';
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
  readonly categories?: readonly string[] | undefined;
  readonly routes?: readonly string[] | undefined;
  readonly mode?: string | undefined;
  readonly document?: string | undefined;
  /** Classes of which the parcel is one on the day asked about. */
  readonly grades?: readonly string[] | undefined;
}

type Writing = Parameters<Parameters<View['read']>[0]>[0];

/** The conditions on entries `e`, beside `d`, the parcel of which theirs is a second entry. */
export const planConditions = (view: View, filter: PlanEntryFilter, writing: Writing): readonly string[] => {
  const { bind, at, within } = writing;
  const conditions = [at('e'), within('plan_entry', 'e')];
  if (filter.parcelIds !== undefined) conditions.push(`e.parcel_id = any(${bind(filter.parcelIds)}::uuid[])`);
  if (filter.within !== undefined) conditions.push(`e.${filter.within.column} = ${bind(filter.within.code)}`);
  const [year, ...others] = filter.years ?? [];
  // One year keeps the order of the index.
  if (year !== undefined && others.length === 0) conditions.push(`e.year = ${bind(year)}::int`);
  else if (filter.years !== undefined) conditions.push(`e.year = any(${bind(filter.years)}::int[])`);
  if (filter.categories !== undefined) conditions.push(`e.category = any(${bind(filter.categories)})`);
  if (filter.routes !== undefined) conditions.push(`e.mapped_route = any(${bind(filter.routes)})`);
  if (filter.mode !== undefined) conditions.push(`e.mode = ${bind(filter.mode)}`);
  if (filter.document !== undefined) conditions.push(`e.document = ${bind(filter.document)}`);
  if (filter.grades !== undefined) {
    const day = `${bind(view.point.asOf)}::date`;
    // A case, because the planner follows no index under row-level security for what it takes to be leaky, and coalesce is.
    const parcel = 'case when d.other_id is null then e.parcel_id else d.other_id end';
    const decision = decisionOn(parcel, day, knownBy(view, writing), within);
    conditions.push(`(select g.grade from ${decision} g) = any(${bind(filter.grades)})`);
  }
  return conditions;
};

const columns = `e.entry_id, e.parcel_id, coalesce(d.other_id, e.parcel_id) as counted_parcel_id, e.enterprise, e.document, e.list, e.source_row,
  e.category, e.mode, e.mapped_route, e.year, e.area_value, e.area_unit, e.area_units, e.matched_by, e.town_code`;

/** Plan list entries in the order of their documents. */
export const readPlanEntries = (view: View, filter: PlanEntryFilter): Promise<PlanEntryRow[]> =>
  view.read((writing) => {
    const { at, within } = writing;
    return `select ${columns} from plan_entry e ${duplicateOf('e', at('d'), within('parcel_link', 'd'))}
      where ${planConditions(view, filter, writing).join(' and ')}
      order by e.year, e.category, e.document, e.list, length(e.source_row), e.source_row, e.entry_id`;
  });

/** Plan list entries by year, one page. */
export const readPlanEntryPage = (view: View, filter: PlanEntryFilter, page: DatedPage): Promise<PlanEntryRow[]> =>
  view.read((writing) => {
    const { bind, at, within } = writing;
    const conditions = [...planConditions(view, filter, writing)];
    if (page.after !== undefined) conditions.push(`(e.year, e.entry_id) > (${bind(page.after.sort)}::int, ${bind(page.after.id)}::uuid)`);
    return `select ${columns} from plan_entry e ${duplicateOf('e', at('d'), within('parcel_link', 'd'))}
      where ${conditions.join(' and ')} order by e.year, e.entry_id limit ${bind(page.limit)}`;
  }, inOrderUnless(filter.parcelIds));
