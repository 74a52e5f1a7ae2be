// A model of the server behind the adapter's own small port, with the habits that the adapter has to live with, so that each
// can be seen without a server: what it forgets, what it adds, what it never says, and how it goes away.
import { Readable } from 'node:stream';
import type { ClientEvent, ClientRecord, Delivered, EventStoreDbClient, LogPosition, OpenSource } from '../src/eventstoredb/client.ts';

/** An error as the client makes it: its class is the client's own, so only `type` can be looked at. */
export const clientError = (type: string, more: object = {}): Error => Object.assign(new Error(type), { type, ...more });

interface Stored extends ClientRecord {
  readonly position: LogPosition;
}

/** What one append does instead of what it should. `late` does it, and its answer gets lost. */
export type Fault = Error | 'silent' | 'late';

interface Following {
  readonly source: Readable;
  readonly taken: (record: Stored) => void;
  end(error?: Error): void;
}

/** Until version 25.1, unless it was set otherwise. */
const maxAppendSize = 1_024 * 1_024;

const place = (n: number): LogPosition => ({ commit: BigInt(n), prepare: BigInt(n) });
const before = (one: LogPosition, other: LogPosition): boolean =>
  one.commit < other.commit || (one.commit === other.commit && one.prepare < other.prepare);

export interface ServerOptions {
  /** A checkpoint after so many events that were looked at. */
  readonly checkpointEvery?: number;
  /** What a server that has caught up without finding anything, since the beginning, calls its checkpoint. */
  readonly checkpointOfNothing?: LogPosition;
  /** False before version 23.10. */
  readonly saysCaughtUp?: boolean;
  /** False for a server that never confirms a subscription. */
  readonly confirms?: boolean;
  /** Before version 22.6 reads of streams do not say where an event lies. */
  readonly tellsPlaces?: boolean;
}

/** A server with nothing in it but its own events. */
export const eventStoreDbServer = (options: ServerOptions = {}) => {
  const { checkpointEvery = 32, saysCaughtUp = true, confirms = true, tellsPlaces = true } = options;
  const log: Stored[] = [];
  const firstKept = new Map<string, number>();
  const tombstoned = new Set<string>();
  const followers = new Set<Following>();
  /** Taken one by one by the calls that come. */
  const faults: { readonly append: Fault[]; readonly read: Error[]; readonly subscribe: Error[] } = { append: [], read: [], subscribe: [] };
  const calls: {
    readonly appends: { stream: string; ids: string[]; expected: bigint | 'no_stream' }[];
    readonly subscriptions: (LogPosition | undefined)[];
    reads: number;
    delivered: number;
  } = {
    appends: [],
    subscriptions: [],
    reads: 0,
    delivered: 0,
  };
  let end = 0;

  const allOf = (stream: string) => log.filter(({ streamId }) => streamId === stream);
  const kept = (stream: string) => allOf(stream).filter(({ revision }) => Number(revision) >= (firstKept.get(stream) ?? 0));
  const put = (stream: string, event: Partial<ClientRecord> = {}): Stored => {
    end += 100;
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

  const append = (stream: string, events: readonly ClientEvent[], expected: bigint | 'no_stream'): bigint => {
    if (tombstoned.has(stream)) throw clientError('stream-deleted', { streamName: stream });
    const size = events.reduce((sum, { type, data, metadata }) => sum + data.length + metadata.length + 2 * type.length, 0);
    if (size > maxAppendSize) throw clientError('maximum-append-size-exceeded', { maxAppendSize });
    const present = allOf(stream);
    const actual = present.length - 1;
    const revision = expected === 'no_stream' ? -1 : Number(expected);
    const deleted = actual >= 0 && kept(stream).length === 0 && firstKept.get(stream) === Number.POSITIVE_INFINITY;
    if (revision < actual && !(revision === -1 && deleted)) {
      // Idempotent when the same ids stand exactly there; else a conflict, even when only some of them do.
      if (events.every(({ id }, n) => present[revision + 1 + n]?.id === id)) return BigInt(revision + events.length);
    }
    if (revision !== actual && !(revision === -1 && deleted))
      throw clientError('wrong-expected-version', { actualVersion: actual < 0 ? 'no_stream' : BigInt(actual), expectedVersion: expected });
    if (deleted) firstKept.set(stream, actual + 1);
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
        if (direction === 'backwards') return log.toReversed().slice(0, limit);
        return log.filter(({ position }) => typeof from === 'string' || !before(position, from)).slice(0, limit);
      }),
    subscribeToAll: (after, { on, regex }, onCheckpoint) => {
      calls.subscriptions.push(after);
      const readable = source();
      const expression = new RegExp(regex);
      const waiting = log.filter(({ position }) => after === undefined || before(after, position));
      let wakeUp: () => void = () => undefined;
      let over = false;
      const follower: Following = {
        source: readable,
        taken: (record) => {
          waiting.push(record);
          wakeUp();
        },
        end: (error) => {
          over = true;
          followers.delete(follower);
          if (error === undefined) readable.push(null);
          else readable.emit('error', error);
          wakeUp();
        },
      };
      followers.add(follower);
      const fault = faults.subscribe.shift();
      const pump = async () => {
        await new Promise(setImmediate);
        if (fault !== undefined) return follower.end(fault);
        if (!confirms) return;
        readable.emit('confirmation');
        let considered = 0;
        let reached = after;
        let live = false;
        while (!over) {
          const record = waiting.shift();
          if (record === undefined) {
            if (!live) {
              live = true;
              await onCheckpoint(reached ?? options.checkpointOfNothing ?? { commit: 2n ** 64n - 1n, prepare: 2n ** 64n - 1n });
              if (saysCaughtUp) readable.emit('caughtUp');
            }
            if (waiting.length > 0 || over) continue;
            await new Promise<void>((resolve) => {
              wakeUp = resolve;
            });
            continue;
          }
          if (expression.test(on === 'stream' ? record.streamId : record.type)) {
            readable.push({ [record.type === '$>' ? 'link' : 'event']: record } satisfies Delivered);
            calls.delivered += 1;
            reached = record.position;
          }
          considered += 1;
          if (considered % checkpointEvery === 0) {
            reached = record.position;
            await onCheckpoint(record.position);
          }
        }
      };
      void pump();
      return opened(readable, () => {
        over = true;
        followers.delete(follower);
        wakeUp();
      });
    },
    truncateBefore: async (stream, revision) => {
      firstKept.set(stream, revision);
    },
    close: async () => undefined,
  };

  return {
    client,
    log,
    faults,
    calls,
    put,
    /** Soft: the stream may be begun again, its revisions go on. */
    deleteStream: (stream: string) => firstKept.set(stream, Number.POSITIVE_INFINITY),
    truncate: (stream: string, revision: number) => firstKept.set(stream, revision),
    tombstone: (stream: string) => tombstoned.add(stream),
    /** Ends every subscription, as a node does that stops or is no longer the leader. */
    drop: (error?: Error) => {
      for (const follower of followers) follower.end(error);
    },
    subscribers: () => followers.size,
  };
};
