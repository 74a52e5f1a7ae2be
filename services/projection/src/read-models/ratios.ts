// Figures of results added up, from what the caller may see of each: a total by a total (亩均税收 = 税收之和 ÷ 用地之和).
import type { View } from '../tenancy/view.ts';
import { columnOf } from './within.ts';

/** An indicator that is one quantity by another, by their codes. */
export interface Ratio {
  readonly indicator: string;
  readonly above: string;
  readonly below: string;
}

interface RatioRow {
  readonly code: string;
  readonly grade: string | null;
  readonly land_use: string | null;
  readonly indicator: string;
  /** How many results have both. */
  readonly known: string;
  readonly above: string;
  readonly below: string;
}

const oncePer = { town_code: 'true', district_code: 'a.first_in_district', city_code: 'a.first_in_city' } as const;

/** Both quantities of these ratios over the results that have both, by codes of one level, class and land use. */
export const readRatios = (view: View, cycle: string, codes: readonly string[], ratios: readonly Ratio[]): Promise<RatioRow[]> =>
  view.read(({ bind, at, within }) => {
    const level = columnOf(codes[0] ?? '000000');
    const quantities = [...new Set(ratios.flatMap(({ above, below }) => [above, below]))];
    const texts = (of: (ratio: Ratio) => string): string => `${bind(ratios.map(of))}::text[]`;
    return `select g.code, g.grade, g.land_use, r.indicator, count(*) as known,
        sum((g.given ->> r.above)::numeric)::text as above, sum((g.given ->> r.below)::numeric)::text as below
      from (
        select a.${level} as code, a.grade, a.land_use, (select jsonb_object_agg(i.quantity, i.value)
            from assessment_detail d cross join lateral jsonb_to_recordset(d.parts::jsonb -> 'inputs') as i (quantity text, value text)
            where d.entity = a.entity and d.run = a.run and i.quantity = any(${bind(quantities)}::text[])
              and ${at('d')} and ${within('assessment_detail', 'd')}) as given
        from assessment a where a.cycle = ${bind(cycle)} and a.${level} = any(${bind(codes)}) and a.standing and ${oncePer[level]}
          and ${at('a')} and ${within('assessment', 'a')}
      ) g join unnest(${texts(({ indicator }) => indicator)}, ${texts(({ above }) => above)}, ${texts(({ below }) => below)})
        as r (indicator, above, below) on g.given -> r.above is not null and g.given -> r.below is not null
      group by g.code, g.grade, g.land_use, r.indicator`;
  });
