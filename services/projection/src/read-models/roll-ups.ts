// Sums of a place at a day and a moment, from spans of days that are added up already.
import { paddedCode } from '@yimu/domain/kernel';
import type { Cell } from '../roll-ups/contributions.ts';
import type { View } from '../tenancy/view.ts';
import { enteredTwice, type Writing } from './entered-twice.ts';
import { columnOf } from './within.ts';

/** A sum; areas are in ⅓ cm² and 0 where nothing counted has one. */
export interface SumRow {
  readonly code: string;
  readonly kind: Cell['kind'];
  readonly cycle: string;
  readonly grade: string;
  readonly land_use: string;
  readonly things: string;
  readonly marked: string;
  readonly with_area: string;
  readonly units: string;
  readonly low: string;
  readonly high: string;
}

const measures = ['things', 'marked', 'with_area', 'units', 'low', 'high'] as const;

/** The spans whose sums give that of a day: all, less those after it. A town keeps its days alone (grain T). */
const grains = (day: string): string => `(values ('A' collate "C", date '0001-01-01', date '0001-01-02', 1),
    ('Y', (date_trunc('year', ${day}::timestamp) + interval '1 year')::date, 'infinity', -1),
    ('M', (date_trunc('month', ${day}::timestamp) + interval '1 month')::date, (date_trunc('year', ${day}::timestamp) + interval '1 year')::date, -1),
    ('D', ${day} + 1, (date_trunc('month', ${day}::timestamp) + interval '1 month')::date, -1),
    ('T', ${day} + 1, 'infinity', -1)) g (grain, lo, hi, sign)`;

const signed = (alias: string): string => measures.map((each) => `g.sign * ${alias}.${each} as ${each}`).join(', ');

/**
 * Sums of each of these codes, which are of one level, by cell; of `cycle` alone where it is given. Codes and cells without anything are
 * absent, and routes of plans are one cell unless asked for. What is known now is added up for every place; what was known before, for districts and cities, in runs, of which the one that
 * was going on is read step by step.
 *
 * Offset 0: under row-level security the planner rather reads every span of a place at once than a few after another.
 */
export const readSums = (
  view: View,
  kinds: readonly Cell['kind'][],
  codes: readonly string[],
  { cycle, byRoute = false }: { readonly cycle?: string; readonly byRoute?: boolean } = {},
): Promise<SumRow[]> =>
  view.read((statement) => {
    const { bind } = statement;
    const level = columnOf(codes[0] ?? '000000');
    const asked = { places: `${bind(codes.map(paddedCode))}::text[]`, cell: cellOf(kinds, cycle, bind) };
    const day = `${bind(view.point.asOf)}::date`;
    const { knownAt } = view.point;
    const parts = knownAt === null ? [addedUp('now', asked, day, statement)] : [...asKnown(knownAt, level, asked, day, statement)];
    const code = level === 'town_code' ? 'place' : 'left(place, 6)';
    if (kinds.includes('plan')) parts.push(enteredTwice(level, codes, statement));
    const use = byRoute ? 'land_use' : `case when kind = 'plan' then '' else land_use end`;
    return `select ${code} as code, kind, cycle, grade, ${use} as land_use, ${measures.map((each) => `sum(${each}) as ${each}`).join(', ')}
      from (${parts.join(' union all ')}) s group by 1, 2, 3, 4, 5 having sum(things) <> 0 order by 1, 2, 3, 4, 5`;
  });

const cellOf = (kinds: readonly string[], cycle: string | undefined, bind: Writing['bind']): string => {
  const ofKind = `kind = any(${bind(kinds)}::text[])`;
  return cycle === undefined ? ofKind : `${ofKind} and s.cycle = ${bind(cycle)}`;
};

interface Asked {
  readonly places: string;
  readonly cell: string;
}

const addedUp = (of: 'now' | 'run_sum', { places, cell }: Asked, day: string, { within }: Writing, also = ''): string =>
  `select o.town_code as place, o.kind, o.cycle, o.grade, o.land_use, ${signed('o')} from ${grains(day)} cross join lateral (
      select s.* from roll_up_${of} s where s.grain = g.grain and s.on_day >= g.lo and s.on_day < g.hi
        and s.town_code = any(${places}) and s.${cell}${also} and ${within(`roll_up_${of}`, 's')} offset 0) o`;

const asKnown = (knownAt: string, level: ReturnType<typeof columnOf>, asked: Asked, day: string, statement: Writing): readonly string[] => {
  const known = `${statement.bind(knownAt)}::timestamptz`;
  const steps = (of: string, place: string, also: string): string =>
    `select ${place} as place, s.kind, s.cycle, s.grade, s.land_use, ${measures.map((each) => `s.${each}`).join(', ')} from ${of}
      where s.${asked.cell} and s.known <= ${known} and s.on_day <= ${day} and ${also}`;
  if (level === 'town_code')
    return [
      steps(
        'roll_up_step s',
        's.town_code',
        `s.of_town and s.town_code = any(${asked.places}) and ${statement.within('roll_up_step', 's')}`,
      ),
    ];
  const runs = `array(select r.run from roll_up_run r where r.last_known <= ${known} and not exists (
      select from roll_up_run w where w.run = r.whole and w.last_known <= ${known}))`;
  const going = `(select r.first, r.past from roll_up_run r where r.level = 1 and r.least_known <= ${known} and r.last_known > ${known}
      union all select coalesce(max(r.past), 0), 9223372036854775807 from roll_up_run r where r.level = 1) t
      cross join lateral (select o.* from roll_up_step o where o.seq >= t.first and o.seq < t.past and ${statement.within('roll_up_step', 'o')} offset 0) s`;
  const place = `rpad(s.${level}, 9, '0')`;
  const once = level === 'city_code' ? 's.of_city' : 's.of_district and s.district_code <> s.city_code';
  return [
    addedUp('run_sum', asked, day, statement, ` and s.run = any(${runs})`),
    steps(going, place, `${once} and ${place} = any(${asked.places})`),
  ];
};
