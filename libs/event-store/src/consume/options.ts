import type { RecordedEvent } from '@yimu/domain/kernel';
import type { CheckpointStore } from '../durable-subscription.ts';
import type { EventFilter, EventStore } from '../event-store.ts';

/** What a consumer has to say about itself, for a log. */
export type Notice =
  | { readonly kind: 'leading'; readonly epoch: number; readonly after: string | undefined }
  | { readonly kind: 'lease-lost' }
  /** `what` is the id of an event, or what else was tried; it is tried again after that many milliseconds. */
  | { readonly kind: 'failed'; readonly what: string; readonly error: unknown; readonly retryIn: number }
  /** The event failed so often that it is parked, and its stream with it. */
  | { readonly kind: 'parked'; readonly event: RecordedEvent; readonly attempts: number; readonly error: unknown }
  /** All of a stream's parked events have been handled. */
  | { readonly kind: 'resumed'; readonly stream: string };

export interface ConsumeOptions {
  readonly store: Pick<EventStore, 'subscribe' | 'readStream'>;
  readonly checkpoints: CheckpointStore;
  /** Names lease, checkpoint and parked events: never change it once it has run. */
  readonly name: string;
  readonly filter?: EventFilter | undefined;
  /** This start of this process, for example `<host>:<pid>:<uuid>`. */
  readonly owner: string;
  /** Ends the consumer: the promise then resolves. */
  readonly signal: AbortSignal;
  /** Gets every event at least once, those of one stream in order. Must bear the same event twice. */
  readonly handle: (event: RecordedEvent) => Promise<void>;
  /** How often an event is tried before it is parked, default 5. */
  readonly attempts?: number;
  /** Milliseconds without renewal until another process may take over, default 15,000. */
  readonly ttl?: number;
  /** Milliseconds of the first and the longest pause after an error, default 200 and 30,000. */
  readonly pauses?: { readonly first: number; readonly longest: number };
  /** Milliseconds between two looks for a requested replay while something is parked, default 1,000. */
  readonly replayLook?: number;
  readonly onNotice?: (notice: Notice) => void;
}

/** The options with every default filled in. */
export type Settings = ConsumeOptions & Required<Pick<ConsumeOptions, 'attempts' | 'ttl' | 'pauses' | 'replayLook' | 'onNotice'>>;

export const withDefaults = (options: ConsumeOptions): Settings => ({
  attempts: 5,
  ttl: 15_000,
  pauses: { first: 200, longest: 30_000 },
  replayLook: 1_000,
  onNotice: () => undefined,
  ...options,
});
