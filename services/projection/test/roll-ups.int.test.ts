// Sums by place, kept while facts come in, against counting the rows one by one: at any day, as known at any moment.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSums, type SumRow } from '../src/read-models/roll-ups.ts';
import { columnOf } from '../src/read-models/within.ts';
import { openReader } from '../src/tenancy/reader.ts';
import { viewOf } from '../src/tenancy/view.ts';
import { dayOf, dice, places, recorder } from './support/random-facts.ts';
import { officerOf, type World, world } from './support/world.ts';

let within: World;
let admin: pg.Client;
let readers: pg.Pool;
let moments: readonly string[];
let refused = 0;
const roll = dice(20_241_121);

const runOf = (size: number) => within.writers.query('select roll_up_close($1)', [size]);

beforeAll(async () => {
  within = await world();
  admin = new pg.Client({ connectionString: within.database.url });
  await admin.connect();
  const record = await recorder(within, roll);
  // Runs of single steps are soon many enough for runs of runs of runs; those of several are read step by step while they go on.
  for (const [facts, batch, run] of [
    [150, 1_000, 1],
    [120, 1, 1],
    [130, 7, 9],
  ] as const) {
    for (let n = 0; n < facts; n += 1) if (!(await record())) refused += 1;
    await within.project(batch);
    await runOf(run);
  }
  for (let n = 0; n < 30; n += 1) await record();
  await within.project();
  const { rows } = await admin.query<{ at: string }>(
    `select to_char(known_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from event order by position`,
  );
  moments = rows.map(({ at }) => at);
  readers = new pg.Pool({ connectionString: await within.database.urlFor(['yimu_scope_subtree'], false), max: 1, pipeline: true });
}, 120_000);
afterAll(async () => {
  await readers.end();
  await admin.end();
  await within.close();
});

interface Asked {
  readonly code: string;
  readonly asOf: string;
  readonly knownAt: string | null;
}
const kinds = ['finding', 'grade', 'parcel', 'plan'] as const;

/** By the sums, as an officer of the place. */
const summed = async ({ code, asOf, knownAt }: Asked): Promise<readonly SumRow[]> => {
  const reader = openReader(readers, officerOf(code));
  const view = viewOf(reader, officerOf(code), { asOf, knownAt });
  const rows: SumRow[] = [];
  for (const kind of kinds) rows.push(...(await readSums(view, [kind], [code], { byRoute: true })));
  await reader.end();
  return rows;
};

/** Row by row. */
const counted = async ({ code, asOf, knownAt }: Asked): Promise<readonly SumRow[]> => {
  const column = columnOf(code);
  const at = (alias: string): string => `${alias}.valid @> $2::date and ${alias}.recorded @> $3::timestamptz`;
  const once = { town_code: 'true', district_code: 'a.first_in_district', city_code: 'a.first_in_city' }[column];
  const { rows } = await admin.query<SumRow>(
    `select $1::text as code, kind, cycle, grade, land_use, count(*) as things, sum(marked) as marked, count(units) as with_area,
        coalesce(sum(units), 0) as units, coalesce(sum(low), 0) as low, coalesce(sum(high), 0) as high
      from (
        select 'parcel' as kind, '' as cycle, '' as grade, coalesce(p.land_use, '') as land_use, (p.area_conflict = 'open')::int as marked,
          p.area_units as units, p.area_low as low, p.area_high as high
        from parcel p where p.${column} = $1 and ${at('p')}
        union all
        select 'grade', a.cycle, coalesce(a.grade, ''), coalesce(a.land_use, ''), a.final::int, a.area_units, a.area_units, a.area_units
        from assessment a where a.${column} = $1 and a.standing and ${once} and ${at('a')}
        union all
        select distinct on (f.finding_id) 'finding', '', '', '', 0, null::bigint, null::bigint, null::bigint
        from finding f join scope_row s on s.subject = f.entity and s.kind = 'subtree' and ${at('s')}
        where s.${column} = $1 and f.status = 'open' and ${at('f')}
              union all
        select 'plan', e.year::text, e.category, e.mapped_route, 0, e.area_units, e.area_units, e.area_units from (
          select distinct on (e.category, e.year, coalesce(d.other_id, e.parcel_id)) e.year, e.category, coalesce(e.mapped_route, '') as mapped_route, e.area_units
          from plan_entry e left join parcel_link d on d.parcel_id = e.parcel_id and d.kind = 'duplicate' and ${at('d')} and d.${column} = $1
          where e.${column} = $1 and ${at('e')}
          order by e.category, e.year, coalesce(d.other_id, e.parcel_id), e.document collate "C", e.list collate "C", length(e.source_row),
            e.source_row collate "C", e.entry_id) e
      ) c group by kind, cycle, grade, land_use order by kind collate "C", cycle collate "C", grade collate "C", land_use collate "C"`,
    [code, asOf, knownAt ?? 'infinity'],
  );
  return rows;
};

const randomly = (): Asked => {
  const moment = moments[roll(moments.length)] ?? '';
  return {
    code: places[roll(places.length)] ?? '',
    asOf: dayOf(roll),
    knownAt: roll(4) === 0 ? null : moment,
  };
};

describe('the sum of a place at a day, as known at a moment', () => {
  it('is what counting its rows finds, at any of 400 points', async () => {
    let found = 0;
    for (let n = 0; n < 400; n += 1) {
      const asked = randomly();
      const rows = await counted(asked);
      found += rows.length;
      expect({ asked, rows: await summed(asked) }).toEqual({ asked, rows });
    }
    expect(found).toBeGreaterThan(1_000);
  }, 60_000);

  it('was asked of histories with corrections, decisions, several towns, and of runs within runs', async () => {
    const { rows } = await admin.query<Readonly<Record<string, number>>>(
      `select (select count(*) from parcel where not upper_inf(recorded))::int as corrected,
        (select count(*) from assessment where final)::int as final,
        (select count(*) from assessment where area_units is not null and land_use is not null)::int as land,
        (select count(*) from parcel_link where kind = 'duplicate')::int as duplicates,
        (select count(*) from plan_entry where not first_in_city)::int as listed_again,
        (select count(*) from (select from plan_entry p join parcel_link l on l.kind = 'duplicate' and l.parcel_id = p.parcel_id
          join plan_entry o on o.parcel_id = l.other_id and o.category = p.category and o.year = p.year) t)::int as planned_twice,
        (select count(*) from finding where places like '%,%')::int as several,
        (select count(*) from (select from assessment group by subject_id having count(distinct town_code) > 1) m)::int as moved,
        (select count(*) from roll_up_run where level = 1)::int as runs, (select count(*) from roll_up_run where level = 2)::int as wholes,
        (select count(*) from roll_up_run where level = 3)::int as wholes_of_wholes,
        (select count(*) from roll_up_step where seq >= (select max(past) from roll_up_run))::int as left`,
    );
    for (const [what, count] of Object.entries(rows[0] ?? {}))
      expect([what, count]).toEqual([what, expect.toSatisfy((n: number) => n > 0)]);
    expect(refused).toBeGreaterThan(0);
  });

  it('is seen by nobody of another place', async () => {
    const reader = openReader(readers, officerOf('310117'));
    const tables = ['roll_up_now', 'roll_up_step', 'roll_up_run_sum'].map((name) => `select district_code from ${name}`).join(' union ');
    const rows = await reader.query<{ district_code: string }>({ asOf: '2024-06-01', knownAt: null }, tables, []);
    await reader.end();
    expect(rows).toEqual([{ district_code: '310117' }]);
  });
});

describe('sums made of the rows that are there', () => {
  const everything = async () => {
    const { rows } = await admin.query(
      `select kind, cycle, grade, land_use, town_code, grain, on_day, things, marked, with_area, units, low, high from roll_up_now
        where (things, marked, with_area, units, low, high) <> (0, 0, 0, 0, 0, 0) order by 1, 2, 3, 4, 5, 6, 7`,
    );
    return rows;
  };
  it('are the same as those that were kept, now and at any moment before', async () => {
    const kept = await everything();
    expect(kept.length).toBeGreaterThan(200);
    await within.writers.query("select roll_up_again('{parcel,grade,plan,finding}', 11)");
    expect(await everything()).toEqual(kept);
    for (let n = 0; n < 100; n += 1) {
      const asked = randomly();
      expect({ asked, rows: await summed(asked) }).toEqual({ asked, rows: await counted(asked) });
    }
  }, 60_000);
});
