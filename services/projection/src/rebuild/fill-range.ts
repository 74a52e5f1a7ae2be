// The rows of a range of streams, folded each from its first event on and written at once: nothing is ended or moved later.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { ClientBase } from 'pg';
import { type Begun, changesOf, isHead, type KnownEvent } from '../engine/changes.ts';
import { citations } from '../engine/cited.ts';
import type { Projection } from '../engine/projection.ts';
import { copyBegun } from '../engine/store-rows.ts';
import { folds, type Range } from './ranges.ts';
import { type Sums, sumOf } from './sums.ts';

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

/** A row that moves on with its stream, where that stands now. */
const atHead = (projections: readonly Projection[], begun: Begun, heads: ReadonlyMap<string, number>): Begun => {
  const { entity, belief, recordedTo, revision } = begun;
  if (recordedTo !== null || !isHead(projections, belief.table, entity)) return begun;
  return { ...begun, revision: heads.get(entity) ?? revision };
};

const byTable = (begun: readonly Begun[]): ReadonlyMap<string, readonly Begun[]> => Map.groupBy(begun, ({ belief }) => belief.table);

/** Fills the tables that the search path finds with the rows of a range, in one transaction; answers what it wrote. */
export const fillRange = async (
  client: ClientBase,
  all: readonly Projection[],
  extent: Extent,
  range: Range,
  summed = true,
): Promise<{ readonly sums: Sums; readonly events: number }> => {
  const projections = all.filter((each) => folds([each], range.from));
  const known = await readRange(client, range, extent);
  const cite = await citations(
    client,
    projections,
    known.map(({ event }) => event),
  );
  const cited = known.map(({ event, knownFrom }) => ({ event: cite(event), knownFrom }));
  const { begun, heads } = changesOf(projections, cited, new Map(), new Map());
  const settled = begun.map((each) => atHead(projections, each, heads));
  const sums = new Map<string, ReturnType<typeof sumOf>>();
  await client.query('begin');
  for (const [table, rows] of byTable(settled)) {
    await copyBegun(client, table, rows);
    if (summed) sums.set(table, sumOf(rows));
  }
  await client.query('commit');
  return { sums, events: known.length };
};
