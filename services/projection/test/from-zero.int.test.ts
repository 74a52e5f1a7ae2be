import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applyBatch, LeaseLost } from '../src/engine/apply-batch.ts';
import { acquireLease, releaseLease } from '../src/engine/lease.ts';
import type { Projection } from '../src/engine/projection.ts';
import { checkpointName, runProjections } from '../src/engine/run-projections.ts';
import { projections } from '../src/projections/index.ts';
import { fillFromZero } from '../src/rebuild/from-zero.ts';
import { fillHolders } from './support/holders.ts';
import { asked, foldedAnew, projectionsModule, rowsIn } from './support/rebuilding.ts';
import { caojing, enterParcel, fillBothTowns } from './support/towns.ts';
import { type World, world } from './support/world.ts';

// Threads of their own that load the whole service, and tables made and dropped by the dozen.
vi.setConfig({ testTimeout: 90_000 });

let within: World;
let url: string;
beforeEach(async () => {
  within = await world();
  await fillBothTowns(within);
  await fillHolders(within);
  url = await within.database.urlFor('yimu_projector');
});
afterEach(() => within.close());

const trail = ['event', 'event_scope', 'event_secret', 'event_day'];
const signal = new AbortController().signal;

const filling = async (more: Partial<Parameters<typeof fillFromZero>[0]> = {}) => {
  const lease = await acquireLease(within.writers, checkpointName, 'a', 60_000);
  const leader = { name: checkpointName, epoch: lease?.epoch ?? '' };
  return {
    connectionString: url,
    module: projectionsModule,
    projections,
    leader,
    feed: within.store.readAll(),
    threads: 1,
    signal,
    ...more,
  };
};

/** Follows the store until everything is in the rows, then stops. */
const followed = async (some: readonly Projection[] = projections, module = projectionsModule): Promise<readonly string[]> => {
  const controller = new AbortController();
  const lines: string[] = [];
  const say = (_: object, text: string): void => void lines.push(text);
  const running = runProjections({
    store: within.store,
    pool: within.writers,
    projections: some,
    owner: 'follower',
    signal: controller.signal,
    log: { info: say, error: say },
    fillAtOnce: { connectionString: url, module, threads: 1, above: 10 },
  });
  const head = await within.store.head();
  try {
    await expect
      .poll(async () => (await within.writers.query<{ position: string }>('select position from checkpoint')).rows[0]?.position, {
        timeout: 20_000,
      })
      .toBe(head);
  } finally {
    controller.abort();
    await running;
  }
  return lines;
};

describe('read models filled at once from the first event', () => {
  it('are row for row those folded event by event, the audit trail as well', async () => {
    const { leader, ...options } = await filling();
    const filled = await fillFromZero({ leader, ...options });
    const events = await Array.fromAsync(within.store.readAll());
    expect(filled).toEqual({ events: events.length, position: events.at(-1)?.position });
    const rows = { ...(await rowsIn(within)), ...(await rowsIn(within, 'public', trail)) };
    await releaseLease(within.writers, checkpointName, leader.epoch);
    expect({ ...(await foldedAnew(within)), ...(await rowsIn(within, 'public', trail)) }).toEqual(rows);
  });

  it('go on event by event, by the leader that filled them', async () => {
    const lines = await followed();
    expect(lines).toContain('the read models were filled from the first event');
    await enterParcel(within, '后来的地块', caojing, '3.5');
    expect(await followed()).not.toContain('the read models were filled from the first event');
    const rows = await rowsIn(within);
    expect(await foldedAnew(within)).toEqual(rows);
  });

  it('are empty until they are whole: a fill that stopped leaves nothing, and the next one begins again', async () => {
    const controller = new AbortController();
    const stopped = await filling({
      signal: controller.signal,
      onProgress: ({ phase }) => {
        if (phase === 'index') controller.abort(new Error('killed'));
      },
    });
    await expect(fillFromZero(stopped)).rejects.toThrow('killed');
    expect(Object.values(await rowsIn(within)).flat()).toEqual([]);
    expect(await asked(within, 'select position from checkpoint')).toEqual([{ position: null }]);
    expect(await fillFromZero(await filling())).toBeDefined();
    expect((await rowsIn(within)).parcel?.length).toBeGreaterThan(0);
  });

  it('are not switched by who does not lead any more', async () => {
    const options = await filling();
    await releaseLease(within.writers, checkpointName, options.leader.epoch);
    await acquireLease(within.writers, checkpointName, 'b', 60_000);
    await expect(fillFromZero(options)).rejects.toThrow(LeaseLost);
    expect(Object.values(await rowsIn(within)).flat()).toEqual([]);
  });

  it('are folded event by event where an event cannot be folded, so that it is parked', async () => {
    // The threads import what cannot fold, the leader itself can: so that it is seen who folded.
    const module = new URL('./support/faulty-projections.ts', import.meta.url).href;
    await expect(fillFromZero(await filling({ module }))).rejects.toThrow('cannot read the area of undefined');
    expect(Object.values(await rowsIn(within)).flat()).toEqual([]);
    await asked(within, 'update checkpoint set owner = null');
    expect(await followed(projections, module)).toContain(
      'the read models cannot be filled at once; events are folded one after the other',
    );
    const rows = await rowsIn(within);
    expect(await foldedAnew(within)).toEqual(rows);
  });
});

describe('a leader', () => {
  const versions = (version: number): readonly Projection[] =>
    projections.map((each) => (each.name === 'parcels' ? { ...each, version } : each));

  it('says which versions it fills empty read models with', async () => {
    await followed(versions(3));
    expect(await asked(within, `select version from read_model where name = 'parcels'`)).toEqual([{ version: 3 }]);
  });

  it.each([
    [1, 'the rows are of a newer version than this process folds; a newer one is to lead'],
    [3, 'the rows are of an older version than this process folds; run npm run rebuild for the read models named'],
  ])('of version %i does not write among rows of version 2, and says so', async (version, sentence) => {
    await followed(versions(2));
    await enterParcel(within, '后来的地块', caojing, '3.5');
    const before = await rowsIn(within);
    const controller = new AbortController();
    const lines: string[] = [];
    const running = runProjections({
      store: within.store,
      pool: within.writers,
      projections: versions(version),
      owner: 'other',
      signal: controller.signal,
      log: { info: (_, text) => void lines.push(text), error: (_, text) => void lines.push(text) },
    });
    await expect.poll(() => lines).toEqual([sentence]);
    controller.abort();
    await running;
    expect(await rowsIn(within)).toEqual(before);
    expect(await asked(within, 'select owner from checkpoint')).toEqual([{ owner: null }]);
  });

  it('that led until versions were switched writes no more', async () => {
    await within.project();
    const lease = await acquireLease(within.writers, checkpointName, 'test', 60_000);
    await enterParcel(within, '后来的地块', caojing, '3.5');
    // What a switch does, after its tables have moved.
    await asked(within, 'update checkpoint set epoch = epoch + 1, owner = null');
    const events = await Array.fromAsync(within.store.readAll({ after: lease?.position }));
    const client = await within.writers.connect();
    const leader = { name: checkpointName, epoch: lease?.epoch ?? '' };
    await expect(applyBatch(client, projections, leader, events, events.at(-1)?.position ?? '', new Map())).rejects.toThrow(LeaseLost);
    client.release();
  });
});
