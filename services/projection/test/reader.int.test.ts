// A connection goes from one caller to the next: nothing of the first may reach the second.
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readProgress } from '../src/read-models/progress.ts';
import { openReader } from '../src/tenancy/reader.ts';
import { caojing, fillBothTowns, jiuting } from './support/towns.ts';
import { ask, noGuard, officerOf, type World, world } from './support/world.ts';

let within: World;
let readers: pg.Pool;
beforeEach(async () => {
  within = await world();
  await fillBothTowns(within);
  await within.project();
  const url = await within.database.urlFor(['yimu_scope_subtree'], false);
  readers = new pg.Pool({ connectionString: url, max: 1, pipeline: true, options: '-c statement_timeout=200' });
});
afterEach(async () => {
  await readers.end();
  await within.close();
});

const officer = (town: string) => ({ scope: { kind: 'subtree' as const, value: town }, roles: [] });
const point = { asOf: '2024-03-11', knownAt: null };
const scoped = `select current_setting('yimu.lo') as lo, current_setting('yimu.as_of') as on`;

it('a question that comes after the end is refused, and the next caller notices nothing', async () => {
  const first = openReader(readers, officer(caojing));
  await first.query(point, scoped, []);
  await first.end();
  const next = openReader(readers, officer(jiuting));
  await next.query(point, scoped, []);
  await expect(first.query({ asOf: '1900-01-01', knownAt: null }, scoped, [])).rejects.toThrow('ended');
  expect(await next.query(point, scoped, [])).toEqual([{ lo: jiuting, on: '2024-03-11' }]);
  await next.end();
});

it('a question after the end takes no connection, which nobody would give back', async () => {
  const first = openReader(readers, officer(caojing));
  await first.end();
  await expect(first.query(point, scoped, [])).rejects.toThrow('ended');
  expect(readers.totalCount).toBe(0);
});

it('who waits is handed the connection, with a scope and a snapshot of their own', async () => {
  const seen = `select current_setting('yimu.lo') as lo, current_user as role, position from checkpoint`;
  const first = openReader(readers, officer(caojing));
  await first.query(point, seen, []);
  const next = openReader(readers, officer(jiuting));
  const waiting = next.query(point, seen, []);
  const admin = new pg.Client({ connectionString: within.database.url });
  await admin.connect();
  await admin.query(`update checkpoint set position = 'moved on'`);
  await admin.end();
  expect(await first.query(point, seen, [])).not.toMatchObject([{ position: 'moved on' }]);
  await first.end();
  expect(await waiting).toEqual([{ lo: jiuting, role: 'yimu_scope_subtree', position: 'moved on' }]);
  await next.end();
});

it('a statement that fails, or a scope that cannot be set, harms nobody who comes after', async () => {
  const first = openReader(readers, officer(caojing));
  await expect(first.query(point, 'select 1 / 0', [])).rejects.toThrow('division by zero');
  await first.end();
  const wrong = openReader(readers, { scope: { kind: 'park', value: 'x' }, roles: [] });
  await expect(wrong.query(point, scoped, [])).rejects.toThrow('permission denied to set role');
  await wrong.end();
  const next = openReader(readers, officer(jiuting));
  expect(await next.query(point, scoped, [])).toEqual([{ lo: jiuting, on: '2024-03-11' }]);
  await next.end();
});

it('a connection that is lost while nobody asks is not handed on', async () => {
  const first = openReader(readers, officer(caojing));
  const [{ pid } = { pid: 0 }] = await first.query<{ pid: number }>(point, 'select pg_backend_pid() as pid', []);
  const admin = new pg.Client({ connectionString: within.database.url });
  await admin.connect();
  await admin.query('select pg_terminate_backend($1, 1000)', [pid]);
  await admin.end();
  // The first words where the loss is still to be noticed, the others where it was.
  await expect(first.query(point, scoped, [])).rejects.toThrow(/terminat|not queryable/);
  await first.end();
  const next = openReader(readers, officer(jiuting));
  expect(await next.query(point, scoped, [])).toEqual([{ lo: jiuting, on: '2024-03-11' }]);
  await next.end();
});

it('a look at the progress that fails leaves no broken transaction behind', async () => {
  const admin = new pg.Client({ connectionString: within.database.url });
  await admin.connect();
  await admin.query('begin; lock table checkpoint');
  await expect(readProgress(readers, 'read-models')).rejects.toThrow('statement timeout');
  await admin.end();
  const next = openReader(readers, officer(jiuting));
  expect(await next.query(point, scoped, [])).toEqual([{ lo: jiuting, on: '2024-03-11' }]);
  await next.end();
});

it('tests of one lock alone do take the other away: without both, a town reads of its neighbour', async () => {
  const countIn = async (given: Parameters<World['app']>[0]) => {
    const { data } = await ask(await within.app(given), officerOf(caojing), '{ parcels { totalCount } }');
    return (data as { readonly parcels: { readonly totalCount: number } } | null)?.parcels.totalCount;
  };
  const own = await countIn({});
  expect(own).toBeGreaterThan(0);
  expect(await countIn({ login: 'bypass' })).toBe(own);
  expect(await countIn({ guardOf: noGuard })).toBe(own);
  expect(await countIn({ login: 'bypass', guardOf: noGuard })).toBeGreaterThan(own ?? 0);
});
