// The port. Every adapter answers it the same way; contract/event-store.contract.ts says how, case by case.
import type { RecordedEvent } from '@yimu/domain/kernel';

/** An event on its way in. Its id makes the append repeatable; `recordedAt` is set by the store unless a copy brings it. */
export type NewEvent = Omit<RecordedEvent, 'stream' | 'revision' | 'position' | 'recordedAt'> & { readonly recordedAt?: string };

/** What the writer believes of the stream: at this revision, without events, with at least one event, or anything. */
export type ExpectedRevision = number | 'none' | 'exists' | 'any';

/** Where the last of the appended events stands. Appending the same ids again answers the same place, and that it was so before. */
export interface Appended {
  readonly appended: true;
  /** True when these ids stood in the stream already; what stands there may say something else. */
  readonly repeated: boolean;
  readonly revision: number;
  readonly position: string;
}

/** Why nothing was appended. */
export type AppendConflict =
  /** The stream is not where the writer believed; `actual` is its last revision, or none. */
  | { readonly appended: false; readonly conflict: 'wrong-revision'; readonly expected: ExpectedRevision; readonly actual: number | 'none' }
  /** `ids` stand in the stream already, but not all of the append does, or not in this order one after the other. */
  | { readonly appended: false; readonly conflict: 'partial-overlap'; readonly ids: readonly string[] };

/** What a feed delivers: one list of categories or one list of types, which every adapter can push down. */
export type EventFilter = { readonly categories: readonly string[] } | { readonly types: readonly string[] };

export interface ReadStreamOptions {
  /** First revision to read, default the first (forwards) or the last (backwards). */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
}

export interface ReadAllOptions {
  /** Read what follows this position; none = from the beginning. */
  readonly after?: string | undefined;
  readonly filter?: EventFilter | undefined;
  readonly limit?: number;
}

export interface SubscribeOptions {
  readonly after?: string | undefined;
  readonly filter?: EventFilter | undefined;
  /** Ends the subscription; the iteration then finishes without an error. */
  readonly signal: AbortSignal;
}

/**
 * What a subscription yields. `caught-up` comes when everything that was complete has been delivered, with the position up
 * to which that holds: it moves past events that the filter left out, so a sparse consumer can checkpoint it. `passed` is such
 * a position on the way there, where a store has to search a long log for little: not yet caught up, but worth a checkpoint.
 */
export type FeedItem =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  | { readonly kind: 'caught-up' | 'passed'; readonly position: string };

export interface EventStore {
  /**
   * Appends all events to one stream, or none. The ids are looked at before the expectation: an append that was done
   * answers its first result again, whatever has been appended since.
   * Throws AppendTooLarge (an event ≤ 60 KiB, an append ≤ 1,000 events and ≤ 1 MiB), InvalidStreamName and InvalidEvent.
   */
  append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Promise<Appended | AppendConflict>;
  /** The events of one stream in order; none for a stream that was never written. Sees every append that was answered. */
  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<RecordedEvent>;
  /** All events up to the present end of the complete feed, in position order. Throws ForeignPosition. */
  readAll(options?: ReadAllOptions): AsyncIterable<RecordedEvent>;
  /** Catches up, says so, then delivers live; resumes by itself after a dropped connection. Throws ForeignPosition. */
  subscribe(options: SubscribeOptions): AsyncIterable<FeedItem>;
  /** The last position of the complete feed: no event at or before it will appear later. None while the store is empty. */
  head(): Promise<string | undefined>;
  /** Ends the subscriptions and lets the connections go. */
  close(): Promise<void>;
}
