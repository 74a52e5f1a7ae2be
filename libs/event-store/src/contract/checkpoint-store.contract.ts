import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CheckpointStore, Lease } from '../durable-subscription.ts';
import { parkingContract } from './parking.contract.ts';

/** A checkpoint store under test and how to let it go. */
export interface CheckpointsUnderTest {
  readonly checkpoints: CheckpointStore;
  close(): Promise<void>;
}

const minute = 60_000;

/** The promises of leases and checkpoints, as sentences. Whoever keeps them runs this suite. */
export const checkpointStoreContract = (name: string, makeCheckpoints: () => Promise<CheckpointsUnderTest>): void => {
  describe(`${name}, as a checkpoint store`, () => {
    let made: CheckpointsUnderTest | undefined;
    beforeAll(async () => {
      made = await makeCheckpoints();
    });
    afterAll(async () => {
      await made?.close();
    });
    const checkpoints = (): CheckpointStore => {
      if (made === undefined) throw new Error('the checkpoint store under test was not made');
      return made.checkpoints;
    };
    const newConsumer = () => `reaction-${randomUUID()}`;
    const take = async (consumer: string, owner: string, ttl = minute): Promise<Lease> => {
      const lease = await checkpoints().acquire(consumer, owner, ttl);
      if (lease === undefined) throw new Error(`${owner} did not get the lease`);
      return lease;
    };
    /** Takes a lease that somebody else may still hold for a moment. */
    const takeWhenExpired = (consumer: string, owner: string): Promise<Lease> =>
      vi.waitFor(() => take(consumer, owner), { timeout: 10_000, interval: 5 });

    it('gives the first who asks the lease, without a checkpoint', async () => {
      const consumer = newConsumer();
      expect(await checkpoints().acquire(consumer, 'a', minute)).toEqual({ consumer, epoch: 1, checkpoint: undefined });
    });

    it('refuses everybody else while the lease runs', async () => {
      const consumer = newConsumer();
      await take(consumer, 'a');
      expect(await checkpoints().acquire(consumer, 'b', minute)).toBeUndefined();
      expect(await checkpoints().acquire(newConsumer(), 'b', minute)).toBeDefined();
    });

    it('renews the lease of its owner in the same epoch', async () => {
      const consumer = newConsumer();
      const lease = await take(consumer, 'a');
      expect(await take(consumer, 'a')).toEqual(lease);
    });

    it('keeps the checkpoint for whoever leads next', async () => {
      const consumer = newConsumer();
      const lease = await take(consumer, 'a');
      expect(await checkpoints().advance(lease, 'a', 'p1', minute)).toBe(true);
      expect(await checkpoints().advance(lease, 'a', 'p2', minute)).toBe(true);
      await checkpoints().release(lease, 'a');
      expect(await take(consumer, 'b')).toEqual({ consumer, epoch: 2, checkpoint: 'p2' });
    });

    it('lets another take over a lease that has run out, in a higher epoch', async () => {
      const consumer = newConsumer();
      const old = await take(consumer, 'a', 1);
      const lease = await takeWhenExpired(consumer, 'b');
      expect(lease.epoch).toBe(old.epoch + 1);
    });

    it('refuses the old leader, whose work must not disturb the new one', async () => {
      const consumer = newConsumer();
      const old = await take(consumer, 'a', 1);
      const lease = await takeWhenExpired(consumer, 'b');
      await checkpoints().advance(lease, 'b', 'p7', minute);
      expect(await checkpoints().advance(old, 'a', 'p3', minute)).toBe(false);
      await checkpoints().release(old, 'a');
      expect(await checkpoints().acquire(consumer, 'c', minute)).toBeUndefined();
      expect(await take(consumer, 'b')).toEqual({ ...lease, checkpoint: 'p7' });
    });

    it('refuses an earlier lease of the same owner', async () => {
      const consumer = newConsumer();
      const old = await take(consumer, 'a');
      await checkpoints().release(old, 'a');
      const lease = await take(consumer, 'a');
      expect(lease.epoch).toBe(old.epoch + 1);
      expect(await checkpoints().advance(old, 'a', 'p1', minute)).toBe(false);
      expect(await checkpoints().advance(lease, 'a', 'p1', minute)).toBe(true);
    });

    it('renews the lease with every checkpoint', async () => {
      const consumer = newConsumer();
      const lease = await take(consumer, 'a', 1);
      expect(await checkpoints().advance(lease, 'a', 'p1', minute)).toBe(true);
      expect(await checkpoints().acquire(consumer, 'b', minute)).toBeUndefined();
    });

    it('gives a lease to exactly one of ten who ask at once', async () => {
      const consumer = newConsumer();
      const leases = await Promise.all(Array.from({ length: 10 }, (_, n) => checkpoints().acquire(consumer, `owner-${n}`, minute)));
      expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
    });

    describe('parked events', () => parkingContract(checkpoints));
  });
};
