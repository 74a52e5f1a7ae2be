// Sums of a place at a day and a moment, from spans of days that are added up already.
import { paddedCode } from '@yimu/domain/kernel';
import type { Cell } from '../roll-ups/contributions.ts';
import type { View } from '../tenancy/view.ts';
import { enteredTwice, type Writing } from './entered-twice.ts';
import { columnOf, type Within } from './within.ts';

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

/** From above. */
export const levels = ['city_code', 'district_code', 'town_code'] as const;

/** Of which places sums are asked for, and which sums. */
interface AskedSums {
  /** SQL of an array of padded codes. */
  readonly places: string;
  /** The levels of these. */
  readonly levels: readonly Within['column'][];
  readonly kinds: readonly Cell['kind'][];
  /** This one alone. */
  readonly cycle?: string | undefined;
  /** Routes of plans are one cell unless asked for. */
  readonly byRoute?: boolean | undefined;
}

/** The columns that `sumsOf` gives of a cell, beside `place`. */
export const sumColumns = ['kind', 'cycle', 'grade', 'land_use', ...measures] as const;

/** SQL of the code of a place. */
export const placeCode = `case when right(place, 3) = '000' then left(place, 6) else place end`;

/**
 * SQL of sums by place and cell; those without anything are absent. What is known now is added up for every place; what was known before,
 * for districts and cities, in runs, of which the one that was going on is read step by step.
 */
export const sumsOf = (asked: AskedSums, { asOf, knownAt }: View['point'], statement: Writing): string => {
  const { places, levels, kinds, cycle, byRoute = false } = asked;
  const { bind } = statement;
  const ofCycle = cycle === undefined ? undefined : bind(cycle);
  const ofKinds = kinds.map((kind) => `'${kind}'`).join(', ');
  const cell = (alias: string): string => `${alias}.kind in (${ofKinds})${ofCycle === undefined ? '' : ` and ${alias}.cycle = ${ofCycle}`}`;
  const question: Question = { places, levels, cell, day: `${bind(asOf)}::date` };
  const parts = knownAt === null ? [addedUp('now', question, statement)] : [...asKnown(knownAt, question, statement)];
  if (kinds.includes('plan')) parts.push(enteredTwice(levels, places, statement));
  const use = byRoute ? 'land_use' : `case when kind = 'plan' then '' else land_use end`;
  return `select place, kind, cycle, grade, ${use} as land_use, ${measures.map((each) => `sum(${each}) as ${each}`).join(', ')}
    from (${parts.join(' union all ')}) s group by 1, 2, 3, 4, 5 having sum(things) <> 0`;
};

/** The plan is the same whoever asks: places by their index, spans by theirs. Planning it took as long as running it. */
export const preparedSums = { prepared: 'sums' } as const;

/** Sums of each of these codes by cell. Codes and cells without anything are absent. */
export const readSums = (
  view: View,
  kinds: readonly Cell['kind'][],
  codes: readonly string[],
  { cycle, byRoute }: Pick<AskedSums, 'cycle' | 'byRoute'> = {},
): Promise<SumRow[]> =>
  view.read((statement) => {
    const places = `${statement.bind(codes.map(paddedCode))}::text[]`;
    const asked = new Set(codes.map(columnOf));
    const sums = sumsOf({ places, levels: levels.filter((level) => asked.has(level)), kinds, cycle, byRoute }, view.point, statement);
    return `select ${placeCode} as code, ${sumColumns.join(', ')} from (${sums}) s order by 1, 2, 3, 4, 5`;
  }, preparedSums);

interface Question extends Pick<AskedSums, 'places' | 'levels'> {
  readonly cell: (alias: string) => string;
  readonly day: string;
}

/**
 * The spans whose sums give that of a day: all, less those after it. A town keeps its days alone (grain T), a district and a city years,
 * months and days.
 */
const grains = (levels: AskedSums['levels'], day: string): string => {
  const [year, month] = ['year', 'month'].map((span) => `(date_trunc('${span}', ${day}::timestamp) + interval '1 ${span}')::date`);
  const spans = [`('A' collate "C", date '0001-01-01', date '0001-01-02', 1)`];
  if (levels.some((level) => level !== 'town_code'))
    spans.push(`('Y', ${year}, 'infinity', -1)`, `('M', ${month}, ${year}, -1)`, `('D', ${day} + 1, ${month}, -1)`);
  if (levels.includes('town_code')) spans.push(`('T', ${day} + 1, 'infinity', -1)`);
  return `(values ${spans.join(', ')}) g (grain, lo, hi, sign)`;
};

/** Offset 0: under row-level security the planner rather reads every span of a place at once than a few after another. */
const addedUp = (of: 'now' | 'run_sum', { places, levels, cell, day }: Question, { within }: Writing, also = ''): string =>
  `select o.town_code as place, o.kind, o.cycle, o.grade, o.land_use, ${measures.map((each) => `g.sign * o.${each} as ${each}`).join(', ')}
    from ${grains(levels, day)} cross join lateral (
      select s.* from roll_up_${of} s where s.grain = g.grain and s.on_day >= g.lo and s.on_day < g.hi
        and s.town_code = any(${places}) and ${cell('s')}${also} and ${within(`roll_up_${of}`, 's')} offset 0) o`;

const stepColumns = `s.kind, s.cycle, s.grade, s.land_use, ${measures.map((each) => `s.${each}`).join(', ')}`;

const asKnown = (knownAt: string, question: Question, statement: Writing): readonly string[] => {
  const { places, levels, cell, day } = question;
  const { bind, within } = statement;
  const known = `${bind(knownAt)}::timestamptz`;
  const until = (alias: string): string => `${cell(alias)} and ${alias}.known <= ${known} and ${alias}.on_day <= ${day}`;
  const parts: string[] = [];
  const above = levels.filter((level) => level !== 'town_code');
  if (above.length > 0) {
    const runs = `array(select r.run from roll_up_run r where r.last_known <= ${known} and not exists (
        select from roll_up_run w where w.run = r.whole and w.last_known <= ${known}))`;
    const going = `select r.first, r.past from roll_up_run r where r.level = 1 and r.least_known <= ${known} and r.last_known > ${known}
      union all select coalesce(max(r.past), 0), 9223372036854775807 from roll_up_run r where r.level = 1`;
    const where = 'o.city_code, o.district_code, o.of_city, o.of_district, o.kind, o.cycle, o.grade, o.land_use';
    parts.push(
      addedUp('run_sum', { ...question, levels: above }, statement, ` and s.run = any(${runs})`),
      // Added up before they are counted at each level: of thousands of steps a few hundred rows are left.
      `select c.place, ${stepColumns} from (
          select ${where}, ${measures.map((each) => `sum(o.${each})::bigint as ${each}`).join(', ')} from (${going}) t
          cross join lateral (select o.* from roll_up_step o where o.seq >= t.first and o.seq < t.past and ${until('o')}
            and ${within('roll_up_step', 'o')} offset 0) o group by ${where}) s
        cross join lateral (values ${above.map((level) => `(rpad(s.${level}, 9, '0'), ${countsAt[level]})`).join(', ')}) c (place, counts)
        where c.counts and c.place = any(${places})`,
    );
  }
  if (levels.includes('town_code'))
    parts.push(
      `select s.town_code as place, ${stepColumns} from roll_up_step s where ${countsAt.town_code} and s.town_code = any(${places})
        and ${until('s')} and ${within('roll_up_step', 's')}`,
    );
  return parts;
};

/** Whether a step counts at a level: what counts in several towns counts once above them, and a city is no district of its own. */
const countsAt = {
  city_code: 's.of_city',
  district_code: 's.of_district and s.district_code <> s.city_code',
  town_code: `s.of_town and right(s.town_code, 3) <> '000'`,
} as const;
