// Sums by jurisdiction. Each parcel counts once; what no source gives is missing, not zero.
import type { View } from '../tenancy/view.ts';
import { duplicateOf } from './parcel-links.ts';
import { columnOf, type Within } from './within.ts';

export interface ParcelSums {
  readonly code: string;
  readonly parcels: string;
  readonly with_area: string;
  readonly units: string | null;
  readonly low: string | null;
  readonly high: string | null;
  readonly conflicts: string;
}

/** Parcels and areas below each of these codes, which are of one level. Codes without parcels are absent. */
export const readParcelSums = (view: View, codes: readonly string[]): Promise<ParcelSums[]> =>
  view.read(({ bind, at, within }) => {
    const column = levelColumnOf(codes);
    return `select p.${column} as code, count(*) as parcels, count(p.area_units) as with_area, sum(p.area_units) as units,
        sum(p.area_low) as low, sum(p.area_high) as high, count(*) filter (where p.area_conflict = 'open') as conflicts
      from parcel p where p.${column} = any(${bind(codes)}) and ${at('p')} and ${within('parcel', 'p')} group by p.${column}`;
  });

export interface FindingCounts {
  readonly code: string;
  readonly open: string;
}

/** Open findings that concern each of these codes or what lies below. */
export const readFindingCounts = (view: View, codes: readonly string[]): Promise<FindingCounts[]> =>
  view.read(({ bind, at, within }) => {
    const column = levelColumnOf(codes);
    return `select s.${column} as code, count(distinct f.finding_id) as open
      from finding f join scope_row s on s.subject = f.entity and s.kind = 'subtree' and ${at('s')}
      where s.${column} = any(${bind(codes)}) and f.status = 'open' and ${at('f')} and ${within('finding', 'f')} group by s.${column}`;
  });

export interface PlanSums {
  readonly code: string;
  readonly category: string;
  readonly year: number;
  readonly parcels: string;
  readonly units: string | null;
}

/**
 * Planned parcels and their printed areas by category and year; a parcel counts once in each, by its first entry, also one that was
 * entered twice. A plan stands although its parcel was split or merged since.
 */
export const readPlanSums = (view: View, codes: readonly string[]): Promise<PlanSums[]> =>
  view.read(({ bind, at, within }) => {
    const column = levelColumnOf(codes);
    return `select code, category, year, count(*) as parcels, sum(area_units) as units from (
        select distinct on (e.${column}, e.category, e.year, coalesce(d.other_id, e.parcel_id)) e.${column} as code, e.category, e.year, e.area_units
        from plan_entry e ${duplicateOf('e', at('d'), within('parcel_link', 'd'))}
        where e.${column} = any(${bind(codes)}) and ${at('e')} and ${within('plan_entry', 'e')}
        order by e.${column}, e.category, e.year, coalesce(d.other_id, e.parcel_id), e.document, e.list, length(e.source_row), e.source_row, e.entry_id
      ) once group by code, category, year order by code, year, category`;
  });

const levelColumnOf = (codes: readonly string[]): Within['column'] => columnOf(codes[0] ?? '000000');
