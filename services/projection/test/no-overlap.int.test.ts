// On both time axes at once, a row of a timeline stands alone: no two rows of one key hold on the same day as known at the same moment.

import { migrate } from '@yimu/event-store/migrate';
import { testDatabase } from '@yimu/testing/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projections } from '../src/projections/index.ts';
import { idOf } from './support/world.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let client: pg.Client;
beforeAll(async () => {
  database = await testDatabase(async (admin) => {
    await migrate(admin, new URL('../migrations/', import.meta.url));
  });
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.close();
});

const tables = [...new Set(projections.flatMap((projection) => projection.tables))];

const store = (entity: string, key: string, valid: string, recorded: string) =>
  client.query(
    `insert into named_party (entity, row_key, digest, valid, recorded, event_id, revision, party_id) values ($1, $2, '', $3, $4, $5, 0, $5)`,
    [entity, key, valid, recorded, idOf('甲')],
  );

describe('overlap is forbidden by a constraint', () => {
  it.each(tables)('of %s, on the days and the moments of a key', async (table) => {
    const { rows } = await client.query<{ definition: string }>(
      `select pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = $1::regclass and contype = 'x'`,
      [table],
    );
    expect(rows.map(({ definition }) => definition)).toEqual([
      `EXCLUDE USING gist (((md5(((entity || ' '::text) || row_key)))::uuid) WITH =, valid WITH &&, recorded WITH &&)`,
    ]);
    const { rowCount } = await client.query(
      `select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
       where i.indrelid = $1::regclass and a.attname = 'entity' and i.indpred is null`,
      [table],
    );
    expect(rowCount).toBeGreaterThan(0);
  });

  it('so that a second row is refused on a common day of a common moment, and only then', async () => {
    await store('title-1', 'a b', '[2024-01-01,2024-06-01)', '[2024-01-01,2024-02-01)');
    await expect(store('title-1', 'a b', '[2024-05-31,)', '[2024-01-31,)')).rejects.toMatchObject({ code: '23P01' });
    await store('title-1', 'a b', '[2024-06-01,)', '[2024-01-01,)');
    await store('title-1', 'a b', '[2024-01-01,2024-06-01)', '[2024-02-01,)');
    await store('title-1', 'a', '[2024-01-01,)', '[2024-01-01,)');
    await store('title-2', 'a b', '[2024-01-01,)', '[2024-01-01,)');
    expect((await client.query('select from named_party')).rowCount).toBe(5);
  });
});
