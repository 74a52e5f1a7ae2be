// Rows of titles, contracts, auctions and changes of equity: a rebuild gives the same, and a page reads them all at once.
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projections } from '../src/projections/index.ts';
import { fillHolders } from './support/holders.ts';
import { fillRegistry, onTitle } from './support/registry.ts';
import { fillBothTowns, shanghai } from './support/towns.ts';
import { ask, idOf, officerOf, type World, world } from './support/world.ts';

const own = ['titles', 'contracts', 'auctions', 'equity-transfers'];
const tables = ['event', ...new Set(projections.filter(({ name }) => own.includes(name)).flatMap((each) => each.tables))];

const rowsOf = async ({ writers }: World): Promise<Readonly<Record<string, readonly unknown[]>>> => {
  const dump: Record<string, readonly unknown[]> = {};
  for (const table of tables) dump[table] = (await writers.query(`select t::text from ${table} t order by 1`)).rows;
  return dump;
};

let within: World;
beforeAll(async () => {
  within = await world();
  await fillBothTowns(within);
  await fillHolders(within);
  await fillRegistry(within);
});
afterAll(() => within.close());

it('are the same however the events come in batches, and all tables have some', async () => {
  const notice = { court: '漕法院', caseNumber: '（2024）漕法院执1号', months: 12, reason: '录入有误' };
  await onTitle(within, '漕地块', 'CorrectSeizure', { seizureId: idOf('漕法院 seizes 漕地块'), ...notice }, '2024-04-20');
  await within.project(1);
  const one = await rowsOf(within);
  expect(tables.filter((table) => one[table]?.length === 0)).toEqual([]);
  await within.writers.query('update checkpoint set position = null, watermark = null');
  const admin = new pg.Client({ connectionString: within.database.url });
  await admin.connect();
  const trail = ['event', 'event_scope', 'event_secret', 'event_day'];
  const all = new Set([...trail, ...projections.flatMap((projection) => projection.tables)]);
  await admin.query(`truncate ${[...all].join(', ')}`);
  await admin.end();
  await within.project(1_000);
  expect(await rowsOf(within)).toEqual(one);
});

it('take as many statements for a page of parcels as for one', async () => {
  const counting = async (first: number): Promise<readonly [number, number]> => {
    let asked = 0;
    const count = () => {
      asked += 1;
      return 'true';
    };
    const app = await within.app({ guardOf: () => count });
    const query = `{ parcels(first: ${first}) { nodes { name
      title { rights { holders { party { name } } leases { id } mortgages { id } seizures { id } } transfers { id } }
      contracts { grantee { name } milestones { node } clauses { no } breaches { id } leads { id } idleCases { id } parcels { id } }
      auctionLots { auction { court answers { department } } rounds { round } receivers { share } }
      equityTransfers { company { name } changes { after } contracts { id } } } } }`;
    const { data, errors } = await ask(app, officerOf(shanghai), query);
    expect(errors).toBeUndefined();
    return [(data as unknown as { parcels: { nodes: unknown[] } }).parcels.nodes.length, asked];
  };
  const [[one, few], [two, many]] = [await counting(1), await counting(2)];
  expect([one, two]).toEqual([1, 2]);
  expect(many).toBe(few);
});
