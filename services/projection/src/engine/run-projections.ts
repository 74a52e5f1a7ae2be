// Follows the feed as leader: batches in, rows out, again from the checkpoint after any fault. An event that cannot be
// folded is parked, later ones of its stream behind it, until a leader comes that can fold them: every start tries.
import { setTimeout as wait } from 'node:timers/promises';
import type { EventStore } from '@yimu/event-store';
import type { Pool } from 'pg';
import { type FillAtOnce, startFull } from '../rebuild/start-full.ts';
import { upgrading } from '../rebuild/upgrade.ts';
import { mismatchOf, writeVersions } from '../rebuild/versions.ts';
import { LeaseLost } from './apply-batch.ts';
import { applyOrPark, replayParked } from './apply-or-park.ts';
import { batchesOf, withNext } from './batches.ts';
import type { Folds } from './changes.ts';
import type { Ahead } from './fold-batch.ts';
import { acquireLease, type Lease, releaseLease, renewLease } from './lease.ts';
import type { Projection } from './projection.ts';

/** The checkpoint under which all projections of this service move together. */
export const checkpointName = 'read-models';

const batchSize = 1_000;
const ttlMilliseconds = 6_000;
const retryMilliseconds = 500;

export interface RunOptions {
  readonly store: EventStore;
  readonly pool: Pool;
  readonly projections: readonly Projection[];
  readonly owner: string;
  readonly signal: AbortSignal;
  readonly log: { info(fields: object, text: string): void; error(fields: object, text: string): void };
  /** Called after each commit with the number of events in it. */
  readonly onBatch?: (events: number) => void;
  /** How a store that holds much is folded from its first event, and rows of an older release anew; absent, event by event as ever, and not. */
  readonly fillAtOnce?: FillAtOnce;
}

/** Runs until the signal; takes the lease when it is free, and lets it go at the end. */
export const runProjections = async (options: RunOptions): Promise<void> => {
  const { pool, owner, signal, log } = options;
  const mayLead = versionCheck(options);
  const upgrade = upgrading({ ...options, checkpoint: checkpointName });
  while (!signal.aborted) {
    try {
      await upgrade();
      const lease = await acquireLease(pool, checkpointName, owner, ttlMilliseconds);
      if (lease !== undefined && (await mayLead(lease))) await lead(options, lease);
    } catch (error) {
      if (!(error instanceof LeaseLost)) log.error({ err: error }, 'projections stopped, trying again from the checkpoint');
    }
    await wait(retryMilliseconds * (0.5 + Math.random()), undefined, { signal }).catch(() => undefined);
  }
};

/**
 * Says whether a lease may be used: rows of other versions are not for us. It is asked after the lease was taken and not at every batch:
 * whoever switches versions raises the epoch.
 */
const versionCheck = ({ pool, projections, log }: RunOptions): ((lease: Lease) => Promise<boolean>) => {
  let said = '';
  return async ({ position, epoch }) => {
    if (position === undefined) await writeVersions(pool, projections);
    const mismatch = await mismatchOf(pool, projections);
    const text = mismatch === undefined ? '' : sentences[mismatch.kind];
    if (mismatch !== undefined && text !== said) log.error({ readModels: mismatch.names }, text);
    said = text;
    if (mismatch !== undefined) await releaseLease(pool, checkpointName, epoch);
    return mismatch === undefined;
  };
};

const sentences = {
  older: 'the rows are of a newer version than this process folds; a newer one is to lead',
  newer: 'the rows are of an older version than this process folds; run npm run rebuild for the read models named',
} as const;

const lead = async (options: RunOptions, lease: Lease): Promise<void> => {
  const { store, pool, projections, signal, log, onBatch, fillAtOnce } = options;
  const leader = { name: checkpointName, epoch: lease.epoch };
  const over = new AbortController();
  const stop = AbortSignal.any([signal, over.signal]);
  const folds: Folds = new Map();
  let reached = lease.position;
  log.info({ epoch: lease.epoch, after: lease.position }, 'projections lead');
  const heartbeat = keepLease({ pool, store, epoch: lease.epoch, stop, over, reached: () => reached });
  try {
    if (reached === undefined && fillAtOnce !== undefined)
      reached = await startFull({ store, projections, leader, signal: stop, log }, fillAtOnce);
    await replayParked({ pool, projections, leader, folds, log });
    let ahead: Ahead | undefined;
    for await (const { batch, next } of withNext(batchesOf(store.subscribe({ after: reached, signal: stop }), batchSize, reached))) {
      ahead = await applyOrPark({ pool, projections, leader, folds, log }, batch.events, batch.position, {
        ahead,
        next: () => next()?.events,
      });
      reached = batch.position;
      onBatch?.(batch.events.length);
    }
  } finally {
    over.abort();
    await heartbeat;
    await releaseLease(pool, checkpointName, lease.epoch).catch(() => undefined);
  }
};

interface Heartbeat {
  readonly pool: Pool;
  readonly store: EventStore;
  readonly epoch: string;
  readonly stop: AbortSignal;
  readonly over: AbortController;
  readonly reached: () => string | undefined;
}

/** Renews the lease, and raises the watermark while nothing that was complete at this moment is missing from the rows. */
const keepLease = async ({ pool, store, epoch, stop, over, reached }: Heartbeat): Promise<void> => {
  while (!stop.aborted) {
    try {
      const now = new Date().toISOString();
      const head = await store.head();
      const complete = head === undefined || (reached() ?? '') >= head;
      if (!(await renewLease(pool, checkpointName, epoch, ttlMilliseconds, complete ? now : undefined))) over.abort();
    } catch {
      // The next beat tries again; if none succeeds the lease runs out and another leader takes over, fenced by the epoch.
    }
    await wait(ttlMilliseconds / 6, undefined, { signal: stop }).catch(() => undefined);
  }
};
