// Plans of parcels that were entered twice: sums count each entry of a parcel by itself, and such a parcel is another one.
import type { View } from '../tenancy/view.ts';
import type { Within } from './within.ts';

/** What a statement is written with. */
export type Writing = Parameters<Parameters<View['read']>[0]>[0];

const first = { town_code: 'first_in_town', district_code: 'first_in_district', city_code: 'first_in_city' } as const;

const sums = (sign: 1 | -1): string =>
  `${sign}, 0, ${sign} * (o.area_units is not null)::int, ${sign} * coalesce(o.area_units, 0), ${sign} * coalesce(o.area_units, 0), ${sign} * coalesce(o.area_units, 0)`;

/**
 * SQL of what is to be added to the sums of plan entries: for second entries of parcels and the parcels that they are entries of, the
 * first entry of both together in each category and year, less the first of each. Read from the entries: there are few.
 * @param levels of the places
 * @param places SQL of an array of padded codes
 */
export const enteredTwice = (levels: readonly Within['column'][], places: string, { at, within }: Writing): string => {
  const atLevel = (level: Within['column']): string => {
    const cell = `rpad(o.${level}, 9, '0'), 'plan', o.year::text, o.category, coalesce(o.mapped_route, '')`;
    const inside = (alias: string): string =>
      `rpad(${alias}.${level}, 9, '0') = any(${places}) and ${at(alias)} and ${within('plan_entry', alias)}
        and ${alias}.parcel_id = any(array(select parcel_id from twice union select other_id from twice))`;
    return `select ${cell}, ${sums(1)} from (
        select distinct on (e.${level}, e.category, e.year, coalesce(t.other_id, e.parcel_id)) e.*
        from plan_entry e left join twice t on t.parcel_id = e.parcel_id where ${inside('e')}
        order by e.${level}, e.category, e.year, coalesce(t.other_id, e.parcel_id), e.document collate "C", e.list collate "C",
          length(e.source_row), e.source_row collate "C", e.entry_id) o
      union all
      select ${cell}, ${sums(-1)} from plan_entry o where ${inside('o')} and o.${first[level]}`;
  };
  return `(with twice as materialized (
      select d.parcel_id, d.other_id from parcel_link d where d.kind = 'duplicate' and ${at('d')} and ${within('parcel_link', 'd')})
    ${levels.map(atLevel).join(' union all ')})`;
};
