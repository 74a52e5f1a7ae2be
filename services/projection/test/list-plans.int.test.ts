// Every list of the schema is a page that follows an index in the order of the list, however many rows others have: for the city, a
// district, a town, and for places that have nothing.
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readParcels } from '../src/read-models/parcels.ts';
import { columnOf } from '../src/read-models/within.ts';
import { fillLists } from './support/list-rows.ts';
import { connectionFields, lists, unordered } from './support/lists-of-schema.ts';
import { planned, scanned, sorted, wasted } from './support/plans.ts';
import { officerOf, type World, world } from './support/world.ts';

let within: World;
let readers: pg.Pool;
beforeAll(async () => {
  within = await world();
  const admin = new pg.Client({ connectionString: within.database.url });
  await admin.connect();
  await fillLists(admin);
  await admin.end();
  const url = await within.database.urlFor(['yimu_scope_subtree'], false);
  readers = new pg.Pool({ connectionString: url, max: 1, pipeline: true, options: '-c plan_cache_mode=force_custom_plan' });
}, 120_000);
afterAll(async () => {
  await readers.end();
  await within.close();
});

const scopes = {
  city: '310000',
  district: '310113',
  town: '310113103',
  'district without anything': '310199',
  'town without anything': '310113999',
};
const ways = Object.entries(lists).flatMap(([field, asks]) => Object.entries(asks).map(([way, ask]) => ({ field, way, ask })));
const asOf = '2024-07-01';

/** One in five rows holds no more, and a result stands once for each of its towns: so many rows of a page are read for nothing. */
const fewRows = 60;

it('every field that answers pages has its row here', () => {
  expect(connectionFields.toSorted()).toEqual([...Object.keys(lists), ...Object.keys(unordered)].toSorted());
});

describe.each(Object.entries(scopes))('for a %s', (_, code) => {
  it.each(ways)('$field, $way: follows its index', async ({ ask }) => {
    const steps = await planned(readers, officerOf(code), asOf, (view) => ask(view, columnOf(code)));
    expect(steps).not.toEqual([]);
    expect({ scanned: scanned(steps), sorted: sorted(steps) > 21 }).toEqual({ scanned: [], sorted: false });
    expect(wasted(steps)).toBeLessThanOrEqual(fewRows);
  });

  it('the plan of the list of parcels that is kept for all who ask is the same', async () => {
    const steps = await planned(readers, officerOf(code), asOf, (view) => readParcels(view, {}, 'NAME_ASC', { limit: 21 }), 'kept');
    expect(steps.map((step) => [step['Node Type'], step['Index Name']])).toEqual([
      ['Limit', undefined],
      ['Index Scan', `parcel_${columnOf(code)}_name_key_parcel_id_idx`],
    ]);
  });
});
