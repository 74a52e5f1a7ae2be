// A database that an older release has filled answers as one that this release has filled, and nobody had to do anything for it.
import { party } from '@yimu/domain/party';
import { migrate } from '@yimu/event-store/migrate';
import type { TestDatabase } from '@yimu/testing/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { caughtUp } from '../src/engine/caught-up.ts';
import { checkpointName, runProjections } from '../src/engine/run-projections.ts';
import { projections } from '../src/projections/index.ts';
import { mismatchOf } from '../src/rebuild/versions.ts';
import { fillMatrix } from './support/matrix-questions.ts';
import { migrations, olderRelease } from './support/older-release.ts';
import { projectionsModule, rowsIn } from './support/rebuilding.ts';
import { idOf, type World, world } from './support/world.ts';

// Threads of their own that load the whole service, and a world of everything that there is.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const trail = ['event', 'event_scope', 'event_secret', 'event_day', 'parked'];

/** What sums come to; that they may be made of other steps is no difference. */
const sums = async (database: TestDatabase): Promise<readonly string[]> => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query<{ line: string }>(
    `select concat_ws('|', grain, on_day, town_code, kind, cycle, grade, land_use, things, marked, with_area, units, low, high) as line
     from roll_up_now where (things, marked, with_area, units, low, high) <> (0, 0, 0, 0, 0, 0) order by 1`,
  );
  await client.end();
  return rows.map(({ line }) => line);
};

let within: World;
let older: World;
let lines: string[];
let errors: string[];
let writers: pg.Pool;

beforeAll(async () => {
  within = await world();
  await fillMatrix(within);
  await within.project();
  const database = await olderRelease(within.database.url);
  older = { ...within, database };
  const owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
  await migrate(owner, migrations);
  await owner.end();
  writers = new pg.Pool({ connectionString: await database.urlFor('yimu_projector'), max: 3 });
});
afterAll(async () => {
  await writers.end();
  await older.database.close();
  await within.close();
});

/** The service of this release on the older database, until `seen` answers true. */
const served = async (seen: () => Promise<boolean>, module = projectionsModule): Promise<void> => {
  const controller = new AbortController();
  lines = [];
  errors = [];
  const running = runProjections({
    store: within.store,
    pool: writers,
    projections,
    owner: 'new',
    signal: controller.signal,
    log: { info: (_, text) => void lines.push(text), error: (_, text) => void errors.push(text) },
    fillAtOnce: { connectionString: await older.database.urlFor('yimu_projector'), module, threads: 1, above: 10_000 },
  });
  try {
    await expect.poll(() => seen(), { timeout: 100_000, interval: 50 }).toBe(true);
  } finally {
    controller.abort();
    await running;
  }
};

const always = (): boolean => true;

const position = async (): Promise<string | undefined> =>
  (await writers.query<{ position: string }>('select position from checkpoint where name = $1', [checkpointName])).rows[0]?.position;

const isReady = (): Promise<void> =>
  caughtUp({
    progress: async () => ({ position: await position() }),
    head: () => within.store.head(),
    mismatch: () => mismatchOf(writers, projections),
  })();

describe('a database of an older release', () => {
  it('after its migrations holds the trail of this one, and other rows', async () => {
    expect(await rowsIn(older, 'public', trail)).toEqual(await rowsIn(within, 'public', trail));
    const rows = await rowsIn(older);
    expect(rows.party_place).toEqual([]);
    expect(rows.parcel).not.toEqual((await rowsIn(within)).parcel);
    expect((await rowsIn(within)).party_place?.length).toBeGreaterThan(0);
  });

  it('is not ready although it has seen every event', async () => {
    expect(await position()).toBe(await within.store.head());
    await expect(isReady()).rejects.toThrow('the rows of parcels, ');
  });

  it('stays as it was, and not ready, where it cannot be rebuilt', async () => {
    const rows = await rowsIn(older);
    await served(async () => errors.length > 1, new URL('./support/faulty-projections.ts', import.meta.url).href);
    expect(errors).toEqual([
      'the read models could not be rebuilt; those in use stay as they were',
      'the rows are of an older version than this process folds; run npm run rebuild for the read models named',
    ]);
    expect(await rowsIn(older)).toEqual(rows);
    await expect(isReady()).rejects.toThrow('the rows of parcels, ');
  });

  it('is rebuilt by the service that starts on it, row for row what this release folds', async () => {
    await served(() => isReady().then(always, () => false));
    expect(errors).toEqual([]);
    expect(lines).toContain('the read models are of an older release and are rebuilt');
    const rows = await rowsIn(older);
    for (const [table, fresh] of Object.entries(await rowsIn(within))) expect(rows[table], table).toEqual(fresh);
    expect(await sums(older.database)).toEqual(await sums(within.database));
  });

  it('goes on with what is recorded later, and is not rebuilt again', async () => {
    const rename = { partyId: idOf('漕企业'), name: '漕企业改名' };
    await within.command(`party-${idOf('漕企业')}`, party, 'RenameParty', rename, { on: '2025-01-01' });
    await within.project();
    await served(async () => (await position()) === (await within.store.head()));
    expect(lines).not.toContain('the read models are of an older release and are rebuilt');
    const rows = await rowsIn(older);
    expect(rows.party_place).toEqual((await rowsIn(within)).party_place);
    expect(rows).toEqual(await rowsIn(within));
  });
});
