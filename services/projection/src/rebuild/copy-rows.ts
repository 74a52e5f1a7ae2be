// Rows of read models into their tables by COPY, the fastest way in.
import { pipeline } from 'node:stream/promises';
import { type ClientBase, escapeIdentifier } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { timelineColumns } from '../engine/copy-text.ts';

/** The columns of each table that the search path finds, beside those of the timeline. */
export const columnsIn = async (client: ClientBase, tables: Iterable<string>): Promise<ReadonlyMap<string, readonly string[]>> => {
  const ofTimeline: ReadonlySet<string> = new Set(timelineColumns);
  const columns = new Map<string, readonly string[]>();
  for (const table of tables) {
    const { fields } = await client.query(`select * from ${escapeIdentifier(table)} limit 0`);
    columns.set(
      table,
      fields.flatMap(({ name }) => (ofTimeline.has(name) ? [] : name)),
    );
  }
  return columns;
};

/** As many lines as make one message of the protocol: large enough that messages cost nothing, small enough that memory stays flat. */
const linesPerChunk = 500;

const chunksOf = function* (lines: readonly string[]): Generator<string> {
  for (let n = 0; n < lines.length; n += linesPerChunk) yield lines.slice(n, n + linesPerChunk).join('');
};

/**
 * Writes rows of a table, each a line with the columns of the timeline and these (lineOf). `search_path` decides in which schema the table
 * is. PostgreSQL refuses COPY into a table whose row-level security applies to the writer: for tables that are filled before they are
 * guarded. Throws what the database says.
 */
export const copyLines = async (client: ClientBase, table: string, columns: readonly string[], lines: readonly string[]): Promise<void> => {
  const names = [...timelineColumns, ...columns].map((name) => escapeIdentifier(name)).join(', ');
  await pipeline(chunksOf(lines), client.query(copyFrom(`copy ${escapeIdentifier(table)} (${names}) from stdin`)));
};
