// From filled tables to tables in use: caught up without making the leader wait, compared as of one moment, switched.
import type { ClientBase } from 'pg';
import { catchUp, catchUpOnce, type Moved, readExtent } from './catch-up.ts';
import { type Difference, differences } from './compare.ts';
import type { Extent } from './fill-range.ts';
import type { Progress } from './progress.ts';
import { type SwitchOptions, switchTables } from './switch.ts';

/** Fewer than this many events behind, the leader may be made to wait for the rest. */
const close = 2_000;

export interface TakePlaceOptions extends Omit<SwitchOptions, 'compared' | 'moved'> {
  readonly moved?: Moved;
  readonly acceptDifferences: boolean;
  /** False where nobody asks how the rows differ; true by default. */
  readonly compared?: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** Whether tables were switched, and how their rows differ from those that were in use. */
export interface Taken {
  readonly switched: boolean;
  readonly differences: readonly Difference[];
}

const nothing: Moved = async () => undefined;

/** Switches unless rows differ and that is not accepted. Throws RebuildRefused, and what folding throws. */
export const takePlace = async (options: TakePlaceOptions): Promise<Taken> => {
  const { writer, unit, source, from, checkpoint, moved = nothing, acceptDifferences, compared = true, signal, onProgress } = options;
  onProgress({ phase: 'catch-up', done: 0, total: 0 });
  let extent = from;
  for (let to = await readExtent(writer, checkpoint); await isFar(writer, extent, to); to = await readExtent(writer, checkpoint)) {
    await catchUp(writer, unit.projections, extent, to, moved);
    extent = to;
    signal.throwIfAborted();
  }
  if (compared) onProgress({ phase: 'compare', done: 0, total: 0 });
  const seen = compared ? await compareAtOneMoment({ ...options, moved, from: extent }) : { extent, found: [] };
  signal.throwIfAborted();
  if (seen.found.length > 0 && !acceptDifferences) return { switched: false, differences: seen.found };
  onProgress({ phase: 'switch', done: 0, total: 0 });
  const late = await switchTables({ ...options, source, moved, from: seen.extent, compared: !acceptDifferences });
  return { switched: late.length === 0, differences: late.length > 0 ? late : seen.found };
};

const isFar = async (client: ClientBase, from: Extent, to: Extent): Promise<boolean> => {
  const { rows } = await client.query('select from event where position > $1 and position <= $2 limit $3', [from.upTo, to.upTo, close]);
  return rows.length === close;
};

/** Brings the new rows to the moment that the transaction sees, and compares all of them with those in use. */
const compareAtOneMoment = async ({ writer, unit, source, from, checkpoint, moved }: Omit<SwitchOptions, 'compared'>) => {
  await writer.query('begin isolation level repeatable read');
  try {
    const extent = await readExtent(writer, checkpoint);
    for (let at = from; at !== extent; ) at = (await catchUpOnce(writer, unit.projections, at, extent)).extent;
    await moved(writer, extent);
    const found = await differences(writer, [source, 'public'], unit.tables);
    await writer.query('commit');
    return { extent, found };
  } catch (error) {
    await writer.query('rollback').catch(() => undefined);
    throw error;
  }
};
