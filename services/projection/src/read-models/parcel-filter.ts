// By what lists of parcels are filtered.
import type { Planning } from '../tenancy/planning.ts';
import type { View } from '../tenancy/view.ts';
import { inOrderUnless } from './in-order.ts';
import { decisionOn, knownBy } from './parcel-grades.ts';
import { among, having, type Searched } from './search.ts';
import { listSources } from './search-sources.ts';
import type { Within } from './within.ts';

export interface ParcelFilter {
  readonly ids?: readonly string[] | undefined;
  /** A jurisdiction of any level. */
  readonly within?: Within | undefined;
  readonly searched?: Searched | undefined;
  readonly nameKey?: string | undefined;
  readonly namePrefix?: string | undefined;
  readonly areaConflict?: string | undefined;
  readonly parcelCode?: string | undefined;
  /** Any of its codes; the candidates for it. */
  readonly code?: Searched | undefined;
  readonly landUses?: readonly string[] | undefined;
  readonly ownership?: string | undefined;
  readonly legality?: string | undefined;
  /** Of the area that counts, in ⅓ cm²; a parcel without one lies in no range. */
  readonly area?: { readonly atLeast?: string | undefined; readonly atMost?: string | undefined } | undefined;
  /** Classes of which the parcel is one on the day asked about. */
  readonly grades?: readonly string[] | undefined;
  readonly seized?: boolean | undefined;
  readonly plannedYear?: number | undefined;
}

/** The list as most ask for it is planned once; which rows a filter leaves, a plan for all cannot know. */
export const planningOf = (filter: ParcelFilter): Planning => ({
  ...inOrderUnless(filter.ids, filter.nameKey, filter.parcelCode, filter.searched?.ids, filter.code?.ids),
  prepared: Object.values({ ...filter, within: undefined }).every((value) => value === undefined) ? 'parcels' : undefined,
});

type Writing = Parameters<Parameters<View['read']>[0]>[0];

/** Conditions on what stands in the row itself. */
const ownConditions = (filter: ParcelFilter, { bind }: Writing): readonly string[] => {
  const conditions: string[] = [];
  if (filter.ids !== undefined) conditions.push(`p.parcel_id = any(${bind(filter.ids)}::uuid[])`);
  if (filter.within !== undefined) conditions.push(`p.${filter.within.column} = ${bind(filter.within.code)}`);
  if (filter.nameKey !== undefined) conditions.push(`p.name_key = ${bind(filter.nameKey)}`);
  if (filter.namePrefix !== undefined) conditions.push(`p.name_key ^@ ${bind(filter.namePrefix)}`);
  if (filter.areaConflict !== undefined) conditions.push(`p.area_conflict = ${bind(filter.areaConflict)}`);
  if (filter.parcelCode !== undefined) conditions.push(`p.parcel_code = ${bind(filter.parcelCode)}`);
  if (filter.landUses !== undefined) conditions.push(`p.land_use = any(${bind(filter.landUses)})`);
  if (filter.ownership !== undefined) conditions.push(`p.ownership = ${bind(filter.ownership)}`);
  if (filter.legality !== undefined) conditions.push(`p.legality = ${bind(filter.legality)}`);
  if (filter.area?.atLeast !== undefined) conditions.push(`p.area_units >= ${bind(filter.area.atLeast)}::bigint`);
  if (filter.area?.atMost !== undefined) conditions.push(`p.area_units <= ${bind(filter.area.atMost)}::bigint`);
  return conditions;
};

/** All conditions of a filter on parcels `p`. Offset 0: asked parcel by parcel, in the order of the list. */
export const parcelConditions = (view: View, filter: ParcelFilter, writing: Writing): readonly string[] => {
  const { bind, at, within } = writing;
  const conditions = [at('p'), within('parcel', 'p'), ...ownConditions(filter, writing)];
  const { searched, code, grades, seized, plannedYear } = filter;
  if (searched !== undefined)
    conditions.push(...among('p.parcel_id', searched, writing), having(listSources.parcels, 'p', searched, writing));
  if (code !== undefined)
    conditions.push(...among('p.parcel_id', code, writing), `${bind(code.word)} in (p.parcel_code, p.unit_code, p.unified_code)`);
  if (grades !== undefined) {
    const decision = decisionOn('p.parcel_id', `${bind(view.point.asOf)}::date`, knownBy(view, writing), within);
    conditions.push(`(select g.grade from ${decision} g) = any(${bind(grades)})`);
  }
  if (seized !== undefined)
    conditions.push(`${seized ? '' : 'not '}exists (select from right_place s where s.entity = 'title-' || p.parcel_id and s.seized
      and ${at('s')} and ${within('right_place', 's')} offset 0)`);
  if (plannedYear !== undefined)
    conditions.push(`exists (select from plan_entry e where e.parcel_id = p.parcel_id and e.year = ${bind(plannedYear)}::int
      and ${at('e')} and ${within('plan_entry', 'e')} offset 0)`);
  return conditions;
};
