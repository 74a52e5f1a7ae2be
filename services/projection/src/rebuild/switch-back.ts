// Back to the rows that a rebuild has retired, or away with them.
import type { ClientBase } from 'pg';
import type { Projection } from '../engine/projection.ts';
import { connectionTo, lockRebuilds, opened } from './connections.ts';
import type { Extent } from './fill-range.ts';
import { type RebuildOptions, type Rebuilt, requireUnit } from './rebuild.ts';
import { RebuildRefused } from './refused.ts';
import { takePlace } from './take-place.ts';
import type { Unit } from './unit.ts';
import { versionOf } from './versions.ts';

interface Retired {
  readonly name: string;
  readonly retired_version: number | null;
  readonly retired_position: string | null;
  readonly retired_parked: readonly string[] | null;
}

/** Up to where the retired rows of a unit go. Throws RebuildRefused when there are none, or they are of a version that this program does not fold. */
const requireRetired = async (client: ClientBase, { projections, tables }: Unit): Promise<Extent> => {
  const names = projections.map(({ name }) => name);
  const { rows } = await client.query<Retired>(
    'select name, retired_version, retired_position, retired_parked from read_model where name = any ($1)',
    [names],
  );
  const absent = await client.query(`select from unnest($1::text[]) name where to_regclass(format('previous.%I', name)) is null`, [tables]);
  const [first] = rows;
  const whole = rows.length === names.length && rows.every((each) => each.retired_position === first?.retired_position);
  if (first?.retired_position == null || !whole || absent.rows.length > 0)
    throw new RebuildRefused('There are no retired rows to go back to; they were dropped, or nothing was switched.');
  const other = projections.find((each) => rows.find(({ name }) => name === each.name)?.retired_version !== versionOf(each));
  if (other !== undefined) {
    const version = rows.find(({ name }) => name === other.name)?.retired_version ?? 0;
    throw new RebuildRefused(
      `The retired rows of ${other.name} are of version ${version} and this program folds version ${versionOf(other)}; run this from the release that folds version ${version}.`,
    );
  }
  return { upTo: first.retired_position, parked: first.retired_parked ?? [] };
};

const atPosition = async (client: ClientBase, projections: readonly Projection[], { upTo, parked }: Extent): Promise<void> => {
  await client.query('update read_model set retired_position = $2, retired_parked = $3 where name = any ($1)', [
    projections.map(({ name }) => name),
    upTo,
    parked,
  ]);
};

/** Takes the retired rows of a unit to where the leader is and switches back to them; those in use until then are retired. Throws as `rebuild`. */
export const switchBack = async (options: RebuildOptions): Promise<Rebuilt> => {
  const { connectionString, projections, name, checkpoint, acceptDifferences, signal, onUnit, onProgress } = options;
  const unit = requireUnit(projections, name);
  onUnit?.(unit);
  await using closing = new AsyncDisposableStack();
  const connection = connectionTo(connectionString, 'previous');
  const holder = await opened(connection, closing);
  await lockRebuilds(holder);
  const writer = await opened(connection, closing);
  const from = await requireRetired(holder, unit);
  await holder.query(`select shadow_words('previous')`);
  const moved = (client: ClientBase, extent: Extent): Promise<void> => atPosition(client, unit.projections, extent);
  const record = async (client: ClientBase, { upTo, parked }: Extent): Promise<void> => {
    await client.query(
      `update read_model set version = retired_version, retired_version = version, switched_at = now(), retired_position = $2, retired_parked = $3
       where name = any ($1)`,
      [unit.projections.map((each) => each.name), upTo, parked],
    );
  };
  const taken = {
    holder,
    writer,
    checkpoint,
    unit,
    source: 'previous',
    from,
    record,
    moved,
    acceptDifferences,
    signal,
    onProgress,
  } as const;
  return { ...(await takePlace(taken)), unit, events: 0 };
};

/** Drops all retired rows. Throws RebuildRefused while a rebuild is under way. */
export const dropRetired = async (connectionString: string): Promise<void> => {
  await using closing = new AsyncDisposableStack();
  const client = await opened({ connectionString }, closing);
  await lockRebuilds(client);
  await client.query('begin');
  await client.query(`select shadow_drop('previous')`);
  await client.query('update read_model set retired_version = null, retired_position = null, retired_parked = null');
  await client.query('commit');
};
