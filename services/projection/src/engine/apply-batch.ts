// One batch of the feed into the database: rows and checkpoint in one transaction, fenced by the leader's epoch.

import type { RecordedEvent } from '@yimu/domain/kernel';
import { categoryOf } from '@yimu/event-store';
import type { ClientBase } from 'pg';
import { type Changes, changesOf, type Folds, isForgotten, type KnownEvent } from './changes.ts';
import { citations } from './cited.ts';
import { knownFrom } from './known-from.ts';
import { park, parkedStreams, takeParked } from './parked.ts';
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

/** What a transaction of the leader works with. */
interface Work {
  readonly client: ClientBase;
  readonly projections: readonly Projection[];
  readonly leader: Leader;
  readonly folds: Folds;
}

/** Applies events in position order and moves the checkpoint to `position`; those of a parked stream wait. Throws LeaseLost. */
export const applyBatch = (
  client: ClientBase,
  projections: readonly Projection[],
  leader: Leader,
  events: readonly RecordedEvent[],
  position: string,
  folds: Folds,
): Promise<void> => {
  const work = { client, projections, leader, folds };
  return underLease(work, position, async (watermark) => {
    if (events.length === 0) return;
    const known = await withKnownFrom(client, events, watermark);
    const held = await parkedStreams(client, [...new Set(events.map(({ stream }) => stream))]);
    await storeEvents(client, known);
    await park(
      client,
      known.filter(({ event }) => held.has(event.stream)),
      null,
    );
    await fold(
      work,
      known.filter(({ event }) => !held.has(event.stream)),
    );
  });
};

/** Stores an event without folding it, says why, and moves the checkpoint past it. Throws LeaseLost. */
export const parkEvent = (work: Work, event: RecordedEvent, why: string): Promise<void> =>
  underLease(work, event.position, async (watermark) => {
    const known = await withKnownFrom(work.client, [event], watermark);
    await storeEvents(work.client, known);
    await park(work.client, known, why);
  });

/** Folds the parked events of a stream, in their order and as known when they came. Throws what folding them throws, or LeaseLost. */
export const replayStream = (work: Work, stream: string): Promise<void> =>
  underLease(work, undefined, async () => fold(work, await takeParked(work.client, stream)));

/** Runs a transaction that only the leader may commit. */
const underLease = async (
  { client, leader, folds }: Work,
  position: string | undefined,
  work: (watermark: string | null) => Promise<void>,
): Promise<void> => {
  await client.query('begin');
  try {
    const moved = await client.query<{ watermark: string | null }>(
      `update checkpoint set position = coalesce($3, position) where name = $1 and epoch = $2 returning ${instant('watermark')} as watermark`,
      [leader.name, leader.epoch, position ?? null],
    );
    const [checkpoint] = moved.rows;
    if (checkpoint === undefined) throw new LeaseLost(`the lease of ${leader.name} has passed on`);
    await work(checkpoint.watermark);
    await client.query('commit');
  } catch (error) {
    folds.clear();
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
};

/** Stored events into rows. */
const fold = async ({ client, projections, folds }: Work, known: readonly KnownEvent[]): Promise<void> => {
  const folded = known.filter(({ event }) => projections.some(({ category }) => category === categoryOf(event.stream)));
  if (folded.length === 0) return;
  const history = await load(client, projections, folded, folds);
  const cite = await citations(client, projections, [...[...history.values()].flat(), ...folded.map(({ event }) => event)]);
  const past = new Map([...history].map(([stream, events]) => [stream, events.map(cite)]));
  const present = folded.map(({ event, knownFrom }) => ({ event: cite(event), knownFrom }));
  await store(client, projections, changesOf(projections, present, past, folds));
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
    `select e.stream, coalesce(s.body, e.body) as body from event e left join event_secret s using (position)
     where e.stream = any($1) and position < $2 order by e.stream, e.revision`,
    [[...streams], events[0]?.event.position],
  );
  for (const { stream, body } of rows) {
    const past = history.get(stream) ?? [];
    past.push(JSON.parse(body) as RecordedEvent);
    history.set(stream, past);
  }
  return history;
};

const writes = (projections: readonly Projection[], table: string, category: string): boolean =>
  projections.some((projection) => projection.category === category && projection.tables.includes(table));

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
    const moved = [...heads].filter(([stream]) => writes(projections, table, categoryOf(stream)));
    if (moved.length === 0) continue;
    await client.query(
      `update ${table} t set revision = h.revision from unnest($1::text[], $2::integer[]) as h (entity, revision)
       where t.entity = h.entity and upper_inf(t.recorded) and t.revision <> h.revision`,
      [moved.map(([stream]) => stream), moved.map(([, revision]) => revision)],
    );
  }
};
