import { parcel } from '@yimu/domain/parcel';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkpointName } from '../src/engine/run-projections.ts';
import { RebuildRefused } from '../src/rebuild/refused.ts';
import { dropRetired, switchBack } from '../src/rebuild/switch-back.ts';
import { asked, foldedAnew, rebuilding, rebuilt, rowsIn } from './support/rebuilding.ts';
import { caojing, enterParcel, fillBothTowns } from './support/towns.ts';
import { idOf, type World, world } from './support/world.ts';

// Threads of their own that load the whole service, and tables made and dropped by the dozen.
vi.setConfig({ testTimeout: 90_000 });

let within: World;
let url: string;
beforeEach(async () => {
  within = await world();
  await fillBothTowns(within);
  await within.project();
  url = await within.database.urlFor('yimu_projector');
});
afterEach(() => within.close());

const back = (name = 'parcels') => switchBack(rebuilding(url, name));

/** Spoils a row in use, as a bug of an older version would have. */
const spoil = (): Promise<unknown> => asked(within, `update parcel set name = '错名' where parcel_id = $1`, [idOf('漕地块')]);
const namesOf = async (): Promise<readonly string[]> =>
  (await asked<{ name: string }>(within, `select name from parcel where parcel_id = $1`, [idOf('漕地块')])).map(({ name }) => name);

describe('rows that differ', () => {
  it('are refused and told by table, and the rows in use are as they were', async () => {
    await spoil();
    const before = await rowsIn(within);
    const { switched, differences } = await rebuilt(within, 'parcels');
    expect({ switched, differences }).toEqual({ switched: false, differences: [{ table: 'parcel', onlyNew: 1, onlyOld: 1 }] });
    expect(await rowsIn(within)).toEqual(before);
    expect(await asked(within, `select from pg_namespace where nspname = 'next'`)).toEqual([]);
  });

  it('are switched when that is accepted', async () => {
    await spoil();
    const { switched, differences } = await rebuilt(within, 'parcels', { acceptDifferences: true });
    expect({ switched, differences: differences.map(({ table }) => table) }).toEqual({ switched: true, differences: ['parcel'] });
    expect(await namesOf()).toEqual(['漕地块']);
  });
});

describe('a way back', () => {
  it('leads to the retired rows, caught up with what happened since', async () => {
    await rebuilt(within, 'parcels');
    const [observation = ''] = await enterParcel(within, '后来的地块', caojing, '3.5');
    await within.project();
    const data = { parcelId: idOf('后来的地块'), observation, area: { value: '3.25', unit: 'mu' }, reason: '录入有误' };
    await within.command(`parcel-${idOf('后来的地块')}`, parcel, 'CorrectParcelArea', data);
    await within.project();
    const rebuiltRows = await rowsIn(within);
    const { switched, differences } = await back();
    expect({ switched, differences }).toEqual({ switched: true, differences: [] });
    expect(await rowsIn(within)).toEqual(rebuiltRows);
    expect((await back()).switched).toBe(true);
    await enterParcel(within, '更后的地块', caojing, '4.5');
    await within.project();
    const live = await rowsIn(within);
    expect(await foldedAnew(within)).toEqual(live);
  });

  it('is refused once the retired rows are dropped, or when nothing was switched', async () => {
    await expect(back('targets')).rejects.toThrow('There are no retired rows to go back to');
    await rebuilt(within, 'targets');
    await dropRetired(url);
    await expect(back('targets')).rejects.toThrow('There are no retired rows to go back to');
  });

  it('is refused to a program that folds another version than the retired rows are of', async () => {
    await rebuilt(within, 'targets');
    await asked(within, `update read_model set retired_version = 7 where name = 'targets'`);
    await expect(back('targets')).rejects.toThrow('The retired rows of targets are of version 7 and this program folds version 1');
  });
});

describe('a rebuild', () => {
  it('that was killed leaves the rows in use as they were, and the next one works', async () => {
    const before = await rowsIn(within);
    const controller = new AbortController();
    const killed = rebuilt(within, 'parcels', {
      signal: controller.signal,
      onProgress: ({ phase }) => {
        if (phase === 'index') controller.abort(new RebuildRefused('Stopped.'));
      },
    });
    await expect(killed).rejects.toThrow('Stopped.');
    expect(await rowsIn(within)).toEqual(before);
    // What kill -9 leaves: a schema half filled.
    const projector = new pg.Client({ connectionString: url });
    await projector.connect();
    await projector.query(`select shadow_create(array['parcel'])`);
    await projector.end();
    expect((await rebuilt(within, 'parcels')).switched).toBe(true);
    expect(await rowsIn(within)).toEqual(before);
  });

  it('is refused while another one is under way', async () => {
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query('select pg_advisory_lock(667, 3)');
    await expect(rebuilt(within, 'parcels')).rejects.toThrow('Another rebuild is under way in this database');
    await other.end();
  });

  it('names what there is when asked for something else', async () => {
    await expect(rebuilt(within, 'plots')).rejects.toThrow('There is no read model plots; there are jurisdictions, parcels');
  });

  it('makes whoever leads ask anew whether it may', async () => {
    const epochs = () =>
      asked<{ epoch: string; owner: string | null }>(within, 'select epoch, owner from checkpoint where name = $1', [checkpointName]);
    const [before] = await epochs();
    await rebuilt(within, 'targets');
    expect(await epochs()).toEqual([{ epoch: String(Number(before?.epoch) + 1), owner: null }]);
  });
});
