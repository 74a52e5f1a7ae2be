// A connection goes from one caller to the next: nothing of the first may reach the second.
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readProgress } from '../src/read-models/progress.ts';
import { openReader } from '../src/tenancy/reader.ts';
import { caojing, fillBothTowns, jiuting } from './support/towns.ts';
import { type World, world } from './support/world.ts';

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
