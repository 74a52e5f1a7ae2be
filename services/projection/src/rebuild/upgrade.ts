// Rows that an older release folded, made anew by the first process of a newer one: beside whoever leads, and before it says that it is ready.
import type { Pool } from 'pg';
import type { Projection } from '../engine/projection.ts';
import { loggedProgress } from './progress.ts';
import { rebuildUnit } from './rebuild.ts';
import type { FillAtOnce } from './start-full.ts';
import { unitOf } from './unit.ts';
import { mismatchOf } from './versions.ts';

export interface UpgradeOptions {
  readonly pool: Pool;
  readonly checkpoint: string;
  readonly projections: readonly Projection[];
  readonly signal: AbortSignal;
  readonly log: { info(fields: object, text: string): void; error(fields: object, text: string): void };
  /** The same as of a fill from the first event; absent, somebody has to rebuild. */
  readonly fillAtOnce?: FillAtOnce | undefined;
}

/** What failed may fail again: a rebuild reads everything. */
const pauseMilliseconds = 30_000;

/** The read models whose rows an older release has folded. None where there are no rows yet, and none where a newer one has folded any. */
const outdated = async ({ pool, checkpoint, projections }: UpgradeOptions): Promise<readonly string[]> => {
  const { rows } = await pool.query('select from checkpoint where name = $1 and position is not null', [checkpoint]);
  const mismatch = rows.length === 0 ? undefined : await mismatchOf(pool, projections);
  return mismatch?.kind === 'newer' ? mismatch.names : [];
};

/**
 * To be called before leading, again and again: rebuilds what is outdated, all of it together, so that no two release's rows are mixed; tries
 * again half a minute after a fault. Once nothing is outdated it does nothing any more, so that whoever goes back to retired rows can.
 */
export const upgrading = (options: UpgradeOptions): (() => Promise<void>) => {
  const { checkpoint, projections, signal, log, fillAtOnce } = options;
  let done = fillAtOnce === undefined;
  let notBefore = 0;
  return async () => {
    if (done || fillAtOnce === undefined || performance.now() < notBefore) return;
    const names = await outdated(options);
    const unit = unitOf(projections, ...names);
    done = unit === undefined;
    if (unit === undefined) return;
    log.info({ readModels: names }, 'the read models are of an older release and are rebuilt');
    const begun = performance.now();
    try {
      const onProgress = loggedProgress(log, 'the read models are being rebuilt');
      const rebuilt = { ...fillAtOnce, checkpoint, projections, acceptDifferences: true, compared: false, signal, onProgress };
      const { events } = await rebuildUnit(rebuilt, unit);
      done = true;
      log.info({ events, seconds: (performance.now() - begun) / 1_000 }, 'the read models were rebuilt');
    } catch (error) {
      if (signal.aborted) return;
      notBefore = performance.now() + pauseMilliseconds;
      log.error({ err: error }, 'the read models could not be rebuilt; those in use stay as they were');
    }
  };
};
