// Rebuilds in tests: of the real projections, or of a module with others.
import pg from 'pg';
import { LeaseLost } from '../../src/engine/apply-batch.ts';
import type { Projection } from '../../src/engine/projection.ts';
import { checkpointName } from '../../src/engine/run-projections.ts';
import { projections } from '../../src/projections/index.ts';
import { type RebuildOptions, type Rebuilt, rebuild } from '../../src/rebuild/rebuild.ts';
import type { World } from './world.ts';

export const projectionsModule = new URL('../../src/projections/index.ts', import.meta.url).href;

/** The options of a rebuild in a world; `url` is the projector's. */
export const rebuilding = (url: string, name: string, more: Partial<RebuildOptions> = {}): RebuildOptions => ({
  connectionString: url,
  module: projectionsModule,
  projections,
  name,
  checkpoint: checkpointName,
  acceptDifferences: false,
  threads: 1,
  signal: new AbortController().signal,
  onProgress: () => undefined,
  ...more,
});

/** Rebuilds a read model of a world as the projector. */
export const rebuilt = async (within: World, name: string, more: Partial<RebuildOptions> = {}): Promise<Rebuilt> =>
  rebuild(rebuilding(await within.database.urlFor('yimu_projector'), name, more));

const tables = [...new Set(projections.flatMap((projection: Projection) => projection.tables))].toSorted();

/** Every row of every read model in a schema, as text in a fixed order. */
export const rowsIn = async (
  within: World,
  schema = 'public',
  of: readonly string[] = tables,
): Promise<Readonly<Record<string, readonly string[]>>> => {
  const admin = new pg.Client({ connectionString: within.database.url });
  await admin.connect();
  try {
    const dump: Record<string, readonly string[]> = {};
    for (const table of of) {
      const { rows } = await admin.query<{ line: string }>(`select t::text as line from ${schema}.${table} t order by 1`);
      dump[table] = rows.map(({ line }) => line);
    }
    return dump;
  } finally {
    await admin.end();
  }
};

/** Asks the database as its superuser. */
export const asked = async <R extends pg.QueryResultRow>(within: World, text: string, values: readonly unknown[] = []): Promise<R[]> => {
  const admin = new pg.Client({ connectionString: within.database.url });
  await admin.connect();
  try {
    return (await admin.query<R>(text, [...values])).rows;
  } finally {
    await admin.end();
  }
};

/** The rows that the same events give when they are folded one batch after the other from the first. */
export const foldedAnew = async (within: World): Promise<Readonly<Record<string, readonly string[]>>> => {
  const rest = [
    'event',
    'event_scope',
    'event_secret',
    'event_day',
    'parked',
    'roll_up_step',
    'roll_up_now',
    'roll_up_run',
    'roll_up_run_sum',
  ];
  await asked(within, `truncate ${[...tables, ...rest].join(', ')}`);
  await asked(within, 'update checkpoint set position = null, watermark = null');
  await within.project();
  return rowsIn(within);
};

/** Brings the read models to the end of the store; a switch in between takes the lease away, as from any leader, and the next call goes on. */
export const projectBesideSwitch = (within: World, batchSize?: number): Promise<void> =>
  within.project(batchSize).catch((error: unknown) => {
    if (!(error instanceof LeaseLost)) throw error;
  });
