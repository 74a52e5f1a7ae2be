// One batch of the feed into the database: rows and checkpoint in one transaction, fenced by the leader's epoch.

import type { RecordedEvent } from '@yimu/domain/kernel';
import type { ClientBase } from 'pg';
import type { Folds, KnownEvent } from './changes.ts';
import { type Ahead, type Folding, foldAhead, foldAndStore, foldStored } from './fold-batch.ts';
import { knownAfter } from './known-from.ts';
import { park, takeParked } from './parked.ts';
import type { Projection } from './projection.ts';
import { storeEvents } from './store-events.ts';
import { storeChanges } from './store-rows.ts';

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
interface Work extends Folding {
  readonly leader: Leader;
}

/** What stands before and after a batch. */
export interface Neighbours {
  /** What applying the batch before answered. */
  readonly ahead?: Ahead | undefined;
  /** The events of the batch after it, if they are there by the time it is asked. */
  readonly next?: () => readonly RecordedEvent[] | undefined;
}

/**
 * Applies events in position order and moves the checkpoint to `position`; those of a parked stream wait. While they are stored the next
 * batch is folded: this process works when the database does, instead of in turns. Throws LeaseLost.
 * @returns the next batch as it was folded ahead, for its own turn; undefined where there was none
 */
export const applyBatch = async (
  client: ClientBase,
  projections: readonly Projection[],
  leader: Leader,
  events: readonly RecordedEvent[],
  position: string,
  folds: Folds,
  { ahead, next = () => undefined }: Neighbours = {},
): Promise<Ahead | undefined> => {
  const work = { client, projections, leader, folds };
  let following: Ahead | undefined;
  const apply = async ({ last, held }: Standing): Promise<void> => {
    if (events.length === 0) return;
    const known = knownAfter(last, events);
    const waiting = known.filter(({ event }) => held.has(event.stream));
    const free = known.filter(({ event }) => !held.has(event.stream));
    const changes = await foldAndStore(work, free, known, ahead);
    const coming = next();
    if (coming !== undefined) following = await foldAhead(work, coming, known.at(-1)?.knownFrom);
    await storeChanges(client, projections, changes);
    await park(client, waiting, null);
    await raiseWatermark(work, known);
  };
  const folded = () => Promise.all([ahead?.changes, following?.changes]);
  await underLease(work, { position, streams: events.map(({ stream }) => stream) }, apply, folded);
  return following;
};

/** Stores an event without folding it, says why, and moves the checkpoint past it. Throws LeaseLost. */
export const parkEvent = (work: Work, event: RecordedEvent, why: string): Promise<void> =>
  underLease(work, { position: event.position }, async ({ last }) => {
    const known = knownAfter(last, [event]);
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
  underLease(work, {}, async () => {
    const changes = await foldStored(work, await takeParked(work.client, stream));
    await storeChanges(work.client, work.projections, changes);
  });

/** What is stored before a transaction. */
interface Standing {
  /** When the last event became known, or up to when answers were complete, if that is later. */
  readonly last: string | undefined;
  /** Which of the streams hold parked events. */
  readonly held: ReadonlySet<string>;
}

/**
 * Moves the checkpoint, if the lease is still held. This statement names no other table: it waits for whoever switches tables, who must not
 * have to wait for a lock that it holds.
 */
const moveCheckpoint = async ({ client, leader }: Work, position: string | undefined): Promise<void> => {
  const { rowCount } = await client.query(
    `update checkpoint set position = coalesce($3, position), generation = generation + ($3 is null)::integer
     where name = $1 and epoch = $2`,
    [leader.name, leader.epoch, position ?? null],
  );
  if (rowCount !== 1) throw new LeaseLost(`the lease of ${leader.name} has passed on`);
};

/**
 * What was answered up to the watermark stands: an event that comes later was not known then, whatever its writer's clock says. All in one
 * statement, because somebody waits for what a small batch brings.
 */
const standingOf = async ({ client, leader }: Work, streams: readonly string[]): Promise<Standing> => {
  const { rows } = await client.query<{ last: string | null; held: readonly string[] }>(
    `select to_char(greatest(watermark, (select known_from from event order by position desc limit 1)) at time zone 'UTC',
         'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as last,
       array(select distinct stream from parked where stream = any ($2)) as held
     from checkpoint where name = $1`,
    [leader.name, [...new Set(streams)]],
  );
  const [{ last, held } = { last: null, held: [] }] = rows;
  return { last: last ?? undefined, held: new Set(held) };
};

/**
 * Runs a transaction that only the leader may commit.
 * @param folded resolves when nothing is folded any more: what is remembered is cleared after that
 */
const underLease = async (
  transaction: Work,
  { position, streams = [] }: { readonly position?: string; readonly streams?: readonly string[] },
  work: (standing: Standing) => Promise<void>,
  folded: () => Promise<unknown> = () => Promise.resolve(),
): Promise<void> => {
  const { client, folds } = transaction;
  await client.query('begin');
  try {
    await moveCheckpoint(transaction, position);
    await work(await standingOf(transaction, streams));
    await client.query('commit');
  } catch (error) {
    await folded();
    folds.clear();
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
};
