// What the adapter needs of a client of EventStoreDB, and no more. connect.ts makes one of `@eventstore/db-client`, which has
// been renamed once already; tests script one. Errors are told apart by their `type` text, never by their class, of which
// there may be several copies.

/** A place in the log. Both numbers count, compared commit first: an older server's checkpoint is (end of log, 0). */
export interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** An event on its way in. */
export interface ClientEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/** An event as the client answers it. */
export interface ClientRecord {
  readonly streamId: string;
  readonly id: string;
  readonly revision: bigint;
  readonly type: string;
  readonly isJson: boolean;
  /** Bytes, or a value when the event was written as JSON. */
  readonly data: unknown;
  /** A value when it can be read as JSON, else bytes, or nothing. */
  readonly metadata?: unknown;
  /** By the server's clock, milliseconds only. */
  readonly created: Date;
  readonly position?: LogPosition | undefined;
}

/** What the server knows of a stream besides its events, by the server's own names, such as `$tb` and `$acl`. */
export type StreamMetadata = Readonly<Record<string, unknown>>;

/** What reads and subscriptions deliver. `event` is missing for a link whose target is gone; `link` for what is no link. */
export interface Delivered {
  readonly event?: ClientRecord | undefined;
  readonly link?: ClientRecord | undefined;
}

/** A Node stream in object mode, paused. It says `error` without ending, and may say it before anybody reads. */
export interface Source {
  readonly readableLength: number;
  read(): unknown;
  on(name: 'readable' | 'end' | 'close' | 'confirmation' | 'caughtUp', listener: () => void): unknown;
  on(name: 'error', listener: (error: unknown) => void): unknown;
}

/** A source and how to let it go. The call ends some time after `cancel`. */
export interface OpenSource {
  readonly source: Source;
  readonly cancel: () => Promise<void>;
}

/** A regular expression (.NET) over the names of streams or of types. */
export interface ClientFilter {
  readonly on: 'stream' | 'type';
  readonly regex: string;
}

export type CheckpointListener = (position: LogPosition) => Promise<void>;

export interface EventStoreDbClient {
  /** All or none, at this revision exactly. Answers the revision of the last event. */
  append(stream: string, events: readonly ClientEvent[], expected: bigint | 'no_stream'): Promise<bigint>;
  /** From a revision on, itself included. */
  readStream(stream: string, from: bigint | 'end', direction: 'forwards' | 'backwards', limit: number): OpenSource;
  /** From a position on, itself included, or backwards from before it; links are delivered as links. */
  readAll(from: LogPosition | 'start' | 'end', direction: 'forwards' | 'backwards', limit: number): OpenSource;
  /** From behind a position on, without an end. `onCheckpoint` is waited for before anything else is delivered. */
  subscribeToAll(after: LogPosition, filter: ClientFilter, onCheckpoint: CheckpointListener): OpenSource;
  /** Replaces the metadata of a stream, which are the last event of its metadata stream, when that is at this revision. */
  writeMetadata(stream: string, metadata: StreamMetadata, expected: bigint | 'no_stream'): Promise<void>;
  close(): Promise<void>;
}
