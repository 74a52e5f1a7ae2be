// How PostgreSQL reads sums: by the index, and of a place a handful of spans, whatever scope asks and however much others hold.
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readHeld } from '../src/read-models/overview.ts';
import { readSums } from '../src/read-models/roll-ups.ts';
import { planned, type Step } from './support/plans.ts';
import { caojing, jinshan, shanghai } from './support/towns.ts';
import { officerOf, type World, world } from './support/world.ts';

let within: World;
let readers: pg.Pool;
beforeAll(async () => {
  within = await world();
  const admin = new pg.Client({ connectionString: within.database.url });
  await admin.connect();
  // 40 towns of 8 districts whose parcels and results begin on many days.
  await admin.query(`insert into roll_up_step (known, on_day, city_code, district_code, town_code, of_town, of_district, of_city, kind, cycle, grade, land_use,
      things, marked, with_area, units, low, high)
    select '2024-01-01'::timestamptz + n * interval '1 second', '2020-01-01'::date + n % 1500, '310000', (310110 + n % 8)::text,
      (310110 + n % 8)::text || (100 + n % 40)::text, true, true, true, k, case k when 'grade' then '310000-2024' else '' end, '', '', 1, 0, 1, 9, 9, 9
    from generate_series(1, 12000) n, (values ('parcel'), ('grade')) v (k)`);
  await admin.query('select roll_up_add(1), roll_up_close(2000)');
  await admin.query('vacuum analyze');
  await admin.end();
  readers = new pg.Pool({ connectionString: await within.database.urlFor(['yimu_scope_subtree'], false), max: 1, pipeline: true });
}, 60_000);
afterAll(async () => {
  await readers.end();
  await within.close();
});

/** What was read of the sums: how many rows, and by which way. */
const readBy = (steps: readonly Step[]) => {
  const own = steps.filter((step) => step['Relation Name']?.startsWith('roll_up_') && step['Relation Name'] !== 'roll_up_run');
  return {
    ways: [...new Set(own.map((step) => `${step['Node Type']} of ${step['Relation Name']}`))],
    rows: own.reduce(
      (all, step) => all + ((step['Actual Rows'] ?? 0) + (step['Rows Removed by Filter'] ?? 0)) * (step['Actual Loops'] ?? 1),
      0,
    ),
  };
};

it.each([
  ['the city', shanghai],
  ['a district', jinshan],
  ['a town', caojing],
  ['a town that entered nothing', '310116199'],
] as const)('today, %s reads a few rows of its sums by their index, and no timeline of parcels or results', async (_, code) => {
  const held = await planned(readers, officerOf(code), '2025-01-01', (view) => readHeld(view, code, 0), 'kept');
  const grades = await planned(readers, officerOf(code), '2025-01-01', (view) =>
    readSums(view, ['grade'], [code], { cycle: '310000-2024' }),
  );
  for (const steps of [held, grades]) {
    expect(readBy(steps)).toEqual({ ways: ['Index Scan of roll_up_now'], rows: expect.toSatisfy((rows: number) => rows <= 4) });
    const others = steps.map((step) => step['Relation Name']);
    for (const table of ['parcel', 'assessment', 'finding', 'scope_row']) expect(others).not.toContain(table);
  }
});

it('on a day in the past it reads the spans after that day, not every day of a place', async () => {
  const steps = await planned(readers, officerOf(shanghai), '2022-06-15', (view) => readSums(view, ['parcel'], [shanghai]));
  const { ways, rows } = readBy(steps);
  expect(ways).toEqual(['Index Scan of roll_up_now']);
  expect(rows).toBeGreaterThan(10);
  expect(rows).toBeLessThan(60);
});
