// How fast the read models are made: of the whole city from zero, and of corrections alone, in a process of its own, against the same
// rows copied by hand.
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Figure, say } from '@yimu/event-store/bench/figures';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { clone } from '../../local/folders.ts';
import { startHelper } from './child-process.ts';
import type { Feed } from './city/write-feed.ts';
import type { Place } from './place.ts';

const program = join(clone, 'services/projection/bench/project.ts');

export interface Projected {
  readonly events: number;
  readonly seconds: number;
  /** Resident memory of the process after a tenth of the folding and at the end, in MB. */
  readonly tenth: number;
  readonly end: number;
}

type Said =
  | {
      readonly kind: 'progress';
      readonly phase: string;
      readonly done: number;
      readonly total: number;
      readonly seconds: number;
      readonly megabytes: number;
    }
  | ({ readonly kind: 'done' } & Projected);

/** Projects a feed into a database. */
export const project = async (place: Place, database: 'read' | 'tenfold', feed: Feed, mode: 'fill' | 'follow'): Promise<Projected> => {
  const env = { FEED: `${feed.file}.json`, DATABASE_URL: place.url(database, 'yimu_projection_writer'), MODE: mode };
  const onMessage = (message: Said): void => {
    if (message.kind !== 'progress') return;
    const { phase, done, total, seconds, megabytes } = message;
    say(`  ${phase} ${done}${Number.isFinite(total) ? ` of ${total}` : ''} after ${seconds.toFixed(0)} s, ${Math.round(megabytes)} MB`);
  };
  const helper = startHelper<Said>(program, env, { onMessage });
  const done = await helper.until('done');
  if (done.kind !== 'done') throw new Error('the projecting process said nothing at its end');
  await helper.stop();
  return done;
};

/** How many rows the read models have, about, and how many bytes they take without their indexes. */
const contentOf = async (place: Place): Promise<{ readonly rows: number; readonly bytes: number }> => {
  const [content] = await place.run<{ rows: string; bytes: string }>(
    'read',
    `select sum(greatest(reltuples, 0))::bigint as rows, sum(pg_table_size(oid))::bigint as bytes
     from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  return { rows: Number(content?.rows), bytes: Number(content?.bytes) };
};

/** The share of the rows that is copied: the rest would take as long each. Of few rows all. */
const sampleOf = (rows: number): number => Math.min(1, Math.max(0.1, 1_000_000 / rows));

const copyRows = async (url: string, table: string, rows: number, line: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const chunk = line.repeat(100);
  const chunks = function* (): Generator<string> {
    for (let n = 0; n < rows; n += 100) yield chunk;
  };
  try {
    await client.query(`create table ${table} (body text)`);
    await pipeline(chunks, client.query(copyFrom(`copy ${table} from stdin`)));
    await client.query(`drop table ${table}`);
  } finally {
    await client.end();
  }
};

/** Seconds that as many rows of the same size take into tables without indexes, over two connections. */
const rawSeconds = async (place: Place): Promise<{ readonly seconds: number; readonly rows: number; readonly bytes: number }> => {
  const { rows, bytes } = await contentOf(place);
  const line = `${'x'.repeat(Math.max(1, Math.round(bytes / rows) - 28))}\n`;
  const sample = sampleOf(rows);
  const begun = performance.now();
  await Promise.all(['raw_one', 'raw_two'].map((table) => copyRows(place.url('read'), table, (rows * sample) / 2, line)));
  return { seconds: (performance.now() - begun) / 1_000 / sample, rows, bytes };
};

/** The figures of making the read models from zero. */
export const projectingFigures = async (place: Place, projected: Projected): Promise<readonly Figure[]> => {
  const { events, seconds, tenth, end } = projected;
  const raw = await rawSeconds(place);
  const limit = events / raw.seconds;
  return [
    {
      name: 'project.events_per_s',
      value: events / seconds,
      unit: 'events/s',
      limit,
      of: `as many rows of the same size (${raw.rows} rows, ${Math.round(raw.bytes / 1e6)} MB) copied into tables without indexes over 2 connections, in events/s; ${events} events, target 8,000 events/s, aim 15,000`,
      target: { atLeast: 8_000 / limit },
    },
    {
      name: 'project.rss_mb',
      value: Math.max(0, end - tenth),
      unit: 'MB',
      limit: 100,
      of: `bound in MB; resident memory at the end (${Math.round(end)} MB) over that after a tenth of the streams was folded`,
      target: { atMost: 1 },
    },
  ];
};

/** The figure of corrections that follow one another. */
export const correctionFigure = ({ events, seconds }: Projected): Figure => ({
  name: 'project.corrections_per_s',
  value: events / seconds,
  unit: 'events/s',
  limit: 2_500,
  of: `bound in events/s; ${events} corrections of areas and figures and facts heard of late, batch after batch`,
  target: { atLeast: 1 },
});
