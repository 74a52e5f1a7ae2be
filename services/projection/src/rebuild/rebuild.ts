// A read model anew beside the one in use: filled by several threads, caught up with the leader, compared, and switched at once.
import type { ClientBase } from 'pg';
import type { Projection } from '../engine/projection.ts';
import { readExtent } from './catch-up.ts';
import type { Difference } from './compare.ts';
import { connectionTo, lockRebuilds, opened } from './connections.ts';
import { fill } from './fill.ts';
import type { Extent } from './fill-range.ts';
import { indexTables } from './index-tables.ts';
import type { Progress } from './progress.ts';
import { rangesOf } from './ranges.ts';
import { RebuildRefused } from './refused.ts';
import { unlike } from './sums.ts';
import { takePlace } from './take-place.ts';
import { timelinesOf, type Unit, unitOf } from './unit.ts';
import { versionOf } from './versions.ts';

export interface RebuildOptions {
  /** The read database, as a login of the group yimu_projector. */
  readonly connectionString: string;
  /** The address of the module that exports `projections`, for the threads. */
  readonly module: string;
  readonly projections: readonly Projection[];
  readonly name: string;
  readonly checkpoint: string;
  readonly acceptDifferences: boolean;
  /** False where nobody asks how the rows differ; true by default. */
  readonly compared?: boolean;
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly onUnit?: (unit: Unit) => void;
  readonly onProgress: (progress: Progress) => void;
}

/** How it ended: switched, or kept from it by rows that differ. */
export interface Rebuilt {
  readonly switched: boolean;
  readonly unit: Unit;
  readonly events: number;
  readonly differences: readonly Difference[];
}

/** About as many events as a thread keeps in memory at once. */
const rangeSize = 1_500;

/** The unit of a read model. Throws RebuildRefused when there is none of that name. */
export const requireUnit = (projections: readonly Projection[], name: string): Unit => {
  const unit = unitOf(projections, name);
  if (unit === undefined)
    throw new RebuildRefused(`There is no read model ${name}; there are ${projections.map((each) => each.name).join(', ')}.`);
  return unit;
};

/** Rebuilds the unit of a read model. Throws RebuildRefused with a sentence, and what folding throws; the rows in use are then as they were. */
export const rebuild = async (options: RebuildOptions): Promise<Rebuilt> => {
  const unit = requireUnit(options.projections, options.name);
  options.onUnit?.(unit);
  return rebuildUnit(options, unit);
};

/** Rebuilds what is rebuilt together. Throws as `rebuild`. */
export const rebuildUnit = async (options: Omit<RebuildOptions, 'name' | 'onUnit'>, unit: Unit): Promise<Rebuilt> => {
  const { connectionString, checkpoint, acceptDifferences, compared = true, signal, onProgress } = options;
  await using closing = new AsyncDisposableStack();
  const connection = connectionTo(connectionString, 'next');
  const holder = await opened(connection, closing);
  await lockRebuilds(holder);
  const writer = await opened(connection, closing);
  closing.defer(() => dropShadow(connectionString));
  await holder.query('select shadow_create($1), shadow_words($2)', [unit.tables, 'next']);

  const { extent, events } = await fillTables(options, unit, writer);
  const record = (client: ClientBase, at: Extent): Promise<void> => recordSwitch(client, unit.projections, at);
  const taken = {
    holder,
    writer,
    checkpoint,
    unit,
    source: 'next',
    from: extent,
    record,
    acceptDifferences,
    compared,
    signal,
    onProgress,
  } as const;
  return { ...(await takePlace(taken)), unit, events };
};

const dropShadow = async (connectionString: string): Promise<void> => {
  await using closing = new AsyncDisposableStack();
  const client = await opened({ connectionString }, closing);
  await client.query(`select shadow_drop('next')`);
};

/** Rows, then keys and indexes, then what is added up; what was written must be what lies there. */
const fillTables = async (
  { connectionString, module, checkpoint, threads, signal, onProgress }: Omit<RebuildOptions, 'name' | 'onUnit'>,
  unit: Unit,
  writer: ClientBase,
): Promise<{ readonly extent: Extent; readonly events: number }> => {
  const extent = await readExtent(writer, checkpoint);
  const ranges = await rangesOf(writer, unit.projections, rangeSize);
  const total = ranges.reduce((sum, { events }) => sum + events, 0);
  const connection = connectionTo(connectionString, 'next');
  const names = unit.projections.map((each) => each.name);
  onProgress({ phase: 'fill', done: 0, total });
  const onEvents = (done: number): void => onProgress({ phase: 'fill', done, total });
  const written = await fill({ connection, module, names, extent, ranges, summed: true, threads, signal, onProgress: onEvents });
  await indexTables({ connection, unit, threads, signal, onProgress });
  const odd = await unlike(writer, 'next', timelinesOf(unit), written);
  if (odd.length > 0) throw new RebuildRefused(`Not all rows that were written lie in ${odd.join(', ')}; nothing was switched.`);
  return { extent, events: total };
};

/** The rows in use are of these versions from now on, and the retired ones of those before, up to here. */
const recordSwitch = async (client: ClientBase, projections: readonly Projection[], { upTo, parked }: Extent): Promise<void> => {
  await client.query(
    `insert into read_model as r (name, version, switched_at) select name, version, now() from unnest($1::text[], $2::integer[]) as n (name, version)
     on conflict (name) do update set version = excluded.version, switched_at = excluded.switched_at,
       retired_version = r.version, retired_position = $3, retired_parked = $4`,
    [projections.map(({ name }) => name), projections.map(versionOf), upTo, parked],
  );
};
