// The event store on EventStoreDB or KurrentDB. README.md says what the server promises less than the port, and which file
// makes up for it; this one puts them together.
import { type Clock, systemClock } from '../clock.ts';
import { ForeignPosition } from '../errors.ts';
import type { EventStore } from '../event-store.ts';
import type { StoreIdentity } from '../position.ts';
import { prepareAppend } from '../prepare-append.ts';
import { appendToStream } from './append-to-stream.ts';
import type { EventStoreDbClient, LogPosition } from './client.ts';
import { translated } from './client-error.ts';
import { connect } from './connect.ts';
import { headOf } from './head.ts';
import { inTurn } from './in-turn.ts';
import { compare, formatLogPosition, origin, parseLogPosition } from './log-position.ts';
import { type Patience, patience, unlessAborted } from './patience.ts';
import { readAll } from './read-all.ts';
import { readStream } from './read-stream.ts';
import type { Session } from './session.ts';
import { readStoreIdentity } from './store-identity.ts';
import { streamMemory } from './stream-memory.ts';
import { subscribe } from './subscribe.ts';

export interface EventStoreDbOptions {
  /**
   * `esdb://user:password@host:2113?tls=true`, for a cluster `esdb+discover://…` or several hosts: a single host means no
   * failover. The user needs the right to read $all.
   */
  readonly connectionString: string;
  readonly clock?: Clock;
  /** How long to wait for what; for tests. */
  readonly limits?: Partial<Patience>;
}

/** Opens the store of a server. Throws MissingGrant, and the client's error when the server is not there. */
export const eventStoreDbEventStore = ({ connectionString, ...options }: EventStoreDbOptions): Promise<EventStore> =>
  eventStoreThrough(connect(connectionString), options);

/** The same through any client; tests script one. */
export const eventStoreThrough = async (
  client: EventStoreDbClient,
  { clock = systemClock, limits: own = {} }: Omit<EventStoreDbOptions, 'connectionString'> = {},
): Promise<EventStore> => {
  const limits = { ...patience, ...own };
  const identity: StoreIdentity = await readStoreIdentity({ client, limits }).catch(async (error: unknown) => {
    await client.close();
    throw translated(error);
  });
  const session: Session = { client, limits, identity, memory: streamMemory(), tail: { own: undefined, seen: undefined } };
  const inTurnByStream = inTurn();
  const closed = new AbortController();
  let closing: Promise<void> | undefined;

  const positionOf = (after: string | undefined): LogPosition | undefined =>
    after === undefined ? undefined : parseLogPosition(identity, after);
  /** A position of this store that is not beyond the end of the feed, and that end. */
  const starting = async (after: string | undefined): Promise<{ from: LogPosition | undefined; head: LogPosition | undefined }> => {
    const from = positionOf(after);
    const head = await headOf(session);
    if (from !== undefined && compare(from, head ?? origin) > 0)
      throw new ForeignPosition('the position lies beyond the end of this event store');
    return { from, head };
  };

  return {
    append: async (stream, events, expected) => {
      const prepared = prepareAppend(stream, events, expected, clock);
      return inTurnByStream(stream, () => appendToStream(session, stream, prepared, expected));
    },
    readStream: (stream, read) => readStream(session, stream, read),
    readAll: async function* ({ after, filter, limit = Number.POSITIVE_INFINITY } = {}) {
      const { from, head } = await starting(after);
      if (head !== undefined) yield* readAll(session, { after: from, upTo: head, filter, limit });
    },
    subscribe: async function* ({ after, filter, signal }) {
      const ending = AbortSignal.any([signal, closed.signal]);
      positionOf(after);
      if (ending.aborted) return;
      const start = await unlessAborted(starting(after), ending).catch((error: unknown) => {
        if (ending.aborted) return undefined;
        throw error;
      });
      if (start === undefined) return;
      yield* subscribe(session, { after: start.from, filter, signal: ending });
    },
    head: async () => {
      const head = await headOf(session);
      return head === undefined ? undefined : formatLogPosition(identity, head);
    },
    close: () => {
      closed.abort();
      closing ??= client.close();
      return closing;
    },
  };
};
