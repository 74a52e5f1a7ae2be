// What the contract suites append, and how they follow a feed.
import { randomUUID } from 'node:crypto';
import { date, type RecordedEvent } from '@yimu/domain/kernel';
import { vi } from 'vitest';
import type { EventStore, FeedItem, NewEvent, SubscribeOptions } from '../event-store.ts';

/** A store under test and how to let it go. Every suite brings its own streams, so one store serves a whole suite. */
export interface StoreUnderTest {
  readonly store: EventStore;
  close(): Promise<void>;
}

/** The instant that the clock given to a store under test shows. */
export const sampleInstant = '2024-03-11T04:00:00.000123Z';

/** A stream name, or a category, that nobody used before. */
export const newCategory = (): string =>
  randomUUID()
    .replaceAll(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)))
    .replaceAll('-', '');
export const newStream = (category = 'thing'): string => `${category}-${randomUUID()}`;

/** An event with an id of its own. */
export const newEvent = (own: Partial<NewEvent> = {}): NewEvent => ({
  id: randomUUID(),
  type: 'ThingHappened',
  version: 1,
  data: { name: '古岛' },
  effectiveOn: date('2024-03-11'),
  jurisdictions: ['310116112'],
  sources: [{ kind: 'document', number: '文〔2024〕1号', issuer: 'office', date: date('2024-03-11'), row: '1' }],
  actor: { sub: 'officer', scope: { kind: 'subtree', value: '310116112' }, roles: ['town-officer'] },
  correlationId: randomUUID(),
  causationId: randomUUID(),
  requestHash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  ...own,
});

export const newEvents = (count: number, own: Partial<NewEvent> = {}): readonly NewEvent[] =>
  Array.from({ length: count }, () => newEvent(own));

/** A filter for a category that nobody used before, and streams of it: in a store that others write to, nothing else is ours. */
export const newScope = (): { readonly filter: { readonly categories: readonly string[] }; readonly stream: () => string } => {
  const category = newCategory();
  return { filter: { categories: [category] }, stream: () => newStream(category) };
};

/** Those of some events that lie in some streams. */
export const inStreams = <E extends { readonly stream: string }>(events: readonly E[], streams: readonly string[]): readonly E[] =>
  events.filter(({ stream }) => streams.includes(stream));

export const idsOf = (events: readonly { readonly id: string }[]): readonly string[] => events.map(({ id }) => id);

/** Appends one event after another, each in an append of its own, and answers the last one's position. */
export const appendEach = async (store: EventStore, stream: string, events: readonly NewEvent[]): Promise<string> => {
  let position = '';
  for (const event of events) {
    const answer = await store.append(stream, [event], 'any');
    if (!answer.appended) throw new Error(`not appended: ${answer.conflict}`);
    position = answer.position;
  }
  return position;
};

/** A subscription that keeps what it got. `stop` aborts it and waits for its end. */
export interface Following {
  readonly items: readonly FeedItem[];
  readonly events: () => readonly RecordedEvent[];
  /** Resolves when the subscription ends by itself. */
  readonly ended: Promise<void>;
  /** Waits until this holds of the items. */
  until(holds: (items: readonly FeedItem[]) => boolean): Promise<void>;
  stop(): Promise<void>;
}

export const follow = (store: EventStore, options: Omit<SubscribeOptions, 'signal'>): Following => {
  const controller = new AbortController();
  const items: FeedItem[] = [];
  const ended = (async () => {
    for await (const item of store.subscribe({ ...options, signal: controller.signal })) items.push(item);
  })();
  const failed = ended.then(() => new Promise<never>(() => undefined));
  return {
    items,
    ended,
    events: () => items.flatMap((item) => (item.kind === 'event' ? [item.event] : [])),
    until: (holds) =>
      Promise.race([
        failed,
        vi.waitFor(
          () => {
            if (!holds(items)) throw new Error(`the subscription has got ${items.length} items, not yet what was awaited`);
          },
          { timeout: 10_000, interval: 5 },
        ),
      ]),
    stop: async () => {
      controller.abort();
      await ended;
    },
  };
};
