// Read models of a store that holds much, from its first event: not event by event, but the trail first and then ranges of streams by several
// threads, beside the empty tables, so that a kill in the middle leaves those empty and the next start begins again.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { ClientBase } from 'pg';
import { type Leader, LeaseLost } from '../engine/apply-batch.ts';
import type { Projection } from '../engine/projection.ts';
import { connectionTo, lockRebuilds, opened } from './connections.ts';
import { fill } from './fill.ts';
import { indexTables } from './index-tables.ts';
import type { Progress } from './progress.ts';
import { rangesOf } from './ranges.ts';
import { storeFeed } from './store-feed.ts';
import { moveTables } from './switch.ts';
import { everything } from './unit.ts';
import { writeVersions } from './versions.ts';

export interface FromZeroOptions {
  /** The read database, as a login of the group yimu_projector. */
  readonly connectionString: string;
  /** The address of the module that exports `projections`, for the threads. */
  readonly module: string;
  readonly projections: readonly Projection[];
  /** Who holds the lease; its checkpoint has no position yet. */
  readonly leader: Leader;
  /** All events in the order of the store. */
  readonly feed: AsyncIterable<RecordedEvent>;
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** What was filled: how many events, up to which position. */
export interface FilledFromZero {
  readonly events: number;
  readonly position: string;
}

/** The audit trail, each table after those that it refers to. */
const trail = ['event', 'event_scope', 'event_secret', 'event_day'];

/** Indexes without which it could not be stored: what came before an event is looked up for its audit marks, and the days noted by theirs. */
const whileStoring = [
  ['event', ['event_stream_revision_key', 'event_parcel_id_idx']],
  ['event_day', ['event_day_pkey']],
] as const;

/** About as many events as a thread keeps in memory at once. */
const rangeSize = 1_500;

/**
 * Fills all read models and moves the checkpoint behind the last event of the feed; nothing of it is seen before that.
 * Throws LeaseLost when another leads by then, UnfoldableEvent when the feed has to be folded event by event, RebuildRefused during a rebuild.
 */
export const fillFromZero = async (options: FromZeroOptions): Promise<FilledFromZero | undefined> => {
  const { connectionString, module, projections, leader, threads, signal, onProgress = () => undefined } = options;
  const unit = everything(projections);
  await using closing = new AsyncDisposableStack();
  const connection = connectionTo(connectionString, 'next');
  const client = await opened(connection, closing);
  await lockRebuilds(client);
  const tables = [...trail, ...unit.tables];
  await client.query('select shadow_create($1), shadow_words($2)', [tables, 'next']);
  for (const [table, indexes] of whileStoring) await client.query('select shadow_index($1, $2)', [table, indexes]);
  const stored = await storeFeed(client, options.feed, await readWatermark(client, leader), (done) => {
    signal.throwIfAborted();
    onProgress({ phase: 'store', done, total: 0 });
  });
  if (stored.position === undefined) return undefined;
  // By position the threads find what of an event is secret; the rest of the trail's indexes nobody misses until the switch.
  await client.query(`select shadow_index('event_secret')`);
  for (const table of trail) await client.query('select shadow_analyze($1)', [table]);

  const ranges = await rangesOf(client, projections, rangeSize);
  const total = ranges.reduce((sum, { events }) => sum + events, 0);
  const extent = { upTo: stored.position, parked: [] };
  const names = projections.map(({ name }) => name);
  await fill({
    connection,
    module,
    names,
    extent,
    ranges,
    summed: false,
    threads,
    signal,
    onProgress: (done) => onProgress({ phase: 'fill', done, total }),
  });
  await indexTables({ connection, unit, analysed: trail, threads, signal, onProgress });
  await begin(client, leader, tables, projections, stored.position);
  return { events: stored.events, position: stored.position };
};

/** Up to when answers were given before anything was stored. */
const readWatermark = async (client: ClientBase, { name }: Leader): Promise<string | undefined> => {
  const { rows } = await client.query<{ watermark: string | null }>(
    `select to_char(watermark at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as watermark from checkpoint where name = $1`,
    [name],
  );
  return rows[0]?.watermark ?? undefined;
};

/** The filled tables into the places of the empty ones, with the checkpoint, if we still lead. */
const begin = async (
  client: ClientBase,
  leader: Leader,
  tables: readonly string[],
  projections: readonly Projection[],
  position: string,
): Promise<void> => {
  await client.query('begin');
  try {
    const moved = await client.query('update checkpoint set position = $3 where name = $1 and epoch = $2 and position is null', [
      leader.name,
      leader.epoch,
      position,
    ]);
    if (moved.rowCount !== 1) throw new LeaseLost(`the lease of ${leader.name} has passed on`);
    await writeVersions(client, projections);
    await moveTables(client, tables, 'next', false);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
};
