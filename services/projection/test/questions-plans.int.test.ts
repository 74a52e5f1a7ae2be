// How PostgreSQL answers questions over several contexts: by the indexes of the caller's level, of parcels and of subjects, at four sizes of scope.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEquityTransfers } from '../src/read-models/equity-transfers.ts';
import { readPlanEntryPage } from '../src/read-models/plan-entries.ts';
import { readRightList } from '../src/read-models/rights.ts';
import { indexes, planned, type Step, scanned } from './support/plans.ts';
import { caojing, jinshan, shanghai } from './support/towns.ts';
import { idOf, officerOf, type World, world } from './support/world.ts';

/** Columns of any row that is valid and known since long, of the n-th thing in one of 40 towns of 8 districts. */
const row = (entity: string) =>
  `${entity} || n, 'row', n::text, daterange('2024-01-01', null), tstzrange('2024-01-01', null), gen_random_uuid(), 0`;
const levels = `'310000', (310110 + n % 8)::text, (310110 + n % 8)::text || (100 + n % 40)::text`;
const shared = 'entity, row_key, digest, valid, recorded, event_id, revision';
const places = 'city_code, district_code, town_code';
const parcel = `('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid`;

let within: World;
let readers: pg.Pool;
beforeAll(async () => {
  within = await world();
  const admin = new pg.Client({ connectionString: within.database.url });
  await admin.connect();
  // Of 20,000 parcels every fourth had a change of equity, every second of those a change of control; every eighth went to auction.
  await admin.query(`insert into equity_change (${shared}, ${places}, equity_id, company_id, parcel_id, changed_on, control_changed)
    select ${row("'equity-'")}, ${levels}, ${parcel}, gen_random_uuid(), ${parcel}, '2022-01-01'::date + n % 1000, n % 8 = 0 from generate_series(4, 20000, 4) n`);
  await admin.query(`insert into equity_transfer (${shared}, ${places}, equity_id, company_id, kind, status, filed_on, changes, contract_ids,
      consent_asked, consents, consent_pending, opinions, step_on, suspected, control_changed)
    select ${row("'equity-'")}, ${levels}, ${parcel}, gen_random_uuid(), 'transfer', 'undeclared', '2022-01-01'::date + n % 1000, '[]', '[]', '[]',
      '[]', false, '[]', '2022-01-01', '[]', n % 8 = 0 from generate_series(4, 20000, 4) n`);
  await admin.query(`insert into auction_round (${shared}, ${places}, auction_id, lot_id, parcel_id, place, round, anew, published_on, auction_on,
      platform, price, conditions)
    select ${row("'auction-'")}, ${levels}, ${parcel}, ${parcel}, ${parcel}, 0, 'first', false, '2023-01-01', '2023-06-01'::date + n % 500,
      '网', '{}', '[]' from generate_series(8, 20000, 8) n`);
  await admin.query(`insert into assessment (${shared}, ${places}, cycle, cycle_jurisdiction, cycle_year, subject, standard_jurisdiction,
      standard_year, standard_version, subject_id, party_ids, code, standing, final, first_in_district, first_in_city, run, position, grade,
      final_grade, final_on, document, decided_by, by_rule, lacking, scored, parts, joint)
    select ${row("'assessment-'")}, ${levels}, '310000-2024', '310000', 2024, 'parcel', '310000', 2024, 1, ${parcel}, '[]', n::text, true, true,
      true, true, gen_random_uuid(), '1', 'D', 'D', '2024-01-01', '文', 'score', false, '[]', true, 1, '[]' from generate_series(1, 20000) n`);
  await admin.query(`insert into right_place (${shared}, ${places}, parcel_id, right_id, kind, since, seized, mortgaged)
    select ${row("'title-'")}, ${levels}, ${parcel}, ${parcel}, 'state-land-use', '2000-01-01'::date + n % 3000, n % 50 = 0, n % 5 = 0
    from generate_series(1, 20000) n`);
  await admin.query(`insert into title_right (${shared}, parcel_id, right_id, kind, since, holders, basis)
    select ${row("'title-'")}, ${parcel}, ${parcel}, 'state-land-use', '2000-01-01'::date + n % 3000, '[]', 'reported' from generate_series(1, 20000) n`);
  await admin.query(`insert into scope_row (${shared}, ${places}, kind, value, subject)
    select ${row("'title-'")}, ${levels}, 'subtree', '', 'title-' || n from generate_series(1, 20000) n`);
  await admin.query(`insert into plan_entry (${shared}, ${places}, entry_id, parcel_id, enterprise, document, list, source_row, category, mode,
      mapped_route, year, matched_by)
    select ${row("'plan-'")}, ${levels}, ${parcel}, ${parcel}, '', '文', '', '', 'vacate', '收储', 'reserve', 2020 + n % 10, 'entered'
    from generate_series(1, 20000) n`);
  await admin.query('analyze');
  await admin.end();
  readers = new pg.Pool({ connectionString: await within.database.urlFor(['yimu_scope_subtree'], false), max: 1, pipeline: true });
}, 120_000);
afterAll(async () => {
  await readers.end();
  await within.close();
});

const asOf = '2024-07-01';
const followed = (steps: readonly Step[]): string => indexes(steps).join(' ');

const nowhere = '310116999';
describe.each([
  ['city', shanghai],
  ['district', jinshan],
  ['town', caojing],
  ['town', nowhere],
] as const)('for a %s (%s)', (level, code) => {
  const actor = officerOf(code);
  it('changes of control before auctions are found by level, parcel and subject', async () => {
    const question = { changedControl: true, grades: ['C', 'D'], months: 24 };
    const steps = await planned(readers, actor, asOf, (view) => readEquityTransfers(view, question, { limit: 21 }));
    expect(scanned(steps, [])).toEqual([]);
    expect(followed(steps)).toContain(`equity_change_${level}_code_control_changed_changed_on_idx`);
    expect(followed(steps)).toContain('auction_round_parcel_id_auction_on_idx');
    expect(followed(steps)).toContain('assessment_subject_id_idx');
  });
  it('a page of rights follows its order, of the seized ones too', async () => {
    for (const filter of [{}, { seized: true }, { mortgaged: true }]) {
      const steps = await planned(readers, actor, asOf, (view) => readRightList(view, filter, { limit: 21 }));
      expect(scanned(steps, [])).toEqual([]);
      expect(followed(steps)).toContain(`right_place_${level}_code_since_right_id_idx`);
    }
  });
  it('the rights of a holder are found by name and title', async () => {
    const steps = await planned(readers, actor, asOf, (view) => readRightList(view, { holderIds: [idOf('某人')] }, { limit: 21 }));
    expect(scanned(steps, ['named_party'])).toEqual([]);
  });
  it('a page of plans follows its order, and the class of each parcel is found by the parcel', async () => {
    const graded = await planned(readers, actor, asOf, (view) => readPlanEntryPage(view, { years: [2025], grades: ['D'] }, { limit: 21 }));
    expect(scanned(graded, ['parcel_link'])).toEqual([]);
    expect(followed(graded)).toContain('assessment_subject_id_idx');
    const steps = await planned(readers, actor, asOf, (view) => readPlanEntryPage(view, { years: [2025] }, { limit: 21 }));
    expect(scanned(steps, ['parcel_link'])).toEqual([]);
    expect(followed(steps)).toContain(`plan_entry_${level}_code_year_`);
  });
});
