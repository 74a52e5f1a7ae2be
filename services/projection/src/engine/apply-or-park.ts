// A batch that cannot be folded is tried event by event, so that what is parked is one event and what waits is one stream.
import type { RecordedEvent } from '@yimu/domain/kernel';
import { failureOf } from '@yimu/event-store';
import type { ClientBase, Pool } from 'pg';
import { applyBatch, type Leader, type Neighbours, parkEvent, replayStream } from './apply-batch.ts';
import type { Folds } from './changes.ts';
import type { Ahead } from './fold-batch.ts';
import { allParkedStreams, isFaultOfEvent } from './parked.ts';
import type { Projection } from './projection.ts';

export interface Following {
  readonly pool: Pool;
  readonly projections: readonly Projection[];
  readonly leader: Leader;
  readonly folds: Folds;
  readonly log: { info(fields: object, text: string): void; error(fields: object, text: string): void };
}

interface Applied {
  readonly fault?: unknown;
  readonly ahead?: Ahead | undefined;
}

/**
 * Applies events and moves the checkpoint to `position`. Throws what is not the fault of an event: the server, the schema, the lease.
 * @returns what was folded of the next batch meanwhile, for its own turn
 */
export const applyOrPark = (
  following: Following,
  events: readonly RecordedEvent[],
  position: string,
  neighbours?: Neighbours,
): Promise<Ahead | undefined> =>
  connected(following.pool, async (client) => {
    const { projections, leader, folds, log } = following;
    const apply = async (some: readonly RecordedEvent[], upTo: string, beside?: Neighbours): Promise<Applied> => {
      try {
        return { ahead: await applyBatch(client, projections, leader, some, upTo, folds, beside) };
      } catch (error) {
        if (!isFaultOfEvent(error)) throw error;
        return { fault: error };
      }
    };
    const whole = await apply(events, position, neighbours);
    if (whole.fault === undefined) return whole.ahead;
    for (const event of events) {
      const { fault } = await apply([event], event.position);
      if (fault === undefined) continue;
      await parkEvent({ client, projections, leader, folds }, event, failureOf(fault));
      log.error({ err: fault, eventId: event.id, stream: event.stream }, 'an event was parked; its stream waits');
    }
    return applyBatch(client, projections, leader, [], position, folds);
  });

/** Tries every parked stream again; one that fails again stays as it is. */
export const replayParked = ({ pool, projections, leader, folds, log }: Following): Promise<void> =>
  connected(pool, async (client) => {
    for (const stream of await allParkedStreams(client)) {
      try {
        await replayStream({ client, projections, leader, folds }, stream);
        log.info({ stream }, 'a parked stream was folded');
      } catch (error) {
        if (!isFaultOfEvent(error)) throw error;
        log.error({ err: error, stream }, 'a parked stream stays parked');
      }
    }
  });

const connected = async <T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> => {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
};
