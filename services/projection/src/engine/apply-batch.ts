// One batch of the feed into the database: rows and checkpoint in one transaction, fenced by the leader's epoch.

import type { RecordedEvent } from '@yimu/domain/kernel';
import { categoryOf } from '@yimu/event-store';
import type { ClientBase } from 'pg';
import { type Changes, changesOf, type KnownEvent, type Stored } from './changes.ts';
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
): Promise<void> => {
  await client.query('begin');
  try {
    const moved = await client.query('update checkpoint set position = $3 where name = $1 and epoch = $2', [
      leader.name,
      leader.epoch,
      position,
    ]);
    if (moved.rowCount !== 1) throw new LeaseLost(`the lease of ${leader.name} has passed on`);
    if (events.length > 0) {
      const known = await withKnownFrom(client, events);
      const folded = known.filter(({ event }) => projections.some(({ category }) => category === categoryOf(event.stream)));
      const changes = changesOf(projections, folded, await load(client, projections, folded));
      await storeEvents(client, known);
      await store(client, projections, changes);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
};

const withKnownFrom = async (client: ClientBase, events: readonly RecordedEvent[]): Promise<readonly KnownEvent[]> => {
  const { rows } = await client.query<{ last: string | null }>(
    `select to_char(known_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as last from event order by position desc limit 1`,
  );
  let last = rows[0]?.last ?? undefined;
  return events.map((event) => {
    last = knownFrom(last, event.recordedAt);
    return { event, knownFrom: last };
  });
};

const load = async (client: ClientBase, projections: readonly Projection[], events: readonly KnownEvent[]): Promise<Stored> => {
  const streams = [...new Set(events.map(({ event }) => event.stream))];
  const history = new Map<string, RecordedEvent[]>();
  const past = await client.query<{ stream: string; body: string }>(
    'select stream, body from event where stream = any($1) order by stream, revision',
    [streams],
  );
  for (const { stream, body } of past.rows) {
    const events = history.get(stream) ?? [];
    events.push(JSON.parse(body) as RecordedEvent);
    history.set(stream, events);
  }
  const held = new Map<string, Set<string>>();
  for (const table of new Set(projections.flatMap(({ tables }) => tables))) {
    const rows = await client.query<{ entity: string; digest: string }>(
      `select entity, digest from ${table} where entity = any($1) and upper_inf(recorded)`,
      [streams],
    );
    for (const { entity, digest } of rows.rows) {
      const key = `${table}/${entity}`;
      const digests = held.get(key) ?? new Set();
      held.set(key, digests.add(digest));
    }
  }
  return { history, held };
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
