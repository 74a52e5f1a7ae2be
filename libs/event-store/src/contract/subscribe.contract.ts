import { expect, it } from 'vitest';
import type { EventStore, FeedItem } from '../event-store.ts';
import { appendEach, follow, idsOf, newCategory, newEvent, newEvents, newStream } from './samples.ts';

const caughtUp = (items: readonly FeedItem[]): boolean => items.at(-1)?.kind === 'caught-up';
const eventCount = (items: readonly FeedItem[]): number => items.filter(({ kind }) => kind === 'event').length;

/** What `subscribe` promises. */
export const subscribeContract = (store: () => EventStore): void => {
  it('catches up, says so, and goes on live', async () => {
    const after = await store().head();
    const past = newEvents(3);
    const position = await appendEach(store(), newStream(), past);
    const feed = follow(store(), { after });
    await feed.until(caughtUp);
    expect(feed.items.map(({ kind }) => kind)).toEqual(['event', 'event', 'event', 'caught-up']);
    expect(feed.items.at(-1)).toEqual({ kind: 'caught-up', position });

    const live = newEvents(2);
    const last = await appendEach(store(), newStream(), live);
    await feed.until((items) => eventCount(items) === 5 && caughtUp(items));
    expect(idsOf(feed.events())).toEqual(idsOf([...past, ...live]));
    expect(feed.items.at(-1)).toEqual({ kind: 'caught-up', position: last });
    await feed.stop();
  });

  it('says that it has caught up when there was nothing to catch up with', async () => {
    const after = await appendEach(store(), newStream(), newEvents(1));
    const feed = follow(store(), { after });
    await feed.until(caughtUp);
    expect(feed.items).toEqual([{ kind: 'caught-up', position: after }]);
    await feed.stop();
  });

  it('starts at the beginning when no position is given', async () => {
    await appendEach(store(), newStream(), newEvents(2));
    const feed = follow(store(), {});
    await feed.until(caughtUp);
    expect(idsOf(feed.events())).toEqual(idsOf(await Array.fromAsync(store().readAll())));
    await feed.stop();
  });

  it('delivers only what the filter lets through, while its caught-up position passes the rest', async () => {
    const [wanted, other] = [newCategory(), newCategory()];
    const feed = follow(store(), { after: await store().head(), filter: { categories: [wanted] } });
    const event = newEvent();
    await store().append(newStream(wanted), [event], 'none');
    const position = await appendEach(store(), newStream(other), newEvents(3));
    await feed.until((items) => items.some((item) => item.kind === 'caught-up' && item.position === position));
    expect(idsOf(feed.events())).toEqual([event.id]);
    await feed.stop();
  });

  it('can be taken up again from any position that it gave', async () => {
    const after = await store().head();
    await appendEach(store(), newStream(), newEvents(3));
    const feed = follow(store(), { after });
    await feed.until(caughtUp);
    await feed.stop();
    const positions = feed.items.map((item) => (item.kind === 'event' ? item.event.position : item.position));
    for (const [n, position] of positions.entries()) {
      const rest = await Array.fromAsync(store().readAll({ after: position }));
      expect(idsOf(rest)).toEqual(idsOf(feed.events().slice(n + 1)));
    }
  });

  it('gives every subscriber every event once and in order, while many append', async () => {
    const after = await store().head();
    const feeds = [follow(store(), { after }), follow(store(), { after })];
    const streams = Array.from({ length: 10 }, () => ({ stream: newStream(), events: newEvents(15) }));
    await Promise.all(streams.map(({ stream, events }) => appendEach(store(), stream, events)));
    const expected = idsOf(await Array.fromAsync(store().readAll({ after })));
    expect(expected).toHaveLength(150);
    for (const feed of feeds) {
      await feed.until((items) => eventCount(items) >= 150 && caughtUp(items));
      expect(idsOf(feed.events())).toEqual(expected);
      await feed.stop();
    }
  });

  it('delivers more than fits one batch', async () => {
    const after = await store().head();
    const events = newEvents(1_000);
    const feed = follow(store(), { after });
    await store().append(newStream(), events, 'none');
    await store().append(newStream(), [newEvent()], 'none');
    await feed.until((items) => eventCount(items) === 1_001);
    expect(idsOf(feed.events()).slice(0, 1_000)).toEqual(idsOf(events));
    await feed.stop();
  });

  it('ends without an error when it is aborted while it waits', async () => {
    const feed = follow(store(), { after: await store().head() });
    await feed.until(caughtUp);
    await expect(feed.stop()).resolves.toBeUndefined();
  });

  it('delivers nothing any more once it is aborted', async () => {
    const after = await store().head();
    await appendEach(store(), newStream(), newEvents(3));
    const controller = new AbortController();
    const got: FeedItem[] = [];
    for await (const item of store().subscribe({ after, signal: controller.signal })) {
      got.push(item);
      controller.abort();
    }
    expect(got).toHaveLength(1);
    expect(await Array.fromAsync(store().subscribe({ after, signal: controller.signal }))).toEqual([]);
  });

  it('can be left in the middle', async () => {
    const after = await store().head();
    await appendEach(store(), newStream(), newEvents(3));
    for await (const item of store().subscribe({ after, signal: new AbortController().signal })) {
      expect(item.kind).toBe('event');
      break;
    }
  });
};
