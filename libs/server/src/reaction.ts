// Runs one reaction: one leader at a time, at least once, in order, from where the last leader stopped.
import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { CheckpointStore, EventFilter, EventStore, FeedItem, Lease } from '@yimu/event-store';
import type { Log } from './logger.ts';

export interface ReactionOptions {
  readonly store: EventStore;
  readonly checkpoints: CheckpointStore;
  /** Names lease and checkpoint: never change it once it has run. */
  readonly name: string;
  readonly filter?: EventFilter;
  /** This process, for example `<host>:<pid>:<uuid>`. */
  readonly owner: string;
  /** Ends the reaction: the promise then resolves. */
  readonly signal: AbortSignal;
  readonly logger: Log;
  /** Must bear the same event twice; `runReactionCommand` does. An event it throws on is tried again, and later ones wait. */
  readonly react: (event: RecordedEvent) => Promise<void>;
  /** Milliseconds without renewal until another process may take over, default 15,000. */
  readonly ttl?: number;
  /** Milliseconds of the first and the longest pause after an error, default 200 and 30,000. */
  readonly pauses?: { readonly first: number; readonly longest: number };
}

/** Waits, less when the signal ends it. The jitter keeps processes that fail together from trying together. */
const pause = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await sleep(milliseconds * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
};

/** Runs `work` until it succeeds or the signal ends it, with longer and longer pauses. True when it succeeded. */
const persist = async (options: ReactionOptions, what: string, signal: AbortSignal, work: () => Promise<void>): Promise<boolean> => {
  const { first, longest } = options.pauses ?? { first: 200, longest: 30_000 };
  for (let wait = first; !signal.aborted; wait = Math.min(wait * 2, longest)) {
    try {
      await work();
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      options.logger.error({ err: error, reaction: options.name, what, retryInMs: wait }, 'reaction failed');
      await pause(wait, signal);
    }
  }
  return false;
};

/** Works through the feed while this process leads. Returns when it no longer does; throws when the feed breaks. */
const lead = async (options: ReactionOptions, lease: Lease, ttl: number): Promise<void> => {
  const { store, checkpoints, filter, owner, react, name } = options;
  const lost = new AbortController();
  const signal = AbortSignal.any([options.signal, lost.signal]);

  const renewing = async (): Promise<void> => {
    while (!signal.aborted) {
      await pause(ttl / 3, signal);
      if (signal.aborted) return;
      // An outage here is not yet a loss: the lease lasts for two more renewals, and `advance` is fenced by its epoch.
      const renewed = await checkpoints.acquire(name, owner, ttl).catch(() => lease);
      if (renewed?.epoch !== lease.epoch) lost.abort();
    }
  };

  let reached = lease.checkpoint;
  const advance = async (position: string): Promise<void> => {
    if (position === reached) return;
    if (await checkpoints.advance(lease, owner, position, ttl)) reached = position;
    else lost.abort();
  };
  const take = async (item: FeedItem): Promise<void> => {
    if (item.kind === 'caught-up') return advance(item.position);
    if (await persist(options, item.event.id, signal, () => react(item.event))) await advance(item.event.position);
  };

  const renewal = renewing();
  try {
    for await (const item of store.subscribe({ after: lease.checkpoint, filter, signal })) {
      if (signal.aborted) break;
      await take(item);
    }
  } finally {
    if (lost.signal.aborted) options.logger.warn({ reaction: name }, 'lease lost');
    lost.abort();
    await renewal;
    // Not held any more is no fault: another leader's lease is left alone.
    await checkpoints.release(lease, owner).catch(() => undefined);
  }
};

/** Runs a reaction until its signal ends it. Never rejects: outages and errors are logged and outlasted. */
export const runReaction = async (options: ReactionOptions): Promise<void> => {
  const { checkpoints, name, owner, signal, logger, ttl = 15_000 } = options;
  const round = async (): Promise<void> => {
    const lease = await checkpoints.acquire(name, owner, ttl);
    if (lease === undefined) return pause(ttl / 2, signal);
    logger.info({ reaction: name, epoch: lease.epoch, after: lease.checkpoint ?? 'the beginning' }, 'leading');
    await lead(options, lease, ttl);
  };
  while (!signal.aborted) await persist(options, 'subscription', signal, round);
};
