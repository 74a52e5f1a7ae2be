// A model of the server behind the adapter's own small port, with the habits that the adapter has to live with, so that each
// can be seen without a server: what it forgets, what it adds, what it never says, and how it goes away.
import { Readable } from 'node:stream';
import type {
  ClientEvent,
  ClientRecord,
  Delivered,
  EventStoreDbClient,
  LogPosition,
  OpenSource,
  StreamMetadata,
} from '../src/eventstoredb/client.ts';
import { before, following, type Stored, type Version } from './eventstoredb-following.ts';

/** An error as the client makes it: its class is the client's own, so only `type` can be looked at. */
export const clientError = (type: string, more: object = {}): Error => Object.assign(new Error(type), { type, ...more });

/** What one append does instead of what it should. `late` does it, and its answer gets lost. */
export type Fault = Error | 'silent' | 'late';

interface Follower {
  readonly taken: (record: Stored) => void;
  end(error?: Error): void;
}

/** Until version 25.1, unless it was set otherwise. */
const maxAppendSize = 1_024 * 1_024;

/** Before which revision a deleted stream is truncated. */
const forEver = Number(2n ** 63n - 1n);

const place = (n: number): LogPosition => ({ commit: BigInt(n), prepare: BigInt(n) });

export interface ServerOptions {
  /** A checkpoint after so many events that were looked at. */
  readonly checkpointEvery?: number;
  readonly version?: Version;
  /** False for a server that never confirms a subscription. */
  readonly confirms?: boolean;
  /** Before version 22.6 reads of streams do not say where an event lies. */
  readonly tellsPlaces?: boolean;
}

/** A server with nothing in it but its own events. */
export const eventStoreDbServer = (options: ServerOptions = {}) => {
  const { checkpointEvery = 32, version = '24.2', confirms = true, tellsPlaces = true } = options;
  const log: Stored[] = [];
  const tombstoned = new Set<string>();
  const followers = new Set<Follower>();
  /** Taken one by one by the calls that come. */
  const faults: { readonly append: Fault[]; readonly read: Error[]; readonly subscribe: Error[]; readonly metadata: Error[] } = {
    append: [],
    read: [],
    subscribe: [],
    metadata: [],
  };
  const calls: {
    readonly appends: { stream: string; ids: string[]; expected: bigint | 'no_stream' }[];
    readonly subscriptions: LogPosition[];
    reads: number;
    delivered: number;
  } = {
    appends: [],
    subscriptions: [],
    reads: 0,
    delivered: 0,
  };
  /** Run one by one when a subscription has seen all there is and is about to go live. */
  const goingLive: (() => void)[] = [];
  let end = 0;

  const allOf = (stream: string) => log.filter(({ streamId }) => streamId === stream);
  const metadataOf = (stream: string): StreamMetadata => (allOf(`$$${stream}`).at(-1)?.data ?? {}) as StreamMetadata;
  const firstKept = (stream: string): number => Number(metadataOf(stream).$tb ?? 0);
  const kept = (stream: string) => allOf(stream).filter(({ revision }) => Number(revision) >= firstKept(stream));
  const put = (stream: string, event: Partial<ClientRecord> = {}): Stored => {
    end = Math.max(end + 100, Number(event.position?.commit ?? 0));
    const record: Stored = {
      id: crypto.randomUUID(),
      type: '$statsCollected',
      isJson: false,
      data: new Uint8Array(),
      metadata: new Uint8Array(),
      created: new Date(),
      ...event,
      streamId: stream,
      revision: BigInt(allOf(stream).length),
      position: event.position ?? place(end),
    };
    log.push(record);
    for (const follower of followers) follower.taken(record);
    return record;
  };
  // A server is never empty: its own events come first.
  put('$stats-127.0.0.1:2113');

  const parsed = (bytes: Uint8Array): unknown => {
    try {
      return JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      return bytes;
    }
  };
  const store = (stream: string, { id, type, data, metadata }: ClientEvent) => put(stream, { id, type, data, metadata: parsed(metadata) });

  const setMetadata = (stream: string, more: StreamMetadata) =>
    put(`$$${stream}`, { type: '$metadata', isJson: true, data: { ...metadataOf(stream), ...more } });
  const wrongVersion = (actual: number, expectedVersion: bigint | 'no_stream') =>
    clientError('wrong-expected-version', { actualVersion: actual < 0 ? 'no_stream' : BigInt(actual), expectedVersion });

  const append = (stream: string, events: readonly ClientEvent[], expected: bigint | 'no_stream'): bigint => {
    if (tombstoned.has(stream)) throw clientError('stream-deleted', { streamName: stream });
    const size = events.reduce((sum, { type, data, metadata }) => sum + data.length + metadata.length + 2 * type.length, 0);
    if (size > maxAppendSize) throw clientError('maximum-append-size-exceeded', { maxAppendSize });
    const present = allOf(stream);
    const actual = present.length - 1;
    const revision = expected === 'no_stream' ? -1 : Number(expected);
    const deleted = actual >= 0 && firstKept(stream) >= forEver;
    if (revision < actual) {
      // Ids come before deletedness. Idempotent when the same ids stand exactly there, even if nobody can read them any more;
      // a conflict when only some of them do, or none and the stream is there.
      const others = events.findIndex(({ id }, n) => present[revision + 1 + n]?.id !== id);
      if (others < 0) return BigInt(revision + events.length);
      if (others > 0 || revision !== -1 || !deleted) throw wrongVersion(actual, expected);
    } else if (revision > actual) throw wrongVersion(actual, expected);
    if (deleted) setMetadata(stream, { $tb: actual + 1 });
    for (const event of events) store(stream, event);
    return BigInt(actual + events.length);
  };

  const source = (): Readable => new Readable({ objectMode: true, read: () => undefined });
  const opened = (readable: Readable, onCancel: () => void = () => undefined): OpenSource => ({
    source: readable,
    cancel: async () => {
      onCancel();
      setImmediate(() => readable.push(null));
    },
  });
  /** A finite read. The client says what is wrong while reading. */
  const reading = (find: () => readonly Stored[] | Error): OpenSource => {
    calls.reads += 1;
    const readable = source();
    const fault = faults.read.shift();
    setImmediate(() => {
      const found = fault ?? find();
      if (found instanceof Error) readable.emit('error', found);
      else {
        for (const record of found) readable.push({ event: record } satisfies Delivered);
        readable.push(null);
      }
    });
    return opened(readable);
  };

  const client: EventStoreDbClient = {
    append: async (stream, events, expected) => {
      calls.appends.push({ stream, ids: events.map(({ id }) => id), expected });
      const fault = faults.append.shift();
      if (fault instanceof Error) throw fault;
      await new Promise(setImmediate);
      if (fault === 'silent') return new Promise(() => undefined);
      const revision = append(stream, events, expected);
      return fault === 'late' ? new Promise(() => undefined) : revision;
    },
    readStream: (stream, from, direction, limit) =>
      reading(() => {
        if (tombstoned.has(stream)) return clientError('stream-deleted', { streamName: stream });
        const all = kept(stream).map((record) => (tellsPlaces ? record : { ...record, position: place(2 ** 64) }));
        if (all.length === 0) return clientError('stream-not-found', { streamName: stream });
        if (direction === 'forwards') return all.filter(({ revision }) => from !== 'end' && revision >= from).slice(0, limit);
        return all
          .filter(({ revision }) => from === 'end' || revision <= from)
          .toReversed()
          .slice(0, limit);
      }),
    readAll: (from, direction, limit) =>
      reading(() => {
        // What ends at or before the position, so nothing of what stands there.
        const inReach = (position: LogPosition) => typeof from === 'string' || before(position, from);
        if (direction === 'backwards')
          return log
            .filter(({ position }) => inReach(position))
            .toReversed()
            .slice(0, limit);
        return log.filter(({ position }) => typeof from === 'string' || !before(position, from)).slice(0, limit);
      }),
    subscribeToAll: (after, { on, regex }, onCheckpoint) => {
      calls.subscriptions.push(after);
      const readable = source();
      const expression = new RegExp(regex);
      const fault = faults.subscribe.shift();
      const subscription = following(log, {
        version,
        after,
        checkpointEvery,
        matches: ({ streamId, type }) => expression.test(on === 'stream' ? streamId : type),
        deliver: (record) => {
          readable.push({ [record.type === '$>' ? 'link' : 'event']: record } satisfies Delivered);
          calls.delivered += 1;
        },
        checkpoint: onCheckpoint,
        caughtUp: () => readable.emit('caughtUp'),
        goesLive: () => goingLive.shift()?.(),
      });
      const leave = () => {
        subscription.end();
        followers.delete(follower);
      };
      const follower: Follower = {
        taken: subscription.taken,
        end: (error) => {
          leave();
          if (error === undefined) readable.push(null);
          else readable.emit('error', error);
        },
      };
      followers.add(follower);
      void (async () => {
        await new Promise(setImmediate);
        if (fault !== undefined) return follower.end(fault);
        if (!confirms) return;
        readable.emit('confirmation');
        await subscription.run();
      })();
      return opened(readable, leave);
    },
    writeMetadata: async (stream, metadata, expected) => {
      const fault = faults.metadata.shift();
      if (fault !== undefined) throw fault;
      const actual = allOf(`$$${stream}`).length - 1;
      if (actual !== (expected === 'no_stream' ? -1 : Number(expected))) throw wrongVersion(actual, expected);
      put(`$$${stream}`, { type: '$metadata', isJson: true, data: metadata });
    },
    close: async () => undefined,
  };

  return {
    client,
    log,
    faults,
    metadataOf,
    calls,
    put,
    /** Soft: the stream may be begun again, its revisions go on. */
    deleteStream: (stream: string) => setMetadata(stream, { $tb: forEver }),
    truncate: (stream: string, revision: number) => setMetadata(stream, { $tb: revision }),
    goingLive,
    tombstone: (stream: string) => tombstoned.add(stream),
    /** Ends every subscription, as a node does that stops or is no longer the leader. */
    drop: (error?: Error) => {
      for (const follower of followers) follower.end(error);
    },
    subscribers: () => followers.size,
  };
};
