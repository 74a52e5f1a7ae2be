// A PostgreSQL of the bench's own, durable as in production, with the events database and a plain table of the same shape.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@yimu/embedded-postgres';
import pg from 'pg';
import { migrateEventStore } from '../src/postgres/index.ts';
import { newEvent, plainText, streamCount, streams } from './events.ts';
import { printedSettings, serverSettings } from './server-settings.ts';

export interface BenchDatabase {
  /** The owner's connection. */
  readonly owner: pg.Client;
  readonly ownerUrl: string;
  /** A login in yimu_event_writer. */
  readonly writerUrl: string;
  readonly settings: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Starts the server and fills both tables with `perStream` events of each stream. */
export const startBenchDatabase = async (perStream: number): Promise<BenchDatabase> => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'yimu-bench-'));
  const server = await startPostgres({ dataDirectory, settings: serverSettings });
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query('create database bench_events');
  const ownerUrl = databaseUrl(server.url);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await migrateEventStore(owner);
  const password = randomBytes(12).toString('hex');
  await owner.query(`create role bench_writer login password '${password}' in role yimu_event_writer`);
  await owner.query('create table raw_event (like event including all)');
  await owner.query('create table bench_stream (n integer primary key, name text not null)');
  await owner.query('insert into bench_stream select n - 1, name from unnest($1::text[]) with ordinality as given (name, n)', [streams]);
  await owner.query('analyze bench_stream');
  for (const table of ['event', 'raw_event']) await fill(owner, table, 0, perStream);
  const shown = await owner.query<{ name: string; setting: string }>(
    'select name, current_setting(name) as setting from pg_settings where name = any ($1)',
    [printedSettings],
  );
  const writer = new URL(ownerUrl);
  writer.username = 'bench_writer';
  writer.password = password;
  return {
    owner,
    ownerUrl,
    writerUrl: writer.href,
    settings: Object.fromEntries(shown.rows.map(({ name, setting }) => [name, setting])),
    stop: async () => {
      await owner.end();
      await admin.end();
      await server.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
};

/** Gives every stream of a table the revisions from `first` on, `count` of them, as rows of the same size. */
export const fill = async (owner: pg.Client, table: string, first: number, count: number): Promise<void> => {
  const { data, metadata } = plainText(newEvent());
  for (let revision = first; revision < first + count; revision += 1)
    await owner.query(
      `insert into ${table} (stream, revision, id, type, version, data, metadata)
       select name, $1, gen_random_uuid(), 'ParcelEntered', 1, $2, $3 from bench_stream where n < ${streamCount} order by n`,
      [revision, data, metadata],
    );
  await owner.query(`vacuum analyze ${table}`);
};

const databaseUrl = (url: string): string => {
  const events = new URL(url);
  events.pathname = 'bench_events';
  return events.href;
};
