// Runs one reaction, and says in the service's log how it goes. The work is done by the event store's `consume`.
import { setTimeout as pause } from 'node:timers/promises';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { type CheckpointStore, consume, type EventFilter, type EventStore, type Notice } from '@yimu/event-store';
import type { Log } from './logger.ts';

export interface ReactionOptions {
  readonly store: EventStore;
  readonly checkpoints: CheckpointStore;
  /** Names lease, checkpoint and parked events: never change it once it has run. */
  readonly name: string;
  readonly filter?: EventFilter;
  /** This process, for example `<host>:<pid>:<uuid>`. */
  readonly owner: string;
  /** Ends the reaction: the promise then resolves. */
  readonly signal: AbortSignal;
  readonly logger: Log;
  /** Must bear the same event twice; `runReactionCommand` does. An event it keeps throwing on is parked, later ones of its stream behind it. */
  readonly react: (event: RecordedEvent) => Promise<void>;
  /** How often an event is tried before it is parked, default 5. */
  readonly attempts?: number;
  /** Milliseconds without renewal until another process may take over, default 15,000. */
  readonly ttl?: number;
  /** Milliseconds of the first and the longest pause after an error, default 200 and 30,000. */
  readonly pauses?: { readonly first: number; readonly longest: number };
}

/** Writes a notice of the runner as a line of the log. */
const logNotice = (logger: Log, reaction: string, notice: Notice): void => {
  if (notice.kind === 'leading') logger.info({ reaction, epoch: notice.epoch, after: notice.after ?? 'the beginning' }, 'leading');
  else if (notice.kind === 'lease-lost') logger.warn({ reaction }, 'lease lost');
  else if (notice.kind === 'resumed') logger.info({ reaction, stream: notice.stream }, 'parked events handled, the stream goes on');
  else if (notice.kind === 'failed')
    logger.error({ err: notice.error, reaction, what: notice.what, retryInMs: notice.retryIn }, 'reaction failed');
  else {
    const { id, stream } = notice.event;
    logger.error({ err: notice.error, reaction, what: id, stream, attempts: notice.attempts }, 'event parked, its stream waits');
  }
};

/**
 * Milliseconds between two looks for what is new. A look of each of the registry's eleven reactions costs three statements, one of them a
 * commit; taken whenever the feed had moved, they cost the database more than the commands that moved it.
 */
const lookEvery = 100;
/** Milliseconds after which the checkpoint moves past events that are none of the reaction's. */
const moveOnEvery = 1_000;

/** A feed that is not asked again at once while others write, and that tells of its end no more often than a checkpoint is worth. */
const unhurried = (store: EventStore): Pick<EventStore, 'subscribe' | 'readStream'> => ({
  ...store,
  subscribe: async function* (options) {
    let movedOn = Number.NEGATIVE_INFINITY;
    for await (const item of store.subscribe(options)) {
      if (item.kind === 'event') {
        yield item;
        continue;
      }
      if (performance.now() - movedOn >= moveOnEvery) {
        yield item;
        movedOn = performance.now();
      }
      await pause(lookEvery, undefined, { signal: options.signal }).catch(() => undefined);
    }
  },
});

/** Runs a reaction until its signal ends it. Never rejects: outages and errors are logged and outlasted. */
export const runReaction = ({ logger, react, store, ...options }: ReactionOptions): Promise<void> =>
  consume({ ...options, store: unhurried(store), handle: react, onNotice: (notice) => logNotice(logger, options.name, notice) });
