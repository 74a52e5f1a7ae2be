// Keys, indexes and statistics after the rows: many times faster than row by row, and the exclusion that no two rows of one key may overlap is
// checked all the same.
import type { ClientBase, ClientConfig } from 'pg';
import { rollUpAgain } from '../roll-ups/store-roll-ups.ts';
import { opened } from './connections.ts';
import type { Progress } from './progress.ts';
import { addedUp, timelinesOf, type Unit } from './unit.ts';

export interface IndexOptions {
  readonly connection: ClientConfig;
  readonly unit: Unit;
  /** Other tables, filled and analysed before, of which indexes are missing. */
  readonly analysed?: readonly string[];
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** The largest first, so that no long one is left for the end. */
const bySize = async (client: ClientBase, tables: readonly string[]): Promise<readonly string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select name from unnest($1::text[]) name order by pg_relation_size(format('next.%I', name)::regclass) desc`,
    [tables],
  );
  return rows.map(({ name }) => name);
};

/** A piece of work for whichever connection is free next. */
type Work = (client: ClientBase) => Promise<void>;

/** Finishes the tables in `next`, several at a time, and adds up what is added up of them. */
export const indexTables = async ({ connection, unit, analysed = [], threads, signal, onProgress }: IndexOptions): Promise<void> => {
  await using closing = new AsyncDisposableStack();
  const clients = await Promise.all(Array.from({ length: threads }, () => opened(connection, closing)));
  const [one] = clients;
  if (one === undefined) return;
  const timelines = timelinesOf(unit);
  const tables = await bySize(one, [...analysed, ...timelines]);
  const sums = unit.tables.filter((table) => !timelines.includes(table));
  const total = tables.length;
  let done = 0;
  const finish =
    (table: string): Work =>
    async (client) => {
      await client.query('select shadow_index($1)', [table]);
      if (!analysed.includes(table)) await client.query('select shadow_analyze($1)', [table]);
      done += 1;
      onProgress({ phase: 'index', done, total });
    };
  const addUp: Work = async (client) => {
    for (const table of sums) await client.query('select shadow_index($1)', [table]);
    await rollUpAgain(client, timelines);
    for (const table of sums) await client.query('select shadow_analyze($1)', [table]);
  };
  // Adding up keeps one connection busy for as long as many tables: it begins as soon as its tables are done, beside the rest of them.
  const first = tables.filter((table) => addedUp.includes(table)).map(finish);
  const rest = tables.filter((table) => !addedUp.includes(table)).map(finish);
  const waiting = [...first, ...(sums.length > 0 ? [addUp] : []), ...rest].toReversed();
  await Promise.all(
    clients.map(async (client) => {
      for (let work = waiting.pop(); work !== undefined; work = waiting.pop()) {
        signal.throwIfAborted();
        await work(client);
      }
    }),
  );
};
