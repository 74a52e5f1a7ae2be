// How PostgreSQL reads grades: by the index of the caller's level and in the order of the list, however many others there are.
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readAssessments, readDetails, readGradeCounts } from '../src/read-models/assessments.ts';
import { withinOf } from '../src/read-models/within.ts';
import { indexes, planned, scanned } from './support/plans.ts';
import { caojing, jinshan, shanghai } from './support/towns.ts';
import { officerOf, type World, world } from './support/world.ts';

let within: World;
let readers: pg.Pool;
beforeAll(async () => {
  within = await world();
  const admin = new pg.Client({ connectionString: within.database.url });
  await admin.connect();
  // 40 towns of 8 districts with 250 parcels each.
  await admin.query(`insert into assessment (entity, row_key, digest, valid, recorded, event_id, revision, city_code, district_code, town_code,
      cycle, cycle_jurisdiction, cycle_year, subject, standard_jurisdiction, standard_year, standard_version, subject_id, party_ids, code,
      standing, final, first_in_district, first_in_city, run, position, grade, decided_by, by_rule, lacking, scored, parts, joint)
    select 'assessment-' || n, 'standing', n, daterange('2024-06-01'::date - n % 5, null), tstzrange('2024-06-01'::timestamptz + n * interval '1 ms', null), gen_random_uuid(), 0, '310000',
      (310110 + n % 8)::text, (310110 + n % 8)::text || (100 + n % 40)::text, '310000-2024', '310000', 2024, 'parcel', '310000', 2024, 1,
      gen_random_uuid(), '[]', 'P' || lpad(n::text, 6, '0'), true, false, true, true, gen_random_uuid(), '1', (array['A', 'B', 'C', 'D'])[n % 4 + 1],
      'score', false, '[]', true, 1, '[]'
    from generate_series(1, 10000) n`);
  await admin.query(`insert into assessment_detail (entity, row_key, digest, valid, recorded, event_id, revision, run, secret, joint, parts)
    select entity, 'part', digest, valid, recorded, event_id, revision, run, '', false, '{}' from assessment`);
  await admin.query('analyze');
  await admin.end();
  const url = await within.database.urlFor(['yimu_scope_subtree'], false);
  readers = new pg.Pool({ connectionString: url, max: 1, pipeline: true });
}, 60_000);
afterAll(async () => {
  await readers.end();
  await within.close();
});

const asOf = '2024-07-01';

it.each([
  ['city', officerOf(shanghai)],
  ['district', officerOf(jinshan)],
  ['town', officerOf(caojing)],
] as const)('a page for a %s follows the index of its level in the order of the list, and sorts nothing', async (level, actor) => {
  const steps = await planned(readers, actor, asOf, (view) =>
    readAssessments(view, 'standing', `${level}_code`, { cycle: '310000-2024' }, { limit: 21 }),
  );
  expect(scanned(steps, [])).toEqual([]);
  expect(indexes(steps)).toContain(`assessment_${level}_code_cycle_code_subject_id_idx`);
  expect(steps.map((step) => step['Node Type'])).not.toContain('Sort');
});

it('what one result is made of is found by its stream', async () => {
  const results = [{ entity: 'assessment-17', run: '00000000-0000-4000-8000-000000000000' }];
  const steps = await planned(readers, officerOf(shanghai), asOf, (view) => readDetails(view, results));
  expect(scanned(steps, [])).toEqual([]);
});

it('the classes of a town are counted among its own', async () => {
  const steps = await planned(readers, officerOf(caojing), asOf, (view) =>
    readGradeCounts(view, '310000-2024', withinOf(caojing), 'town_code'),
  );
  expect(scanned(steps, [])).toEqual([]);
});
