import { parcel } from '@yimu/domain/parcel';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fillHolders } from './support/holders.ts';
import { foldedAnew, projectBesideSwitch, rebuilt, rowsIn } from './support/rebuilding.ts';
import { caojing, enterParcel, fillBothTowns, jiuting } from './support/towns.ts';
import { idOf, type World, world } from './support/world.ts';

// Threads of their own that load the whole service, and tables made and dropped by the dozen.
vi.setConfig({ testTimeout: 90_000 });

let within: World;
beforeEach(async () => {
  within = await world();
  await fillBothTowns(within);
  await fillHolders(within);
});
afterEach(() => within.close());

/** Parcels come, and the areas of those that there are, are corrected: into the past of what was known. */
const write = async (n: number): Promise<void> => {
  const name = `地块${n}`;
  const [observation = ''] = await enterParcel(within, name, n % 2 === 0 ? caojing : jiuting, `${n + 1}.5`);
  const data = { parcelId: idOf(name), observation, area: { value: `${n + 2}.25`, unit: 'mu' }, reason: '录入有误' };
  if (n % 3 === 0) await within.command(`parcel-${idOf(name)}`, parcel, 'CorrectParcelArea', data);
};

describe('a rebuild', () => {
  it('gives the rows that are there already', async () => {
    await within.project();
    const before = await rowsIn(within);
    const { switched, unit, differences } = await rebuilt(within, 'parcels');
    expect({ switched, differences }).toEqual({ switched: true, differences: [] });
    expect(unit.tables).toEqual(expect.arrayContaining(['parcel', 'scope_row', 'roll_up_step']));
    expect(await rowsIn(within)).toEqual(before);
    expect(
      await rowsIn(
        within,
        'previous',
        unit.tables.filter((table) => table in before),
      ),
    ).toEqual(Object.fromEntries(Object.entries(before).filter(([table]) => unit.tables.includes(table))));
  });

  it('while events are written and folded ends with the rows of an undisturbed run', async () => {
    await within.project();
    let over = false;
    let written = 0;
    const writing = (async () => {
      for (; !over || written < 20; written += 1) {
        await write(written);
        await projectBesideSwitch(within, 1 + ((written * 7) % 50));
      }
    })();
    const during: number[] = [];
    const { switched } = await rebuilt(within, 'parcels', { threads: 2, onProgress: () => void during.push(written) });
    over = true;
    await writing;
    await within.project();
    expect(switched).toBe(true);
    expect(new Set(during).size).toBeGreaterThan(1);
    const live = await rowsIn(within);
    expect(await foldedAnew(within)).toEqual(live);
  });
});
