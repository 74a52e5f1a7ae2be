// A leader whose read models are empty while the store holds much fills them at once; what that cannot do is folded event by event.
import type { EventStore } from '@yimu/event-store';
import type { Leader } from '../engine/apply-batch.ts';
import type { Projection } from '../engine/projection.ts';
import { UnfoldableEvent } from './fill.ts';
import { fillFromZero } from './from-zero.ts';
import { loggedProgress } from './progress.ts';
import { RebuildRefused } from './refused.ts';

/** What a fill at once needs beside what every leader has. */
export interface FillAtOnce {
  /** The read database, as a login of the group yimu_projector. */
  readonly connectionString: string;
  /** The address of the module that exports the projections. */
  readonly module: string;
  readonly threads: number;
  /** More events than this are filled at once. */
  readonly above: number;
}

export interface StartFullOptions {
  readonly store: EventStore;
  readonly projections: readonly Projection[];
  readonly leader: Leader;
  readonly signal: AbortSignal;
  readonly log: { info(fields: object, text: string): void; error(fields: object, text: string): void };
}

const holdsMoreThan = async (store: EventStore, limit: number): Promise<boolean> => {
  let seen = 0;
  for await (const _ of store.readAll()) {
    seen += 1;
    if (seen > limit) return true;
  }
  return false;
};

/** Fills empty read models; answers the position reached, undefined when the leader is to begin at the first event. Throws LeaseLost. */
export const startFull = async (
  { store, projections, leader, signal, log }: StartFullOptions,
  { above, ...how }: FillAtOnce,
): Promise<string | undefined> => {
  if (!(await holdsMoreThan(store, above))) return undefined;
  const begun = performance.now();
  try {
    const filled = await fillFromZero({
      ...how,
      projections,
      leader,
      signal,
      feed: store.readAll(),
      onProgress: loggedProgress(log, 'the read models are being filled'),
    });
    const seconds = (performance.now() - begun) / 1000;
    const events = filled?.events ?? 0;
    log.info({ events, seconds, eventsPerSecond: Math.round(events / seconds) }, 'the read models were filled from the first event');
    return filled?.position;
  } catch (error) {
    if (!(error instanceof UnfoldableEvent) && !(error instanceof RebuildRefused)) throw error;
    log.error({ err: error }, 'the read models cannot be filled at once; events are folded one after the other');
    return undefined;
  }
};
