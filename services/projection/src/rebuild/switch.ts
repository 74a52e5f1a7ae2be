// New tables take the place of those in use, in one transaction that the leader waits for and readers hardly notice.
import { setTimeout as wait } from 'node:timers/promises';
import { type ClientBase, DatabaseError } from 'pg';
import { catchUp, type Moved, readExtent } from './catch-up.ts';
import { type Difference, differences } from './compare.ts';
import type { Extent } from './fill-range.ts';
import { untilOlderTransactionsEnded } from './older-transactions.ts';
import { RebuildRefused } from './refused.ts';
import { timelinesOf, type Unit } from './unit.ts';

/** How long readers may have to wait behind the locks at one try, and how long until the next. */
const lockMilliseconds = 100;
const pauseMilliseconds = 100;
const tries = 50;
/** Longer than any question to the read models may take. */
const patienceMilliseconds = 15_000;

export interface SwitchOptions {
  /** Two connections of the projector: one that keeps the leader waiting and switches, one that writes the last rows. */
  readonly holder: ClientBase;
  readonly writer: ClientBase;
  readonly checkpoint: string;
  readonly unit: Unit;
  readonly source: 'next' | 'previous';
  readonly from: Extent;
  /** Writes into the same transaction what there is to say about the new rows. */
  readonly record: (client: ClientBase, extent: Extent) => Promise<void>;
  /** Whether the last rows must be the same as those in use. */
  readonly compared: boolean;
  /** Called in every transaction that moves rows of `source` on, before it commits. */
  readonly moved: Moved;
}

/**
 * Switches. Answers the differences that kept it from doing so.
 * Throws RebuildRefused when somebody's transaction is in the way for too long, or the tables are no longer alike.
 */
export const switchTables = async (options: SwitchOptions): Promise<readonly Difference[]> => {
  const { holder, writer, checkpoint, unit, source, from, record, compared, moved } = options;
  await holder.query('begin');
  try {
    const { rows } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid from checkpoint where name = $1 for update', [
      checkpoint,
    ]);
    const extent = await readExtent(writer, checkpoint);
    const streams = await catchUp(writer, unit.projections, from, extent, moved);
    const found = compared ? await differences(writer, [source, 'public'], timelinesOf(unit), [...streams]) : [];
    if (found.length > 0) {
      await holder.query('rollback');
      return found;
    }
    await untilOlderTransactionsEnded(writer, rows[0]?.pid ?? 0, patienceMilliseconds);
    await moveTables(holder, unit.tables, source, true);
    await record(holder, extent);
    // Whoever leads asks again whether it may: the rows may be of another version.
    await holder.query(
      'update checkpoint set epoch = epoch + 1, generation = generation + 1, owner = null, expires_at = null where name = $1',
      [checkpoint],
    );
    await holder.query('commit');
    return [];
  } catch (error) {
    await holder.query('rollback').catch(() => undefined);
    throw error;
  }
};

/**
 * Moves tables of a shadow into place, and those in use to `previous` when they are kept; within the transaction that the holder is in. Tries
 * again and again, each time for a moment only: a long question must not make all others wait behind us. Throws RebuildRefused.
 */
export const moveTables = async (
  holder: ClientBase,
  tables: readonly string[],
  source: 'next' | 'previous',
  kept: boolean,
): Promise<void> => {
  await holder.query(`set local lock_timeout = ${lockMilliseconds}`);
  for (let n = 1; ; n += 1) {
    await holder.query('savepoint before_locks');
    try {
      await holder.query('select shadow_switch($1, $2, $3)', [tables, source, kept]);
      return;
    } catch (error) {
      await holder.query('rollback to savepoint before_locks');
      const code = error instanceof DatabaseError ? error.code : undefined;
      if (code === 'YM001') throw new RebuildRefused(`Nothing was switched: ${(error as Error).message}.`);
      if (code !== '55P03' && code !== '40P01') throw error;
      if (n === tries) throw new RebuildRefused('The tables were in use all the time and could not be switched; run this again.');
      await wait(pauseMilliseconds);
    }
  }
};
