// That a subscription neither misses an event nor stops telling where it stands, whatever a version of the server calls a
// checkpoint and wherever it then begins.
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { consume } from '../src/consume/consume.ts';
import { appendEach, follow, idsOf, newCategory, newEvents, newScope, newStream } from '../src/contract/samples.ts';
import { checkpointStoreThrough } from '../src/eventstoredb/eventstoredb-checkpoint-store.ts';
import { eventStoreThrough } from '../src/eventstoredb/eventstoredb-event-store.ts';
import { origin } from '../src/eventstoredb/log-position.ts';
import { progressFrom } from '../src/eventstoredb/progress.ts';
import type { Version } from './eventstoredb-following.ts';
import { caughtUp, eventCount, opened, ownEvent } from './eventstoredb-scene.ts';
import { clientError, eventStoreDbServer } from './eventstoredb-server.ts';

const versions: readonly Version[] = ['22.6', '23.10', '24.2'];
const at = (commit: bigint, prepare = commit) => ({ commit, prepare });

describe.each(versions)('a subscription on version %s', (version) => {
  it('misses no event that is written just where the log ended when it went live', async () => {
    const { server, store } = await opened({ version });
    const { filter, stream } = newScope();
    await appendEach(store, newStream(), newEvents(2));
    const feed = follow(store, { filter });
    await feed.until(caughtUp);
    server.drop(clientError('unavailable'));
    const { id, position } = server.put(stream(), ownEvent);
    await feed.until((items) => eventCount(items) === 1);
    expect(idsOf(feed.events())).toEqual([id]);
    expect(server.calls.subscriptions).not.toContainEqual({ commit: position.commit, prepare: 0n });
    await feed.stop();
  });

  it('misses no event that is written while it goes live', async () => {
    const { server, store } = await opened({ version });
    const { filter, stream } = newScope();
    server.goingLive.push(() => server.put(stream(), ownEvent));
    const feed = follow(store, { filter });
    await feed.until((items) => eventCount(items) === 1);
    expect(idsOf(feed.events())).toEqual([server.log.at(-1)?.id]);
    await feed.stop();
  });

  it('delivers everything once, and hands out no position behind which anything is missing, however often it is dropped', async () => {
    const { server, store } = await opened({ version, checkpointEvery: 3 });
    const { filter, stream } = newScope();
    const written: string[] = [];
    const feed = follow(store, { filter });
    for (let n = 0; n < 150; n += 1) {
      const one = Math.random();
      if (one < 0.3) written.push(server.put(stream(), ownEvent).id);
      else if (one < 0.5) server.put(newStream(), ownEvent);
      else if (one < 0.9) server.put('$stats-127.0.0.1:2113');
      else server.drop(clientError('unavailable'));
      if (one > 0.7) await pause(1 + Math.random() * 15);
    }
    await feed.until((items) => eventCount(items) === written.length && caughtUp(items));
    expect(idsOf(feed.events())).toEqual(written);
    for (const [n, item] of feed.items.entries()) {
      const after = item.kind === 'event' ? item.event.position : item.position;
      const seen = eventCount(feed.items.slice(0, n + 1));
      expect(idsOf(await Array.fromAsync(store.readAll({ filter, after })))).toEqual(written.slice(seen));
    }
    await feed.stop();
  });

  it('gets through more records of others than one look takes, even if the server makes no checkpoint', async () => {
    const { server, store } = await opened({ version, checkpointEvery: Number.POSITIVE_INFINITY });
    const { filter } = newScope();
    const feed = follow(store, { filter });
    await feed.until(caughtUp);
    for (let n = 0; n < 2_500; n += 1) server.put(newStream(), ownEvent);
    const last = await store.head();
    await feed.until(caughtUp);
    await vi.waitFor(() => expect(feed.items.at(-1)).toEqual({ kind: 'caught-up', position: last }), { timeout: 4_000 });
    await feed.stop();
  });
});

describe('a subscription', () => {
  it('begins at (0, 0), for a server that is asked for the start calls 2^64-1 its checkpoint and makes no other', async () => {
    const { server, store } = await opened();
    const feed = follow(store, { filter: { categories: [newCategory()] } });
    await feed.until(caughtUp);
    expect(server.calls.subscriptions).toEqual([origin]);
    await feed.stop();
  });

  it('says first of all that it stands at the end of the feed, when there was nothing to deliver', async () => {
    const { store } = await opened();
    const position = await appendEach(store, newStream(), newEvents(3));
    const feed = follow(store, { filter: { categories: [newCategory()] } });
    await feed.until(caughtUp);
    expect(feed.items[0]).toEqual({ kind: 'caught-up', position });
    await feed.stop();
  });
});

describe('the head', () => {
  it('moves with the events of the port only, so that a reaction that stands still writes nothing', async () => {
    const { server, store, limits } = await opened();
    const checkpoints = checkpointStoreThrough(server.client, { limits });
    const position = await appendEach(store, newStream(), newEvents(1));
    const over = new AbortController();
    const done = consume({ store, checkpoints, name: 'still', owner: 'a', signal: over.signal, handle: async () => undefined });
    onTestFinished(async () => {
      over.abort();
      await done;
    });
    await vi.waitFor(async () => expect(await checkpoints.consumers()).toMatchObject([{ checkpoint: position }]));
    for (let n = 0; n < 3_000; n += 1) server.put('$stats-127.0.0.1:2113');
    const before = server.calls.appends.length;
    await pause(400);
    expect(server.calls.appends).toHaveLength(before);
    expect(await store.head()).toBe(position);
  });

  it('is looked for no further back than it was looked for before', async () => {
    const { server, store } = await opened();
    await appendEach(store, newStream(), newEvents(1));
    for (let n = 0; n < 50; n += 1) server.put('$stats-127.0.0.1:2113');
    const head = await store.head();
    const asked = vi.spyOn(server.client, 'readAll');
    expect(await store.head()).toBe(head);
    expect(asked.mock.calls).toEqual([['end', 'backwards', 8]]);
  });

  it('is looked for no further back than the identity of the store, before which there is no event', async () => {
    const server = eventStoreDbServer();
    server.put(newStream(), ownEvent);
    const store = await eventStoreThrough(server.client);
    expect(await store.head()).toBeUndefined();
    await store.close();
  });
});

describe('the progress of a subscription', () => {
  it('takes a checkpoint for a place to begin from once a later one has come on the same call', () => {
    const progress = progressFrom(at(100n));
    expect(progress.checkpoint(at(700n, 0n))).toBe(false);
    expect(progress.checkpoint(at(700n, 0n))).toBe(false);
    expect(progress.reached()).toEqual(at(100n));
    progress.begun();
    expect(progress.checkpoint(at(800n, 0n))).toBe(false);
    expect(progress.checkpoint(at(900n))).toBe(true);
    expect(progress.reached()).toEqual(at(800n, 0n));
  });

  it('is past what lies before a checkpoint, but not what stands there', () => {
    const progress = progressFrom(undefined);
    progress.checkpoint(at(500n));
    expect([progress.isPast(at(400n)), progress.isPast(at(500n))]).toEqual([true, false]);
    expect(progress.record(at(500n))).toBe(true);
    expect(progress.isPast(at(500n))).toBe(true);
  });

  it('takes no record twice, and 2^64-1 for no place', () => {
    const progress = progressFrom(at(100n));
    expect([progress.record(at(100n)), progress.record(at(200n)), progress.record(at(200n))]).toEqual([false, true, false]);
    progress.checkpoint(at(2n ** 64n - 1n));
    expect(progress.isPast(at(300n))).toBe(false);
  });
});
