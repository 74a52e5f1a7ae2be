// What plan lists add up to by place (各区、各镇计划面积).
import type { View } from '../tenancy/view.ts';
import { duplicateOf } from './parcel-links.ts';
import { type PlanEntryFilter, planConditions } from './plan-entries.ts';
import type { Within } from './within.ts';

export interface PlanSumRow {
  readonly code: string;
  readonly parcels: string;
  readonly with_area: string;
  readonly units: string | null;
}

/** Planned parcels and their printed areas by the codes of a level. Each parcel counts once in each, by its first entry that answers the filter. */
export const readPlanSumsBy = (view: View, inside: Within, level: Within['column'], filter: PlanEntryFilter): Promise<PlanSumRow[]> =>
  view.read((writing) => {
    const { bind, at, within } = writing;
    const parcel = 'coalesce(d.other_id, e.parcel_id)';
    return `select o.code, count(*) as parcels, count(o.area_units) as with_area, sum(o.area_units) as units from (
        select distinct on (e.${level}, ${parcel}) e.${level} as code, e.area_units
        from plan_entry e ${duplicateOf('e', at('d'), within('parcel_link', 'd'))}
        where e.${inside.column} = ${bind(inside.code)} and ${planConditions(view, filter, writing).join(' and ')}
        order by e.${level}, ${parcel}, e.year, e.category, e.document, e.list, length(e.source_row), e.source_row, e.entry_id
      ) o group by o.code order by o.code`;
  });
