// What a server of EventStoreDB or KurrentDB, and its client, do otherwise than the port promises of subscriptions, case by case, and
// that the adapter makes up for it. The server is a model that is told to behave so.
import { setTimeout as pause } from 'node:timers/promises';
import { ForeignPosition, MissingGrant } from '@yimu/event-store';
import { describe, expect, it, vi } from 'vitest';
import { appendEach, follow, idsOf, newCategory, newEvents, newScope, newStream } from '../src/contract/samples.ts';
import { patience } from '../src/eventstoredb/patience.ts';
import { raiseStoreEpoch } from '../src/eventstoredb/store-identity.ts';
import { caughtUp, eventCount, opened, ownEvent } from './eventstoredb-scene.ts';
import { clientError } from './eventstoredb-server.ts';

describe('a subscription', () => {
  it('asks for its category or type with an expression of its own that leaves out what begins with $', async () => {
    const { server, store } = await opened();
    const asked = vi.spyOn(server.client, 'subscribeToAll');
    for (const filter of [undefined, { categories: ['parcel', 'party'] }, { types: ['ParcelEntered'] }, { types: [] }]) {
      const feed = follow(store, { filter });
      await feed.until(caughtUp);
      await feed.stop();
    }
    expect(asked.mock.calls.map(([, filter]) => filter)).toEqual([
      { on: 'stream', regex: '^(?!\\$)[a-z]+-[A-Za-z0-9-]{1,120}$' },
      { on: 'stream', regex: '^(?!\\$)(?:parcel|party)-' },
      { on: 'type', regex: '^(?!\\$)(?:ParcelEntered)$' },
      { on: 'type', regex: '^(?!\\$)(?:(?!))$' },
    ]);
  });

  it('keeps both parts of a position and orders by both, as events of one transaction share the first', async () => {
    const { server, store } = await opened();
    const { filter, stream } = newScope();
    for (const prepare of [900_000n, 900_050n, 900_100n]) server.put(stream(), { ...ownEvent, position: { commit: 900_200n, prepare } });
    const events = await Array.fromAsync(store.readAll({ filter }));
    expect(events.map(({ position }) => position.split('-').slice(2).map(Number))).toEqual([
      [900_200, 900_000],
      [900_200, 900_050],
      [900_200, 900_100],
    ]);
    const feed = follow(store, { filter, after: events[0]?.position });
    await feed.until((items) => eventCount(items) === 2);
    expect(server.calls.subscriptions.at(-1)).toEqual({ commit: 900_200n, prepare: 900_000n });
    await feed.stop();
  });

  it("hands out a position to checkpoint while nothing matches, by the server's checkpoints and beyond them", async () => {
    const { store, server } = await opened({ checkpointEvery: 5 });
    const feed = follow(store, { filter: { categories: [newCategory()] } });
    await feed.until(caughtUp);
    const last = await appendEach(store, newStream(), newEvents(7));
    await feed.until((items) => items.some((item) => item.kind === 'caught-up' && item.position === last));
    server.drop(clientError('unavailable'));
    await feed.until(() => server.calls.subscriptions.length > 1);
    const asked = server.calls.subscriptions.at(-1)?.commit ?? 0n;
    expect(asked).toBeGreaterThanOrEqual(BigInt(last.split('-')[2] ?? ''));
    await feed.stop();
  });

  it('says that it has caught up also for servers that do not, before 23.10, and finishes readings there', async () => {
    const { store } = await opened({ version: '22.6' });
    const { filter, stream } = newScope();
    await appendEach(store, stream(), newEvents(2));
    await appendEach(store, newStream(), newEvents(2));
    const feed = follow(store, { filter });
    await feed.until((items) => eventCount(items) === 2 && caughtUp(items));
    expect(await Array.fromAsync(store.readAll({ filter }))).toHaveLength(2);
    await feed.stop();
  });

  it.each(['unavailable', 'not-leader', 'cancelled', 'unknown', 'an end without an error'])(
    'comes back by itself after %s, from the last position it was given, and delivers each event once',
    async (type) => {
      const { server, store } = await opened();
      const { filter, stream } = newScope();
      const feed = follow(store, { filter });
      const events = newEvents(6);
      await appendEach(store, stream(), events.slice(0, 3));
      await feed.until((items) => eventCount(items) === 3);
      server.faults.subscribe.push(clientError('unavailable'), clientError('unavailable'));
      server.drop(type.startsWith('an end') ? undefined : clientError(type));
      await appendEach(store, stream(), events.slice(3));
      await feed.until((items) => eventCount(items) === 6);
      expect(idsOf(feed.events())).toEqual(idsOf(events));
      await feed.stop();
    },
  );

  it('opens itself anew when it is never confirmed', async () => {
    const { server, store } = await opened({ confirms: false });
    const feed = follow(store, {});
    await feed.until(() => server.calls.subscriptions.length >= 3);
    expect(feed.items).toEqual([]);
    await feed.stop();
  });

  it('waits longer and longer, and by chance, between two tries', async () => {
    const { server, store } = await opened();
    const chance = vi.spyOn(Math, 'random');
    server.faults.subscribe.push(...Array.from({ length: 4 }, () => clientError('unavailable')));
    const feed = follow(store, {});
    await feed.until(caughtUp);
    expect(chance.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(patience.longestPause).toBe(5_000);
    await feed.stop();
    chance.mockRestore();
  });

  it('survives a failure that is reported before anybody reads, and listens to nothing once it is left', async () => {
    const { server, store } = await opened();
    server.faults.subscribe.push(clientError('unavailable'));
    const feed = follow(store, {});
    await feed.until(caughtUp);
    await feed.stop();
    server.drop(clientError('unavailable'));
    expect(server.subscribers()).toBe(0);
  });

  it('takes from the server only what its reader takes', async () => {
    const { server, store } = await opened({ checkpointEvery: 10 });
    const { filter, stream } = newScope();
    await store.append(stream(), newEvents(100), 'none');
    const feed = store.subscribe({ filter, signal: new AbortController().signal });
    const iterator = feed[Symbol.asyncIterator]();
    await iterator.next();
    await pause(20);
    // The model stops at a checkpoint that nobody takes.
    expect(server.calls.delivered).toBeLessThanOrEqual(10);
    await iterator.return?.();
  });

  it('ends at once when it is aborted while the server is away', async () => {
    const { server, store } = await opened();
    const feed = follow(store, {});
    await feed.until(caughtUp);
    server.faults.read.push(...Array.from({ length: 1_000 }, () => clientError('unavailable')));
    server.faults.subscribe.push(...Array.from({ length: 1_000 }, () => clientError('unavailable')));
    server.drop(clientError('unavailable'));
    const before = performance.now();
    await feed.stop();
    expect(performance.now() - before).toBeLessThan(500);
  });

  it('throws MissingGrant when the user may not read $all, rather than being empty', async () => {
    const { server, store } = await opened();
    server.faults.subscribe.push(clientError('access-denied'));
    await expect(Array.fromAsync(store.subscribe({ signal: new AbortController().signal }))).rejects.toThrow(MissingGrant);
  });

  it('throws ForeignPosition when the server that comes back is another or was restored', async () => {
    const { server, store, limits } = await opened();
    const all = Array.fromAsync(store.subscribe({ signal: AbortSignal.timeout(5_000) }));
    all.catch(() => undefined);
    await vi.waitFor(() => expect(server.subscribers()).toBe(1));
    await raiseStoreEpoch({ client: server.client, limits: { ...patience, ...limits } });
    server.drop(clientError('unavailable'));
    await expect(all).rejects.toThrow(ForeignPosition);
  });

  it('tolerates that events of a deleted stream stay in the feed until the server scavenges', async () => {
    const { server, store } = await opened();
    const { filter, stream } = newScope();
    const name = stream();
    await store.append(name, newEvents(2), 'none');
    server.deleteStream(name);
    expect(await Array.fromAsync(store.readStream(name))).toEqual([]);
    expect(await Array.fromAsync(store.readAll({ filter }))).toHaveLength(2);
  });
});
