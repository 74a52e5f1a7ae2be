// Leases, checkpoints and parked events in memory, for tests and for reading; postgres/postgres-checkpoint-store.ts keeps the
// same promises.
import type { CheckpointStore, Lease, ParkedEvent } from '../durable-subscription.ts';

interface Hold {
  /** Who leads; undefined after a release. */
  readonly owner: string | undefined;
  readonly epoch: number;
  readonly expiresAt: number;
  readonly checkpoint: string | undefined;
}

interface Parked {
  readonly event: ParkedEvent;
  readonly replay: boolean;
}

/** Makes an empty store. `now` answers milliseconds. */
export const memoryCheckpointStore = ({ now = Date.now }: { readonly now?: () => number } = {}): CheckpointStore => {
  const holds = new Map<string, Hold>();
  /** By consumer, then by position. */
  const parked = new Map<string, Map<string, Parked>>();

  /** The hold that a lease stands for, unless it has passed on. */
  const ownHold = (lease: Lease, owner: string): Hold | undefined => {
    const hold = holds.get(lease.consumer);
    return hold?.owner === owner && hold.epoch === lease.epoch ? hold : undefined;
  };
  const parkedOf = (consumer: string): Map<string, Parked> => {
    const present = parked.get(consumer) ?? new Map<string, Parked>();
    parked.set(consumer, present);
    return present;
  };
  const inOrder = (consumer: string): readonly Parked[] =>
    [...parkedOf(consumer).values()].sort((one, other) => (one.event.position < other.event.position ? -1 : 1));
  /** The streams of some parked events, in the order of their names. */
  const byStream = (entries: readonly Parked[]) =>
    [...Map.groupBy(entries, ({ event }) => event.stream)].sort(([one], [other]) => (one < other ? -1 : 1));

  return {
    acquire: async (consumer, owner, ttlMilliseconds) => {
      const hold = holds.get(consumer);
      const running = hold?.owner !== undefined && hold.expiresAt > now();
      if (running && hold.owner !== owner) return undefined;
      const epoch = running ? hold.epoch : (hold?.epoch ?? 0) + 1;
      holds.set(consumer, { owner, epoch, expiresAt: now() + ttlMilliseconds, checkpoint: hold?.checkpoint });
      return { consumer, epoch, checkpoint: hold?.checkpoint };
    },

    advance: async (lease, owner, position, ttlMilliseconds) => {
      const hold = ownHold(lease, owner);
      if (hold === undefined) return false;
      holds.set(lease.consumer, { ...hold, checkpoint: position, expiresAt: now() + ttlMilliseconds });
      return true;
    },

    release: async (lease, owner) => {
      const hold = ownHold(lease, owner);
      if (hold !== undefined) holds.set(lease.consumer, { ...hold, owner: undefined });
    },

    park: async (lease, owner, event) => {
      const hold = ownHold(lease, owner);
      if (hold === undefined) return false;
      const entries = parkedOf(lease.consumer);
      const ofStream = [...entries.values()].filter((entry) => entry.event.stream === event.stream);
      const failed = event.attempts > 0;
      if (failed) for (const entry of ofStream) entries.set(entry.event.position, { ...entry, replay: false });
      entries.set(event.position, { event, replay: !failed && ofStream.some(({ replay }) => replay) });
      const checkpoint = hold.checkpoint !== undefined && hold.checkpoint > event.position ? hold.checkpoint : event.position;
      holds.set(lease.consumer, { ...hold, checkpoint });
      return true;
    },

    unpark: async (lease, owner, position) => {
      if (ownHold(lease, owner) === undefined) return false;
      parkedOf(lease.consumer).delete(position);
      return true;
    },

    parked: async (consumer, { stream, limit = Number.POSITIVE_INFINITY } = {}) =>
      inOrder(consumer)
        .map(({ event }) => event)
        .filter((event) => stream === undefined || event.stream === stream)
        .slice(0, limit),

    parkedStreams: async (consumer) =>
      byStream(inOrder(consumer)).map(([stream, entries]) => ({
        stream,
        events: entries.length,
        replayRequested: entries.some(({ replay }) => replay),
      })),

    requestReplay: async (consumer, stream) => {
      const asked = inOrder(consumer).filter(({ event }) => stream === undefined || event.stream === stream);
      for (const { event } of asked) parkedOf(consumer).set(event.position, { event, replay: true });
      return byStream(asked).length;
    },

    consumers: async () =>
      [...holds]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([consumer, { owner, epoch, expiresAt, checkpoint }]) => ({
          consumer,
          owner: expiresAt > now() ? owner : undefined,
          epoch,
          checkpoint,
          parkedEvents: inOrder(consumer).length,
          parkedStreams: byStream(inOrder(consumer)).length,
        })),
  };
};
