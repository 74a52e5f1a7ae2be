// The event store on PostgreSQL. The promises are kept by migrations/000001_events.sql and fence.ts; this file puts them together.
import type { RecordedEvent } from '@yimu/domain/kernel';
import { type Clock, systemClock } from '../clock.ts';
import { ForeignPosition } from '../errors.ts';
import type { EventStore, ReadAllOptions } from '../event-store.ts';
import { formatPosition, parsePosition, type StoreIdentity } from '../position.ts';
import { prepareAppend } from '../prepare-append.ts';
import { combineAppends } from './combine-appends.ts';
import { eventOf } from './event-row.ts';
import { type Fence, type FenceHolder, openFence } from './fence.ts';
import { openPool, type PostgresOptions } from './pool.ts';
import { type Query, queryThrough } from './query.ts';
import { readStretch } from './read-all.ts';
import { streamReader } from './read-stream.ts';
import { sendAppends } from './send-appends.ts';
import { readStoreIdentity } from './store-identity.ts';
import { subscribe } from './subscribe.ts';

/** What an operator wants to know of a store at this moment. */
export interface Diagnostics {
  /** How long the feed has been held up: since when the longest holder of the fence has been seen, 0 when nobody appends. */
  readonly fenceLagMilliseconds: number;
  /** Who holds the fence, the longest first. */
  readonly fenceHolders: readonly FenceHolder[];
  /** Appends of this process that wait for their turn, and transactions of appends under way. */
  readonly appends: { readonly waiting: number; readonly underWay: number };
}

export interface PostgresEventStore extends EventStore {
  /** Throws MissingGrant, and the driver's error when the server is away. */
  diagnostics(): Promise<Diagnostics>;
  /** Takes no more appends, answers those it took, ends the subscriptions and lets the connections go. */
  close(): Promise<void>;
}

export type PostgresEventStoreOptions = PostgresOptions & {
  readonly clock?: Clock;
  /** How often a subscription looks while events arrive, default 3; idle it slows down to 250. */
  readonly pollMilliseconds?: number;
};

/**
 * Opens the store of a migrated database as a member of `yimu_event_writer` or `yimu_event_reader`.
 * Throws MissingGrant, and the driver's error when the server is not there.
 */
export const postgresEventStore = async (options: PostgresEventStoreOptions): Promise<PostgresEventStore> => {
  const { clock = systemClock, pollMilliseconds = 3, ...connection } = options;
  let known: StoreIdentity | undefined;
  // A restore drops all connections, so a new connection is the moment to notice one.
  const pool = openPool(connection, async (client) => {
    const found = await readStoreIdentity(queryThrough(client));
    known ??= found;
    if (found.id !== known.id || found.epoch !== known.epoch)
      throw new ForeignPosition('the event store was restored while this process ran; start the process anew');
  });
  const query = queryThrough(pool);
  const identity = await readStoreIdentity(query).catch(async (error: unknown) => {
    await pool.end();
    throw error;
  });
  const sequenceOf = (after: string | undefined): bigint => (after === undefined ? 0n : parsePosition(identity, after));
  const appends = combineAppends((batch) => sendAppends(query, identity, batch));
  const fence = openFence(query);
  const closed = new AbortController();
  let closing: Promise<void> | undefined;

  return {
    append: async (stream, events, expected) =>
      appends.append({ stream, events: prepareAppend(stream, events, expected, clock), expected }),
    readStream: streamReader(query, identity),
    readAll: (read = {}) => readAll(query, fence, identity, read),
    subscribe: async function* ({ after, filter, signal }) {
      const ending = AbortSignal.any([signal, closed.signal]);
      yield* subscribe(query, fence, identity, { after: sequenceOf(after), filter, signal: ending, pollMilliseconds });
    },
    head: async () => {
      const last = await fence.position(0n);
      return last === 0n ? undefined : formatPosition(identity, last);
    },
    diagnostics: async () => {
      const fenceHolders = await fence.holders();
      return { fenceLagMilliseconds: fenceHolders[0]?.milliseconds ?? 0, fenceHolders, appends: appends.load() };
    },
    close: () => {
      closed.abort();
      closing ??= appends.close().then(() => pool.end());
      return closing;
    },
  };
};

/** What lies between a position and the end of the feed when the reading starts. */
const readAll = async function* (
  query: Query,
  fence: Fence,
  identity: StoreIdentity,
  { after, filter, limit = Number.POSITIVE_INFINITY }: ReadAllOptions,
): AsyncGenerator<RecordedEvent> {
  const first = after === undefined ? 0n : parsePosition(identity, after);
  const upTo = await fence.position(first);
  for await (const rows of readStretch(query, { after: first, upTo, filter, limit })) for (const row of rows) yield eventOf(row, identity);
};
