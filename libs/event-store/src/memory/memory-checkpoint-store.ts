// Leases and checkpoints in memory, for tests and for reading; postgres/postgres-checkpoint-store.ts keeps the same promises.
import type { CheckpointStore, Lease } from '../durable-subscription.ts';

interface Hold {
  /** Who leads; undefined after a release. */
  readonly owner: string | undefined;
  readonly epoch: number;
  readonly expiresAt: number;
  readonly checkpoint: string | undefined;
}

/** Makes an empty store. `now` answers milliseconds. */
export const memoryCheckpointStore = ({ now = Date.now }: { readonly now?: () => number } = {}): CheckpointStore => {
  const holds = new Map<string, Hold>();

  /** The hold that a lease stands for, unless it has passed on. */
  const ownHold = (lease: Lease, owner: string): Hold | undefined => {
    const hold = holds.get(lease.consumer);
    return hold?.owner === owner && hold.epoch === lease.epoch ? hold : undefined;
  };

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
  };
};
