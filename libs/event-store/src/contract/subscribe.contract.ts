import { expect, it } from 'vitest';
import type { EventStore, FeedItem } from '../event-store.ts';
import { appendEach, follow, idsOf, inStreams, newCategory, newEvent, newEvents, newScope, newStream } from './samples.ts';

const caughtUp = (items: readonly FeedItem[]): boolean => items.at(-1)?.kind === 'caught-up';
/** Where a subscription says that it is. */
const reached = (items: readonly FeedItem[]): string => {
  const last = items.at(-1);
  return last?.kind === 'event' ? last.event.position : (last?.position ?? '');
};
const eventCount = (items: readonly FeedItem[]): number => items.filter(({ kind }) => kind === 'event').length;

/** What `subscribe` promises. */
export const subscribeContract = (store: () => EventStore): void => {
  it('catches up, says so, and goes on live', async () => {
    const after = await store().head();
    const { filter, stream } = newScope();
    const past = newEvents(3);
    const position = await appendEach(store(), stream(), past);
    const feed = follow(store(), { after, filter });
    await feed.until((items) => eventCount(items) === 3 && caughtUp(items));
    expect(feed.items.slice(-4, -1).map(({ kind }) => kind)).toEqual(['event', 'event', 'event']);
    expect(reached(feed.items) >= position).toBe(true);

    const live = newEvents(2);
    const last = await appendEach(store(), stream(), live);
    await feed.until((items) => eventCount(items) === 5 && caughtUp(items));
    expect(idsOf(feed.events())).toEqual(idsOf([...past, ...live]));
    expect(reached(feed.items) >= last).toBe(true);
    await feed.stop();
  });

  it('delivers everything to whoever asks for no category or type', async () => {
    const after = await store().head();
    const streams = [newStream(newCategory()), newStream(newCategory())];
    const events = newEvents(4);
    for (const [n, event] of events.entries()) await store().append(streams[n % 2] ?? '', [event], 'any');
    const feed = follow(store(), { after });
    await feed.until((items) => caughtUp(items) && inStreams(feed.events(), streams).length === 4);
    expect(idsOf(inStreams(feed.events(), streams))).toEqual(idsOf(events));
    await feed.stop();
  });

  it('gives positions that never fall back, events and caught-up together', async () => {
    const feed = follow(store(), { after: await store().head() });
    const last = await appendEach(store(), newStream(), newEvents(10));
    await feed.until((items) => caughtUp(items) && reached(items) >= last);
    const positions = feed.items.map((item) => reached([item]));
    expect(positions).toEqual(positions.toSorted());
    await feed.stop();
  });

  it('says that it has caught up when there was nothing to catch up with', async () => {
    const { filter, stream } = newScope();
    const after = await appendEach(store(), stream(), newEvents(1));
    const feed = follow(store(), { after, filter });
    await feed.until(caughtUp);
    expect(feed.events()).toEqual([]);
    expect(reached(feed.items) >= after).toBe(true);
    await feed.stop();
  });

  it('starts at the beginning when no position is given', async () => {
    const { filter, stream } = newScope();
    const events = newEvents(2);
    await appendEach(store(), stream(), events);
    const feed = follow(store(), { filter });
    await feed.until((items) => eventCount(items) === 2 && caughtUp(items));
    expect(idsOf(feed.events())).toEqual(idsOf(events));
    await feed.stop();
  });

  it('delivers only what the filter lets through, while its caught-up position passes the rest', async () => {
    const [wanted, other] = [newCategory(), newCategory()];
    const feed = follow(store(), { after: await store().head(), filter: { categories: [wanted] } });
    const event = newEvent();
    await store().append(newStream(wanted), [event], 'none');
    const position = await appendEach(store(), newStream(other), newEvents(3));
    await feed.until((items) => items.some((item) => item.kind === 'caught-up' && item.position >= position));
    expect(idsOf(feed.events())).toEqual([event.id]);
    await feed.stop();
  });

  it('can be taken up again from any position that it gave', async () => {
    const after = await store().head();
    const { filter, stream } = newScope();
    await appendEach(store(), stream(), newEvents(3));
    const feed = follow(store(), { after, filter });
    await feed.until((items) => eventCount(items) === 3 && caughtUp(items));
    await feed.stop();
    for (const [n, item] of feed.items.entries()) {
      const rest = await Array.fromAsync(store().readAll({ after: reached([item]), filter }));
      expect(idsOf(rest)).toEqual(idsOf(feed.items.slice(n + 1).flatMap((later) => (later.kind === 'event' ? [later.event] : []))));
    }
  });

  it('gives every subscriber every event once and in order, while many append', async () => {
    const after = await store().head();
    const { filter, stream: newOne } = newScope();
    const feeds = [follow(store(), { after, filter }), follow(store(), { after, filter })];
    const streams = Array.from({ length: 10 }, () => ({ stream: newOne(), events: newEvents(15) }));
    await Promise.all(streams.map(({ stream, events }) => appendEach(store(), stream, events)));
    const expected = idsOf(await Array.fromAsync(store().readAll({ after, filter })));
    expect(expected).toHaveLength(150);
    for (const feed of feeds) {
      await feed.until((items) => eventCount(items) >= 150 && caughtUp(items));
      expect(idsOf(feed.events())).toEqual(expected);
      await feed.stop();
    }
  });

  it('delivers more than fits one batch', async () => {
    const after = await store().head();
    const { filter, stream } = newScope();
    const events = newEvents(1_000);
    const feed = follow(store(), { after, filter });
    await store().append(stream(), events, 'none');
    await store().append(stream(), [newEvent()], 'none');
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
