// Search in a city: by the index of pairs where few things have the word, along the list where many have it, and never through all.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readParcels } from '../src/read-models/parcels.ts';
import { readSearch, searchedIn } from '../src/read-models/search.ts';
import { listSources } from '../src/read-models/search-sources.ts';
import { openReader } from '../src/tenancy/reader.ts';
import { type View, viewOf } from '../src/tenancy/view.ts';
import { fillTable, numbered } from './support/many-rows.ts';
import { planned, scanned, sorted, wasted } from './support/plans.ts';
import { officerOf, type World, world } from './support/world.ts';

let within: World;
let readers: pg.Pool;
beforeAll(async () => {
  within = await world();
  const admin = new pg.Client({ connectionString: within.database.url });
  await admin.connect();
  const kind = `(array['金山', '机械', '化工', '纺织', '电子'])[n / 40 % 5 + 1]`;
  const name = `'上海' || lpad((n * 7919 % 10000)::text, 6, '0') || ${kind} || '厂'`;
  const address = `'亭卫公路' || n || '号'`;
  await fillTable(admin, 'parcel', 'parcel', { parcel_id: numbered('parcel'), name, name_key: name, address, area_conflict: `'none'` });
  const party = { party_id: numbered('party'), name_key: name, kind: `'enterprise'`, status: `'existing'` };
  await fillTable(admin, 'party', 'party', { ...party, name });
  await fillTable(admin, 'party_place', 'party', party);
  await fillTable(admin, 'scope_row', 'party', { kind: `'subtree'`, value: `'x'`, subject: `'party-' || ${numbered('party')}` });
  await admin.query('analyze');
  await admin.end();
  readers = new pg.Pool({ connectionString: await within.database.urlFor(['yimu_scope_subtree'], false), max: 1, pipeline: true });
}, 120_000);
afterAll(async () => {
  await readers.end();
  await within.close();
});

const asOf = '2024-07-01';
const page = { limit: 21 };

const asking = async <T>(code: string, ask: (view: View) => Promise<T>): Promise<T> => {
  const reader = openReader(readers, officerOf(code));
  try {
    return await ask(viewOf(reader, officerOf(code), { asOf, knownAt: null }));
  } finally {
    await reader.end();
  }
};

const scopes = { city: '310000', district: '310113', town: '310113103', 'town without anything': '310113999' };
const words = { 'that everything has': '上海', 'that many have': '机械', 'that few have': '00027', 'that nothing has': '第九百号' };
const ways = Object.entries(scopes).flatMap(([scope, code]) =>
  Object.entries(words).map(([which, word]) => ({ scope, code, which, word })),
);

describe.each(ways)('a $scope, a word $which', ({ scope, code, word, which }) => {
  it('is told the first page of all that has it there, and of nothing else', async () => {
    const searched = await asking(code, (view) => searchedIn(view, word, [listSources.parcels]));
    const rows = await asking(code, (view) => readParcels(view, { searched }, 'NAME_ASC', page));
    const all = await asking(code, (view) => readParcels(view, {}, 'NAME_ASC', { limit: 20_000 }));
    expect(rows.map(({ name }) => name)).toEqual(
      all
        .map(({ name }) => name)
        .filter((name) => name.includes(word))
        .slice(0, page.limit),
    );
    const hits = await asking(code, (view) => readSearch(view, { word, kinds: ['PARCEL'] }, { limit: 20_000 }));
    expect(hits.filter(({ former }) => !former).length).toBe(all.filter(({ name }) => name.includes(word)).length);
    expect(hits.filter(({ former }) => former).length).toBe(hits.length - all.filter(({ name }) => name.includes(word)).length);
  });

  it('reads no table from one end to the other, and little for nothing', async () => {
    const searched = await asking(code, (view) => searchedIn(view, word, [listSources.parcels]));
    const steps = await planned(readers, officerOf(code), asOf, (view) => readParcels(view, { searched }, 'NAME_ASC', page));
    expect(scanned(steps)).toEqual([]);
    expect(sorted(steps)).toBeLessThanOrEqual(2_001);
    expect(wasted(steps)).toBeLessThanOrEqual(2_001);
    expect(searched.ids === undefined).toBe(scope === 'city' && ['that everything has', 'that many have'].includes(which));
  });
});

it('what is asked of the function is answered within the place, whatever the word', async () => {
  for (const code of ['310000', '310113', '310113103', '310113999']) {
    const ids = (await asking(code, (view) => searchedIn(view, '7机械', [listSources.parcels]))).ids;
    expect(ids).toBeDefined();
    const own = new Set(
      (await asking(code, (view) => view.read<{ id: string }>(() => 'select parcel_id as id from parcel'))).map(({ id }) => id),
    );
    expect(ids?.filter((id) => !own.has(id))).toEqual([]);
    expect((ids ?? []).length > 0).toBe(code !== '310113999');
  }
});

it('the functions belong to a role that nobody is, and answer to offices of the government alone', async () => {
  const admin = new pg.Client({ connectionString: within.database.url });
  await admin.connect();
  const { rows } = await admin.query<{ name: string; owner: string; path: string; readers: string[] }>(
    `select proname as name, proowner::regrole::text as owner, array_to_string(proconfig, ';') as path,
       array(select grantee::regrole::text from aclexplode(proacl) where grantee <> proowner order by 1) as readers
     from pg_proc where prosecdef and proname like 'search\\_%' order by 1`,
  );
  const members = await admin.query(`select from pg_auth_members where roleid = 'yimu_searcher'::regrole`);
  const role = await admin.query<{ able: boolean }>(
    `select rolcanlogin or rolsuper or rolbypassrls or rolcreaterole as able from pg_roles where rolname = 'yimu_searcher'`,
  );
  await admin.end();
  expect(rows.length).toBe(7);
  for (const { owner, path, readers: granted } of rows) {
    expect([owner, granted]).toEqual(['yimu_searcher', ['yimu_scope_subtree']]);
    expect(path).toContain('search_path=public, pg_temp');
  }
  expect([members.rowCount, role.rows[0]?.able]).toEqual([0, false]);
});
