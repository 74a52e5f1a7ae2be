// What the lists of the schema are read from, 10,000 things each.
import type pg from 'pg';
import { fillTable, numbered } from './many-rows.ts';

const day = `date '2020-01-01' + n % 1000`;
const ofCycle = { cycle: `'310000-2024'`, cycle_jurisdiction: `'310000'`, cycle_year: '2024' };
const coded = { code: `'P' || lpad((n * 7919 % 10000)::text, 6, '0')`, subject: `'parcel'` };

/** Fills all tables that lists go by, and what stands beside their rows. */
export const fillLists = async (client: pg.Client): Promise<void> => {
  const fill = (table: string, stream: string, columns: Readonly<Record<string, string>>) => fillTable(client, table, stream, columns);
  const named = `'地块' || lpad((n * 7919 % 10000)::text, 6, '0')`;
  await fill('parcel', 'parcel', { parcel_id: numbered('parcel'), name: named, name_key: named, area_conflict: `'none'`, area_units: 'n' });
  const party = { party_id: numbered('party'), name_key: named, kind: `'enterprise'`, status: `'active'` };
  await fill('party', 'party', { ...party, name: named });
  await fill('party_place', 'party', party);
  const finding = { finding_id: numbered('finding'), opened_on: day, status: `'open'`, rule: `'r'` };
  await fill('finding', 'finding', finding);
  await fill('finding_place', 'finding', finding);
  for (const stream of ['party', 'finding', 'title'])
    await fill('scope_row', stream, { kind: `'subtree'`, value: `'x'`, subject: `'${stream}-' || ${numbered(stream)}` });
  await fill('contract', 'contract', { contract_id: numbered('contract'), signed_on: day, status: `'in-force'`, kind: `'grant'` });
  await fill('equity_transfer', 'equity', { equity_id: numbered('equity'), filed_on: day, status: `'open'` });
  await fill('auction', 'auction', { auction_id: numbered('auction'), opened_on: day });
  await fill('base_map_unit', 'basemap', { entry_id: numbered('basemap') });
  await fill('objection', 'objection', { ...ofCycle, objection_id: numbered('objection'), lodged_on: day, status: `'pending'` });
  await fill('health_check', 'submission', { ...ofCycle, ...coded, subject_id: numbered('check') });
  await fill('assessment', 'assessment', {
    ...ofCycle,
    ...coded,
    subject_id: numbered('assessed'),
    standing: 'true',
    decided_by: `'score'`,
    grade: `(array['A', 'B', 'C', 'D'])[n % 4 + 1]`,
    first_in_district: 'copy = 0',
    first_in_city: 'copy = 0',
  });
  await fill('supervised_tenure', 'tenure', { tenure_id: numbered('tenure'), counted_from: `${day} - 3650`, kind: `'lease'` });
  await fill('plan_entry', 'plan', { entry_id: numbered('plan'), category: `'vacate'`, year: '2020 + n % 7' });
  await fill('right_place', 'title', { parcel_id: numbered('title'), right_id: numbered('right'), since: day });
  await fill('title_right', 'title', { parcel_id: numbered('title'), right_id: numbered('right') });
  await fill('objection_detail', 'objection', {});
  await fill('parcel_link', 'link', { kind: `'duplicate'` });
  const ofList = { cycle: ofCycle.cycle, list_jurisdiction: `'310000'`, list_edition: '1', grade: `'D'`, parcel_id: numbered('final') };
  await fill('final_grade', 'final', { ...ofList, code: coded.code });
  await fillTable(
    client,
    'published_class',
    'list',
    { ...ofCycle, jurisdiction: `'310000'`, edition: '1', grade: `'D'`, district_code: `'310000'`, town_code: `'310000000'` },
    1,
  );
  await fillEvents(client);
  await client.query('analyze');
};

/** The audit trail: event n concerns a town of every district in turn. */
const fillEvents = async (client: pg.Client): Promise<void> => {
  const position = `lpad(n::text, 10, '0')`;
  await client.query(`insert into event (position, id, stream, revision, type, version, effective_on, recorded_at, known_from, actor_sub, actor_role,
      document, body) select ${position}, gen_random_uuid(), 'parcel-' || n, 0, 'ParcelEntered', 1, '2024-01-01', '2024-01-01', '2024-01-01', 'a', 'b', 'c', '{}'
    from generate_series(1, 10000) n`);
  await client.query(`insert into event_secret (position, secret, body) select ${position}, '', '{}' from generate_series(1, 10000) n`);
  await client.query(`insert into event_scope (position, city_code, district_code, town_code)
    select ${position}, '310000', (310110 + n % 8)::text, (310110 + n % 8)::text || (100 + n % 40)::text from generate_series(1, 10000) n`);
};
