// One batch of the feed into the database: rows and checkpoint in one transaction, fenced by the leader's epoch.

import type { RecordedEvent } from '@yimu/domain/kernel';
import { categoryOf } from '@yimu/event-store';
import type { ClientBase } from 'pg';
import { type Changes, changesOf, type Folds, isForgotten, type KnownEvent } from './changes.ts';
import { knownFrom } from './known-from.ts';
import type { Projection } from './projection.ts';
import { storeEvents } from './store-events.ts';

/** Thrown when the lease has passed to another leader; the batch is rolled back. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** Who writes: the checkpoint's name and the epoch under which its lease was taken. */
export interface Leader {
  readonly name: string;
  readonly epoch: string;
}

/** Applies events in position order and moves the checkpoint to `position`. Throws LeaseLost. */
export const applyBatch = async (
  client: ClientBase,
  projections: readonly Projection[],
  leader: Leader,
  events: readonly RecordedEvent[],
  position: string,
  folds: Folds,
): Promise<void> => {
  await client.query('begin');
  try {
    const moved = await client.query<{ watermark: string | null }>(
      `update checkpoint set position = $3 where name = $1 and epoch = $2 returning ${instant('watermark')} as watermark`,
      [leader.name, leader.epoch, position],
    );
    const [checkpoint] = moved.rows;
    if (checkpoint === undefined) throw new LeaseLost(`the lease of ${leader.name} has passed on`);
    if (events.length > 0) {
      const known = await withKnownFrom(client, events, checkpoint.watermark);
      const folded = known.filter(({ event }) => projections.some(({ category }) => category === categoryOf(event.stream)));
      const changes = changesOf(projections, folded, await load(client, projections, folded, folds), folds);
      await storeEvents(client, known);
      await store(client, projections, changes);
    }
    await client.query('commit');
  } catch (error) {
    folds.clear();
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
};

/** SQL of an instant as text with microseconds, in which instants compare. */
const instant = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** What was answered up to the watermark stands: an event that comes later was not known then, whatever its writer's clock says. */
const withKnownFrom = async (
  client: ClientBase,
  events: readonly RecordedEvent[],
  watermark: string | null,
): Promise<readonly KnownEvent[]> => {
  const { rows } = await client.query<{ last: string | null }>(
    `select ${instant('known_from')} as last from event order by position desc limit 1`,
  );
  const lastEvent = rows[0]?.last ?? undefined;
  let last = lastEvent === undefined || (watermark ?? '') > lastEvent ? (watermark ?? undefined) : lastEvent;
  return events.map((event) => {
    last = knownFrom(last, event.recordedAt);
    return { event, knownFrom: last };
  });
};

const load = async (
  client: ClientBase,
  projections: readonly Projection[],
  events: readonly KnownEvent[],
  folds: Folds,
): Promise<ReadonlyMap<string, readonly RecordedEvent[]>> => {
  const streams = new Set(events.map(({ event }) => event.stream).filter((stream) => isForgotten(projections, folds, stream)));
  const history = new Map<string, RecordedEvent[]>();
  if (streams.size === 0) return history;
  const { rows } = await client.query<{ stream: string; body: string }>(
    'select stream, body from event where stream = any($1) order by stream, revision',
    [[...streams]],
  );
  for (const { stream, body } of rows) {
    const past = history.get(stream) ?? [];
    past.push(JSON.parse(body) as RecordedEvent);
    history.set(stream, past);
  }
  return history;
};

const store = async (client: ClientBase, projections: readonly Projection[], { begun, ended, heads }: Changes): Promise<void> => {
  for (const table of new Set(projections.flatMap(({ tables }) => tables))) {
    const ending = ended.filter((each) => each.table === table);
    if (ending.length > 0)
      await client.query(
        `update ${table} t set recorded = tstzrange(lower(t.recorded), e.at), revision = e.revision
         from unnest($1::text[], $2::text[], $3::timestamptz[], $4::integer[]) as e (entity, digest, at, revision)
         where t.entity = e.entity and t.digest = e.digest and upper_inf(t.recorded)`,
        [
          ending.map((each) => each.entity),
          ending.map((each) => each.digest),
          ending.map((each) => each.at),
          ending.map((each) => each.revision),
        ],
      );
    const beginning = begun.filter(({ belief }) => belief.table === table);
    if (beginning.length > 0)
      await client.query(`insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)`, [
        JSON.stringify(
          beginning.map(({ entity, belief, digest, recordedFrom, recordedTo, revision }) => ({
            ...belief.columns,
            entity,
            row_key: belief.key,
            digest,
            valid: `[${belief.from},${belief.to ?? ''})`,
            recorded: `["${recordedFrom}",${recordedTo === null ? '' : `"${recordedTo}"`})`,
            event_id: belief.eventId,
            revision,
          })),
        ),
      ]);
    await client.query(
      `update ${table} t set revision = h.revision from unnest($1::text[], $2::integer[]) as h (entity, revision)
       where t.entity = h.entity and upper_inf(t.recorded) and t.revision <> h.revision`,
      [[...heads.keys()], [...heads.values()]],
    );
  }
};
