// Runs one reaction, and says in the service's log how it goes. The work is done by the event store's `consume`.
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

/** Runs a reaction until its signal ends it. Never rejects: outages and errors are logged and outlasted. */
export const runReaction = ({ logger, react, ...options }: ReactionOptions): Promise<void> =>
  consume({ ...options, handle: react, onNotice: (notice) => logNotice(logger, options.name, notice) });
