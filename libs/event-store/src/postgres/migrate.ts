// Migrations are numbered SQL files, forward only. Run by the owner of the database, never by a service.
import { readdir, readFile } from 'node:fs/promises';
import type { ClientBase } from 'pg';

interface Migration {
  readonly number: number;
  readonly name: string;
}

/**
 * Applies the files `000001_<name>.sql` of a directory that the database does not have yet, each in a transaction of its
 * own; whoever comes at the same time waits. The client must be one connection, not a pool.
 * @returns the names of the files applied now
 * Throws when files and database tell different stories, and when a migration fails, naming it.
 */
export const migrate = async (client: ClientBase, directory: string | URL): Promise<readonly string[]> => {
  const migrations = await readMigrations(directory);
  await client.query('select pg_advisory_lock(667, 2)');
  try {
    await client.query(
      'create table if not exists migration (number int primary key, name text not null, applied_at timestamptz not null default now())',
    );
    const { rows: applied } = await client.query<Migration>('select number, name from migration order by number');
    for (const [n, { name }] of applied.entries())
      if (migrations[n]?.name !== name)
        throw new Error(`the database has migration ${name}, the directory ${migrations[n]?.name ?? 'no such file'}`);
    const missing = migrations.slice(applied.length);
    for (const migration of missing) await apply(client, directory, migration);
    return missing.map(({ name }) => name);
  } finally {
    await client.query('select pg_advisory_unlock(667, 2)');
  }
};

const readMigrations = async (directory: string | URL): Promise<readonly Migration[]> => {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort();
  const odd = names.find((name) => !/^\d{6}_[a-z0-9_]+\.sql$/.test(name));
  if (odd !== undefined) throw new Error(`not the name of a migration: ${odd}`);
  return names.map((name, n) => {
    const number = Number(name.slice(0, 6));
    if (number !== n + 1) throw new Error(`migrations count from 1 without gaps; ${name} is file ${n + 1}`);
    return { number, name };
  });
};

const apply = async (client: ClientBase, directory: string | URL, { number, name }: Migration): Promise<void> => {
  const text = await readFile(typeof directory === 'string' ? `${directory}/${name}` : new URL(name, directoryUrl(directory)), 'utf8');
  await client.query('begin');
  try {
    await client.query(text);
    await client.query('insert into migration (number, name) values ($1, $2)', [number, name]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`migration ${name} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
};

const directoryUrl = (url: URL): URL => (url.href.endsWith('/') ? url : new URL(`${url.href}/`));
