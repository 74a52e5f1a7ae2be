// Changes of the read models into their tables: what is no longer believed ends, what is believed from now on begins.
import type { ClientBase } from 'pg';
import { rollUp } from '../roll-ups/store-roll-ups.ts';
import type { Begun, Changes, Ended } from './changes.ts';
import { timelineColumns, timelineOf } from './copy-text.ts';
import { inTurns } from './in-turns.ts';
import type { Projection } from './projection.ts';
import { headTablesOf } from './writers.ts';

/** Stores what a batch changes, within the transaction that the client is in. Throws what the database says. */
export const storeChanges = async (client: ClientBase, projections: readonly Projection[], changes: Changes): Promise<void> => {
  const ended = Map.groupBy(changes.ended, ({ table }) => table);
  const begun = Map.groupBy(changes.begun, ({ belief }) => belief.table);
  const heads = new Map<string, (readonly [string, number])[]>();
  for (const head of changes.heads)
    for (const table of headTablesOf(projections, head[0])) {
      const streams = heads.get(table) ?? [];
      streams.push(head);
      heads.set(table, streams);
    }
  // What is no longer believed ends first: what is believed instead may not overlap it.
  await inTurns([
    ...[...ended].map(
      ([table, rows]) =>
        () =>
          endRows(client, table, rows),
    ),
    ...[...begun].map(
      ([table, rows]) =>
        () =>
          insertBegun(client, table, rows),
    ),
    ...[...heads].map(
      ([table, streams]) =>
        () =>
          moveHeads(client, table, streams),
    ),
  ]);
  await rollUp(client, changes);
};

const endRows = (client: ClientBase, table: string, ended: readonly Ended[]) => (): Promise<unknown> =>
  client.query(
    `update ${table} t set recorded = tstzrange(lower(t.recorded), e.at), revision = e.revision
     from unnest($1::text[], $2::text[], $3::timestamptz[], $4::integer[]) as e (entity, digest, at, revision)
     where t.entity = e.entity and t.digest = e.digest and upper_inf(t.recorded)`,
    [ended.map((each) => each.entity), ended.map((each) => each.digest), ended.map((each) => each.at), ended.map((each) => each.revision)],
  );

/** Rows for a table, to be written where row-level security applies to the writer. Throws what the database says. */
export const insertBegun = (client: ClientBase, table: string, begun: readonly Begun[]): (() => Promise<unknown>) => {
  const rows = JSON.stringify(
    begun.map((each) => {
      const values = timelineOf(each);
      return { ...each.belief.columns, ...Object.fromEntries(timelineColumns.map((column, n) => [column, values[n]])) };
    }),
  );
  return () => client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [rows]);
};

const moveHeads = (client: ClientBase, table: string, heads: readonly (readonly [string, number])[]) => (): Promise<unknown> =>
  client.query(
    `update ${table} t set revision = h.revision from unnest($1::text[], $2::integer[]) as h (entity, revision)
     where t.entity = h.entity and upper_inf(t.recorded) and t.revision <> h.revision`,
    [heads.map(([stream]) => stream), heads.map(([, revision]) => revision)],
  );
