import type { EventStore, FeedItem } from '@yimu/event-store';
import { onTestFinished } from 'vitest';
import { eventStoreThrough } from '../src/eventstoredb/eventstoredb-event-store.ts';
import { eventStoreDbServer, type ServerOptions } from './eventstoredb-server.ts';

/** A store on a server of its own that loses patience soon; both go with the test. */
export const opened = async (options: ServerOptions = {}) => {
  const server = eventStoreDbServer(options);
  const limits = { answer: 60, outage: 1_000, longestPause: 5 };
  const open = async (): Promise<EventStore> => {
    const store = await eventStoreThrough(server.client, { limits });
    onTestFinished(() => store.close());
    return store;
  };
  return { server, open, limits, store: await open() };
};

export const eventCount = (items: readonly FeedItem[]): number => items.filter(({ kind }) => kind === 'event').length;
export const caughtUp = (items: readonly FeedItem[]): boolean => items.at(-1)?.kind === 'caught-up';

/** What every event of the port has, for one that is put into the server by hand. */
export const ownEvent = {
  type: 'ThingHappened',
  data: new TextEncoder().encode('{}'),
  metadata: { version: 1, recordedAt: '2024-03-11T04:00:00.000123Z' },
};
