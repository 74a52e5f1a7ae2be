// The rows of a range of streams, folded each from its first event on and written at once: nothing is ended or moved later.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { ClientBase } from 'pg';
import { type Begun, changesOf, type KnownEvent } from '../engine/changes.ts';
import { citations } from '../engine/cited.ts';
import { lineOf } from '../engine/copy-text.ts';
import type { Projection } from '../engine/projection.ts';
import { copyLines } from './copy-rows.ts';
import { folds, type Range } from './ranges.ts';
import { plus, type Sums, sumOf } from './sums.ts';

/** Up to which position to fold, and the positions before it that are parked. */
export interface Extent {
  readonly upTo: string;
  readonly parked: readonly string[];
}

const readRange = async (client: ClientBase, { from, to }: Range, { upTo, parked }: Extent): Promise<readonly KnownEvent[]> => {
  const { rows } = await client.query<{ body: string; known_from: string }>(
    `select coalesce(s.body, e.body) as body, to_char(known_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as known_from
     from event e left join event_secret s using (position)
     where e.stream >= $1 and e.stream < $2 and e.position <= $3 and e.position <> all ($4) order by e.stream, e.revision`,
    [from, to, upTo, parked],
  );
  return rows.map(({ body, known_from }) => ({ event: JSON.parse(body) as RecordedEvent, knownFrom: known_from }));
};

/** What is the same for every range. */
export interface Filling {
  readonly client: ClientBase;
  readonly projections: readonly Projection[];
  readonly extent: Extent;
  /** The columns of their tables (columnsIn). */
  readonly columns: ReadonlyMap<string, readonly string[]>;
  /** Whether what is written is added up, too. */
  readonly summed: boolean;
}

/** Fills the tables that the search path finds with the rows of a range, in one transaction; answers what it wrote. */
export const fillRange = async (
  { client, projections: all, extent, columns, summed }: Filling,
  range: Range,
): Promise<{ readonly sums: Sums; readonly events: number }> => {
  const projections = all.filter((each) => folds([each], range.from));
  const known = await readRange(client, range, extent);
  const cite = await citations(
    client,
    projections,
    known.map(({ event }) => event),
  );
  const columnsOf = (table: string): readonly string[] => {
    const found = columns.get(table);
    if (found === undefined) throw new Error(`no projection names ${table} among its tables`);
    return found;
  };
  let sums: Sums = new Map();
  const lines = new Map<string, string[]>();
  const write = (each: Begun): void => {
    const { table } = each.belief;
    const rows = lines.get(table) ?? [];
    rows.push(lineOf(each, columnsOf(table)));
    lines.set(table, rows);
  };
  // Stream by stream, and text at once: then nearly all that folding makes is gone before the collector copies it.
  for (const events of Map.groupBy(known, ({ event }) => event.stream).values()) {
    const cited = events.map(({ event, knownFrom }) => ({ event: cite(event), knownFrom }));
    const { begun } = changesOf(projections, cited, new Map(), new Map());
    begun.forEach(write);
    if (summed) sums = plus(sums, sumsOf(begun));
  }
  await client.query('begin');
  for (const [table, rows] of lines) await copyLines(client, table, columnsOf(table), rows);
  await client.query('commit');
  return { sums, events: known.length };
};

/** Of each table. */
const sumsOf = (begun: readonly Begun[]): Sums =>
  new Map([...Map.groupBy(begun, ({ belief }) => belief.table)].map(([table, rows]) => [table, sumOf(rows)]));
