// A read database as a release before versions were counted left it: its tables, filled with the rows that it would have written.
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@yimu/event-store/migrate';
import { type TestDatabase, testDatabase } from '@yimu/testing/postgres';
import pg from 'pg';

export const migrations = new URL('../../migrations/', import.meta.url);

/** The migrations of that release. */
const migratedThen = async (client: pg.Client): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  try {
    const names = (await readdir(migrations)).filter((name) => name.endsWith('.sql') && name < '000011');
    for (const name of names) await copyFile(new URL(name, migrations), join(folder, name));
    await migrate(client, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
};

/** Its tables, those first to which others refer. */
const tablesOf = async (client: pg.Client): Promise<readonly string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'migration'
     order by relname <> 'event', relname`,
  );
  return rows.map(({ name }) => name);
};

/**
 * The database of an older release that has folded the same events as `url`: the columns that it knew, named by other digests, as what a row
 * says is in them. Nobody leads.
 */
export const olderRelease = async (url: string): Promise<TestDatabase> => {
  const database = await testDatabase(migratedThen);
  const from = new pg.Client({ connectionString: url });
  const to = new pg.Client({ connectionString: database.url });
  await Promise.all([from.connect(), to.connect()]);
  try {
    for (const table of await tablesOf(to)) {
      const { rows } = await from.query<{ all: string | null }>(`select jsonb_agg(to_jsonb(t))::text as all from ${table} t`);
      await to.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [rows[0]?.all ?? '[]']);
    }
    // What a row says more by now.
    for (const table of ['parcel', 'assessment', 'auction_round', 'equity_transfer', 'finding', 'plan_entry', 'title_right'])
      await to.query(`update ${table} set digest = 'older ' || digest`);
    await to.query('update checkpoint set owner = null, expires_at = null');
  } finally {
    await Promise.all([from.end(), to.end()]);
  }
  return database;
};
