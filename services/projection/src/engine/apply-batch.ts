// One batch of the feed into the database: rows and checkpoint in one transaction, fenced by the leader's epoch.

import type { RecordedEvent } from '@yimu/domain/kernel';
import type { ClientBase } from 'pg';
import { type Changes, changing, type Folds, isForgotten, type KnownEvent } from './changes.ts';
import { citations, citedStreams } from './cited.ts';
import { firstRevisions, historyBefore } from './history.ts';
import { eachInTurns, meanwhile } from './in-turns.ts';
import { knownFrom } from './known-from.ts';
import { park, parkedStreams, takeParked } from './parked.ts';
import type { Projection } from './projection.ts';
import { storeEvents } from './store-events.ts';
import { storeChanges } from './store-rows.ts';
import { foldersOf } from './writers.ts';

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
    const waiting = known.filter(({ event }) => held.has(event.stream));
    const free = known.filter(({ event }) => !held.has(event.stream));
    await storeChanges(client, projections, await fold(work, free, known));
    await park(client, waiting, null);
    await raiseWatermark(work, known);
  });
};

/** Stores an event without folding it, says why, and moves the checkpoint past it. Throws LeaseLost. */
export const parkEvent = (work: Work, event: RecordedEvent, why: string): Promise<void> =>
  underLease(work, event.position, async (watermark) => {
    const known = await withKnownFrom(work.client, [event], watermark);
    await storeEvents(work.client, known);
    await park(work.client, known, why);
    await raiseWatermark(work, known);
  });

/** What comes after is known later than the last of these: up to that moment answers are complete, and may be asked for at once. */
const raiseWatermark = async ({ client, leader }: Work, known: readonly KnownEvent[]): Promise<void> => {
  await client.query('update checkpoint set watermark = greatest(watermark, $2::timestamptz) where name = $1', [
    leader.name,
    known.at(-1)?.knownFrom ?? null,
  ]);
};

/** Folds the parked events of a stream, in their order and as known when they came. Throws what folding them throws, or LeaseLost. */
export const replayStream = (work: Work, stream: string): Promise<void> =>
  underLease(work, undefined, async () => {
    const changes = await fold(work, await takeParked(work.client, stream), []);
    await storeChanges(work.client, work.projections, changes);
  });

/** Runs a transaction that only the leader may commit. */
const underLease = async (
  { client, leader, folds }: Work,
  position: string | undefined,
  work: (watermark: string | null) => Promise<void>,
): Promise<void> => {
  await client.query('begin');
  try {
    const moved = await client.query<{ watermark: string | null }>(
      `update checkpoint set position = coalesce($3, position), generation = generation + ($3 is null)::integer
       where name = $1 and epoch = $2 returning ${instant('watermark')} as watermark`,
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

/**
 * What events change in the rows.
 * @param unstored the events of the batch: they are stored while they are folded, or before, where any is cited
 */
const fold = async (
  { client, projections, folds }: Work,
  known: readonly KnownEvent[],
  unstored: readonly KnownEvent[],
): Promise<Changes> => {
  const folded = known.filter(({ event }) => foldersOf(projections, event.stream).length > 0);
  const history = await load(client, projections, folded, folds);
  const told = [...[...history.values()].flat(), ...folded.map(({ event }) => event)];
  const cited = citedStreams(projections, told);
  const found = unstored.some(({ event }) => cited.has(event.stream)) ? undefined : await citations(client, projections, told);
  const stored = unstored.length === 0 ? Promise.resolve() : storeEvents(client, unstored);
  return await meanwhile(stored, async () => {
    await (found === undefined ? stored : undefined);
    const cite = found ?? (await citations(client, projections, told));
    const past = new Map([...history].map(([stream, events]) => [stream, events.map((event) => cite(event))]));
    const { take, changes } = changing(projections, past, folds);
    await eachInTurns(folded, ({ event, knownFrom }) => take({ event: cite(event), knownFrom }));
    await stored;
    return changes();
  });
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

/** The history of the streams that are not remembered; what begins with these events has none. */
const load = (client: ClientBase, projections: readonly Projection[], events: readonly KnownEvent[], folds: Folds) => {
  const firsts = firstRevisions(events.map(({ event }) => event));
  return historyBefore(
    client,
    new Map([...firsts].filter(([stream, revision]) => revision > 0 && isForgotten(projections, folds, stream))),
  );
};
