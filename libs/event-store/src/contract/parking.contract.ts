import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { CheckpointStore, Lease, ParkedEvent } from '../durable-subscription.ts';
import { newStream } from './samples.ts';

const minute = 60_000;

/** A parked event; `n` is its place in the feed. */
const parkedEvent = (n: number, own: Partial<ParkedEvent> = {}): ParkedEvent => ({
  stream: newStream(),
  revision: n,
  position: `p${n}`,
  eventId: randomUUID(),
  attempts: 5,
  error: 'TypeError at decide.ts:7',
  ...own,
});

/** What a checkpoint store promises about events that could not be handled. */
export const parkingContract = (checkpoints: () => CheckpointStore): void => {
  const lead = async (owner = 'a', consumer = `reaction-${randomUUID()}`): Promise<Lease> => {
    const lease = await checkpoints().acquire(consumer, owner, minute);
    if (lease === undefined) throw new Error(`${owner} did not get the lease`);
    return lease;
  };
  const checkpointOf = async (lease: Lease) => (await checkpoints().acquire(lease.consumer, 'a', minute))?.checkpoint;
  /** Parks the first of three events of a stream as failed and the others behind it. */
  const heldStream = async (lease: Lease, stream = newStream(), from = 1) => {
    const events = [0, 1, 2].map((n) => parkedEvent(from + n, { stream, ...(n === 0 ? {} : { attempts: 0, error: undefined }) }));
    for (const event of events) await checkpoints().park(lease, 'a', event);
    return { stream, events };
  };

  it('keeps what was parked, in order, and moves the checkpoint up to it', async () => {
    const lease = await lead();
    expect(await checkpoints().parked(lease.consumer)).toEqual([]);
    const second = parkedEvent(2);
    const third = parkedEvent(3, { attempts: 0, error: undefined });
    expect(await checkpoints().park(lease, 'a', second)).toBe(true);
    expect(await checkpoints().park(lease, 'a', third)).toBe(true);
    expect(await checkpoints().parked(lease.consumer)).toEqual([second, third]);
    expect(await checkpointOf(lease)).toBe('p3');
  });

  it('never moves the checkpoint back when an event fails again', async () => {
    const lease = await lead();
    const event = parkedEvent(2);
    await checkpoints().park(lease, 'a', event);
    await checkpoints().advance(lease, 'a', 'p9', minute);
    const again = { ...event, attempts: 10, error: 'DatabaseError 23505' };
    await checkpoints().park(lease, 'a', again);
    expect(await checkpoints().parked(lease.consumer)).toEqual([again]);
    expect(await checkpointOf(lease)).toBe('p9');
  });

  it('answers the events of one stream, at most as many as asked for, and of one consumer only', async () => {
    const lease = await lead();
    await heldStream(lease);
    const { stream, events } = await heldStream(lease, newStream(), 4);
    expect(await checkpoints().parked(lease.consumer, { stream })).toEqual(events);
    expect(await checkpoints().parked(lease.consumer, { stream, limit: 1 })).toEqual(events.slice(0, 1));
    expect(await checkpoints().parked(lease.consumer, { limit: 4 })).toHaveLength(4);
    expect(await checkpoints().parked((await lead()).consumer)).toEqual([]);
  });

  it('takes out what was handled at last', async () => {
    const lease = await lead();
    const { events } = await heldStream(lease);
    expect(await checkpoints().unpark(lease, 'a', 'p1')).toBe(true);
    expect(await checkpoints().parked(lease.consumer)).toEqual(events.slice(1));
  });

  it('lets nobody but the leader park or take out', async () => {
    const old = await lead();
    const { events } = await heldStream(old);
    await checkpoints().release(old, 'a');
    const lease = await lead('b', old.consumer);
    expect(await checkpoints().park(old, 'a', parkedEvent(9))).toBe(false);
    expect(await checkpoints().unpark(old, 'a', 'p1')).toBe(false);
    expect(await checkpoints().parked(old.consumer)).toEqual(events);
    expect((await checkpoints().acquire(old.consumer, 'b', minute))?.checkpoint).toBe('p3');
    expect(await checkpoints().unpark(lease, 'b', 'p1')).toBe(true);
  });

  it('notes for which streams a replay was asked, one or all', async () => {
    const lease = await lead();
    const streams = [newStream(), newStream()].toSorted();
    for (const [n, stream] of streams.entries()) await heldStream(lease, stream, 3 * n + 1);
    const requested = async () => (await checkpoints().parkedStreams(lease.consumer)).map(({ replayRequested }) => replayRequested);
    expect(await checkpoints().parkedStreams(lease.consumer)).toEqual(
      streams.map((stream) => ({ stream, events: 3, replayRequested: false })),
    );
    expect(await checkpoints().requestReplay(lease.consumer, streams[1])).toBe(1);
    expect(await requested()).toEqual([false, true]);
    expect(await checkpoints().requestReplay(lease.consumer)).toBe(2);
    expect(await requested()).toEqual([true, true]);
    expect(await checkpoints().requestReplay(lease.consumer, newStream())).toBe(0);
  });

  it('ends the replay of a stream when an event of it fails again', async () => {
    const lease = await lead();
    const { events } = await heldStream(lease);
    await checkpoints().requestReplay(lease.consumer);
    await checkpoints().unpark(lease, 'a', 'p1');
    for (const event of events.slice(1, 2)) await checkpoints().park(lease, 'a', { ...event, attempts: 5, error: 'Error' });
    expect(await checkpoints().parkedStreams(lease.consumer)).toMatchObject([{ events: 2, replayRequested: false }]);
  });

  it('replays with a stream what came behind it after the replay was asked for', async () => {
    const lease = await lead();
    const { stream } = await heldStream(lease);
    await checkpoints().requestReplay(lease.consumer);
    await checkpoints().park(lease, 'a', parkedEvent(7, { stream, attempts: 0, error: undefined }));
    for (const position of ['p1', 'p2', 'p3']) await checkpoints().unpark(lease, 'a', position);
    expect(await checkpoints().parkedStreams(lease.consumer)).toEqual([{ stream, events: 1, replayRequested: true }]);
  });

  it('says of every consumer who leads it, where it stands and how much is parked', async () => {
    const [one, other] = [await lead('a', `reaction-0${randomUUID()}`), await lead('b', `reaction-1${randomUUID()}`)];
    await heldStream(one);
    await heldStream(one, newStream(), 4);
    await checkpoints().release(other, 'b');
    const states = (await checkpoints().consumers()).filter(({ consumer }) => [one, other].some((lease) => lease.consumer === consumer));
    expect(states).toEqual([
      { consumer: one.consumer, owner: 'a', epoch: 1, checkpoint: 'p6', parkedEvents: 6, parkedStreams: 2 },
      { consumer: other.consumer, owner: undefined, epoch: 1, checkpoint: undefined, parkedEvents: 0, parkedStreams: 0 },
    ]);
  });
};
