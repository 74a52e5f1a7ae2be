import type { CheckpointStore } from '../durable-subscription.ts';
import type { EventFilter, EventStore } from '../event-store.ts';

/** How far a consumer is, told from what is kept beside the events: every process answers the same, leader or not. */
export interface ConsumerStatus {
  readonly name: string;
  /** Who leads; none while nobody does. */
  readonly leader: string | undefined;
  readonly checkpoint: string | undefined;
  /** Age in milliseconds of the oldest event that still waits for its turn; 0 when none does. Parked events do not count. */
  readonly lag: number;
  readonly parkedEvents: number;
  readonly parkedStreams: number;
}

export interface ConsumerStatusOptions {
  readonly store: Pick<EventStore, 'readAll'>;
  readonly checkpoints: Pick<CheckpointStore, 'consumers'>;
  readonly name: string;
  /** The consumer's own filter. */
  readonly filter?: EventFilter | undefined;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Looks where a consumer stands. One that never ran has everything before it. */
export const consumerStatus = async ({
  store,
  checkpoints,
  name,
  filter,
  now = Date.now,
}: ConsumerStatusOptions): Promise<ConsumerStatus> => {
  const state = (await checkpoints.consumers()).find(({ consumer }) => consumer === name);
  const [next] = await Array.fromAsync(store.readAll({ after: state?.checkpoint, filter, limit: 1 }));
  return {
    name,
    leader: state?.owner,
    checkpoint: state?.checkpoint,
    lag: next === undefined ? 0 : Math.max(0, now() - Date.parse(next.recordedAt)),
    parkedEvents: state?.parkedEvents ?? 0,
    parkedStreams: state?.parkedStreams ?? 0,
  };
};
