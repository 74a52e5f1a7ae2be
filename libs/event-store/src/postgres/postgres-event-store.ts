// The event store on PostgreSQL. The promises are kept by migrations/000001_events.sql and fence.ts; this file puts them together.
import type { RecordedEvent } from '@yimu/domain/kernel';
import { type Clock, systemClock } from '../clock.ts';
import { ForeignPosition } from '../errors.ts';
import type { EventStore, ReadAllOptions } from '../event-store.ts';
import { formatPosition, parsePosition, type StoreIdentity } from '../position.ts';
import { prepareAppend } from '../prepare-append.ts';
import { appendToStream } from './append-to-stream.ts';
import { batchSize, eventOf } from './event-row.ts';
import { fencedPosition } from './fence.ts';
import { openPool, type PostgresOptions } from './pool.ts';
import { type Query, queryThrough } from './query.ts';
import { readAllBatch } from './read-all.ts';
import { readStream } from './read-stream.ts';
import { readStoreIdentity } from './store-identity.ts';
import { subscribe } from './subscribe.ts';

export type PostgresEventStoreOptions = PostgresOptions & {
  readonly clock?: Clock;
  /** How often a subscription looks while events arrive, default 25; idle it slows down to 250. */
  readonly pollMilliseconds?: number;
};

/**
 * Opens the store of a migrated database as a member of `yimu_event_writer` or `yimu_event_reader`.
 * Throws MissingGrant, and the driver's error when the server is not there.
 */
export const postgresEventStore = async (options: PostgresEventStoreOptions): Promise<EventStore> => {
  const { clock = systemClock, pollMilliseconds = 25, ...connection } = options;
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
  const closed = new AbortController();
  let closing: Promise<void> | undefined;

  return {
    append: async (stream, events, expected) =>
      appendToStream(query, identity, stream, prepareAppend(stream, events, expected, clock), expected),
    readStream: (stream, read) => readStream(query, identity, stream, read),
    readAll: (read = {}) => readAll(query, identity, read),
    subscribe: async function* ({ after, filter, signal }) {
      const ending = AbortSignal.any([signal, closed.signal]);
      yield* subscribe(query, identity, { after: sequenceOf(after), filter, signal: ending, pollMilliseconds });
    },
    head: async () => {
      const last = await fencedPosition(query, 0n);
      return last === 0n ? undefined : formatPosition(identity, last);
    },
    close: () => {
      closed.abort();
      closing ??= pool.end();
      return closing;
    },
  };
};

/** What lies between a position and the end of the feed when the reading starts. */
const readAll = async function* (
  query: Query,
  identity: StoreIdentity,
  { after, filter, limit = Number.POSITIVE_INFINITY }: ReadAllOptions,
): AsyncGenerator<RecordedEvent> {
  let delivered = after === undefined ? 0n : parsePosition(identity, after);
  const upTo = await fencedPosition(query, delivered);
  let wanted = limit;
  while (wanted > 0 && delivered < upTo) {
    const size = Math.min(wanted, batchSize);
    const rows = await readAllBatch(query, { after: delivered, upTo, filter, limit: size });
    for (const row of rows) yield eventOf(row, identity);
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) return;
    delivered = BigInt(last.position);
    wanted -= rows.length;
  }
};
