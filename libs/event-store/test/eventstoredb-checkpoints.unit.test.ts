// What only the checkpoints on EventStoreDB can get wrong; checkpointStoreContract has the rest.
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { appendEach, newEvents, newStream } from '../src/contract/samples.ts';
import { checkpointStoreThrough } from '../src/eventstoredb/eventstoredb-checkpoint-store.ts';
import { eventStoreThrough } from '../src/eventstoredb/eventstoredb-event-store.ts';
import { raiseEpochThrough } from '../src/eventstoredb/raise-epoch.ts';
import { clientError, eventStoreDbServer } from './eventstoredb-server.ts';

const limits = { answer: 60, outage: 1_000, longestPause: 5 };
const parkedEvent = (n: number, stream = newStream()) => ({
  stream,
  revision: n,
  position: `p${String(n).padStart(4, '0')}`,
  eventId: crypto.randomUUID(),
  attempts: 1,
  error: undefined,
});
const scene = () => {
  const server = eventStoreDbServer();
  return { server, open: () => checkpointStoreThrough(server.client, { limits }) };
};

describe('checkpoints on EventStoreDB', () => {
  it('are fenced by the revision of their stream: a leader that was taken over writes nothing, in whatever process', async () => {
    const { open } = scene();
    const [one, other] = [open(), open()];
    const old = await one.acquire('reaction', 'a', 50);
    expect(await other.acquire('reaction', 'b', 1_000)).toBeUndefined();
    await pause(60);
    const lease = await other.acquire('reaction', 'b', 1_000);
    expect(lease?.epoch).toBe(2);
    if (old === undefined) throw new Error('no lease');
    expect(await one.advance(old, 'a', 'p0009', 1_000)).toBe(false);
    expect(await one.park(old, 'a', parkedEvent(9))).toBe(false);
    expect(await other.parked('reaction')).toEqual([]);
  });

  it('call a lease run out when nothing was written for its time, by the clock of whoever waits and no other', async () => {
    const { open } = scene();
    await open().acquire('reaction', 'a', 50);
    vi.spyOn(Date, 'now').mockReturnValue(0);
    const other = open();
    expect(await other.acquire('reaction', 'b', 50)).toBeUndefined();
    await pause(60);
    expect((await other.acquire('reaction', 'b', 50))?.epoch).toBe(2);
    vi.restoreAllMocks();
  });

  it('write once when a response is lost or the server goes away', async () => {
    const { server, open } = scene();
    const checkpoints = open();
    const lease = await checkpoints.acquire('reaction', 'a', 1_000);
    if (lease === undefined) throw new Error('no lease');
    server.faults.append.push('late', clientError('unavailable'));
    expect(await checkpoints.park(lease, 'a', parkedEvent(1))).toBe(true);
    expect(await open().parked('reaction')).toHaveLength(1);
  });

  it('let the server forget what lies behind them, and carry over what is parked', async () => {
    const { server, open } = scene();
    const checkpoints = open();
    const truncated = vi.spyOn(server.client, 'writeMetadata');
    const lease = await checkpoints.acquire('reaction', 'a', 60_000);
    if (lease === undefined) throw new Error('no lease');
    const events = [parkedEvent(1), parkedEvent(2)];
    for (const event of events) await checkpoints.park(lease, 'a', event);
    for (let n = 3; n < 2_100; n += 1) await checkpoints.advance(lease, 'a', `p${String(n).padStart(4, '0')}`, 60_000);
    expect(truncated.mock.calls.at(-1)?.[1].$tb).toBeGreaterThan(1_900);
    const another = open();
    expect(await another.parked('reaction')).toEqual(events);
    expect(await another.consumers()).toMatchObject([{ consumer: 'reaction', owner: 'a', checkpoint: 'p2099', parkedEvents: 2 }]);
    for (const { position } of events) await checkpoints.unpark(lease, 'a', position);
    expect(await another.parked('reaction')).toEqual([]);
  });

  it('keep what else is known of their stream when they truncate it, such as rights that somebody has set', async () => {
    const { server, open } = scene();
    const stream = 'yimu.consumer-reaction';
    const $acl = { $r: ['auditors'], own: true };
    await server.client.writeMetadata(stream, { $acl, $tb: 3 }, 'no_stream');
    const checkpoints = open();
    const lease = await checkpoints.acquire('reaction', 'a', 60_000);
    if (lease === undefined) throw new Error('no lease');
    for (let n = 1; n <= 200; n += 1) await checkpoints.advance(lease, 'a', `p${n}`, 60_000);
    await vi.waitFor(() => expect(server.metadataOf(stream)).toEqual({ $acl, $tb: 200 }));
  });

  it('say once when the server may not forget what lies behind them, and go on', async () => {
    const { server, open } = scene();
    const warned = vi.spyOn(process, 'emitWarning').mockReturnValue();
    onTestFinished(() => warned.mockRestore());
    server.faults.metadata.push(clientError('unavailable'), clientError('access-denied'), clientError('access-denied'));
    const checkpoints = open();
    const lease = await checkpoints.acquire('reaction', 'a', 60_000);
    if (lease === undefined) throw new Error('no lease');
    for (let n = 1; n <= 800; n += 1) await checkpoints.advance(lease, 'a', `p${n}`, 60_000);
    await vi.waitFor(() => expect(server.metadataOf('yimu.consumer-reaction')).toEqual({ $tb: 800 }));
    expect(warned.mock.calls).toEqual([[expect.stringContaining('MissingGrant')]]);
  });

  it('get the new epoch with the store, which takes the leaders away and keeps checkpoints and what is parked', async () => {
    const { server, open } = scene();
    const store = await eventStoreThrough(server.client, { limits });
    const [stream, ...positions] = [
      newStream(),
      await appendEach(store, newStream(), newEvents(1)),
      await appendEach(store, newStream(), newEvents(1)),
    ];
    const checkpoints = open();
    const lease = await checkpoints.acquire('reaction', 'a', 60_000);
    if (lease === undefined) throw new Error('no lease');
    await checkpoints.park(lease, 'a', { ...parkedEvent(0, stream), position: positions[0] ?? '' });
    await checkpoints.advance(lease, 'a', positions[1] ?? '', 60_000);
    expect(await raiseEpochThrough(server.client)).toBe(2);
    const inNewEpoch = positions.map((position) => position.replace('-0001-', '-0002-'));
    const another = open();
    expect(await another.acquire('reaction', 'b', 60_000)).toEqual({ consumer: 'reaction', epoch: 2, checkpoint: inNewEpoch[1] });
    expect(await another.parked('reaction')).toMatchObject([{ stream, position: inNewEpoch[0] }]);
    expect(await checkpoints.advance(lease, 'a', positions[1] ?? '', 60_000)).toBe(false);
    const restarted = await eventStoreThrough(server.client, { limits });
    expect(await Array.fromAsync(restarted.readAll({ after: inNewEpoch[1] }))).toEqual([]);
  });
});
