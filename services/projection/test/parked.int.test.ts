import { parcel } from '@yimu/domain/parcel';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LeaseLost } from '../src/engine/apply-batch.ts';
import { applyOrPark, type Following, replayParked } from '../src/engine/apply-or-park.ts';
import { acquireLease, releaseLease } from '../src/engine/lease.ts';
import { isFaultOfEvent } from '../src/engine/parked.ts';
import type { Projection } from '../src/engine/projection.ts';
import { projections } from '../src/projections/index.ts';
import { caojing, enterParcel, registerTree } from './support/towns.ts';
import { idOf, type World, world } from './support/world.ts';

const [broken, sound] = ['上海古岛时装有限公司地块', '上海金山漕泾自来水厂地块'];
const stream = `parcel-${idOf(broken)}`;

let within: World;
beforeEach(async () => {
  within = await world();
  await registerTree(within);
});
afterEach(() => within.close());

/** Parcels whose correction nobody knows how to fold. */
const faulty = (fault: () => never): readonly Projection[] =>
  projections.map((projection) => ({
    ...projection,
    evolve: (state, event) => (event.type === 'ParcelAreaCorrected' ? fault() : projection.evolve(state, event)),
  }));
const bug = (): never => {
  throw new TypeError('cannot read the area of undefined');
};

const leading = async (some: readonly Projection[], owner = 'a'): Promise<Following & { readonly lines: string[] }> => {
  const lease = await acquireLease(within.writers, 'read-models', owner, 60_000);
  const lines: string[] = [];
  const say = (_: object, text: string): void => void lines.push(text);
  const leader = { name: 'read-models', epoch: lease?.epoch ?? '' };
  return { pool: within.writers, projections: some, leader, folds: new Map(), log: { info: say, error: say }, lines };
};
const follow = async (following: Following): Promise<void> => {
  const { rows } = await within.writers.query<{ position: string | null }>('select position from checkpoint');
  const events = await Array.fromAsync(within.store.readAll({ after: rows[0]?.position ?? undefined }));
  await applyOrPark(following, events, events.at(-1)?.position ?? '');
};

/** A parcel with a correction that fails and a code after it, beside a parcel that is sound. */
const happen = async (): Promise<void> => {
  const [entered = ''] = await enterParcel(within, broken, caojing, '30.62');
  const data = { parcelId: idOf(broken), observation: entered, area: { value: '30.26', unit: 'mu' }, reason: '录入有误' };
  await within.command(stream, parcel, 'CorrectParcelArea', data);
  await within.command(stream, parcel, 'RecordParcelLeasingUse', { parcelId: idOf(broken), leasingUse: true });
  await enterParcel(within, sound, caojing, '12.00');
};
const rowsOf = async (): Promise<unknown> => {
  const tables = ['event', 'event_scope', 'scope_row', ...new Set(projections.flatMap((projection) => projection.tables))];
  const dump: Record<string, unknown> = {};
  for (const table of tables) dump[table] = (await within.writers.query(`select t::text from ${table} t order by 1`)).rows;
  return dump;
};
const parked = async () =>
  (
    await within.writers.query<{ stream: string; revision: number; error: string | null }>(
      'select stream, revision, error from parked order by position',
    )
  ).rows;
/** What names the rows there are. */
const rowsNamed = async () => {
  const { rows } = await within.writers.query<{ position: string; generation: number }>(
    'select position, generation::integer from checkpoint',
  );
  return rows[0] ?? { position: '', generation: -1 };
};
const byText = (left: string, right: string): number => (left < right ? -1 : 1);
const parcels = async () => {
  const { rows } = await within.writers.query<{ name: string }>('select distinct name from parcel');
  return rows.map(({ name }) => name).toSorted(byText);
};

describe('an event that cannot be folded', () => {
  it('is parked with the reason, later events of its stream wait behind it, and all others go on', async () => {
    await happen();
    const following = await leading(faulty(bug));
    await follow(following);
    expect(await parked()).toEqual([
      { stream, revision: 1, error: expect.stringMatching(/^TypeError at parked\.int\.test\.ts:\d+$/) },
      { stream, revision: 2, error: null },
    ]);
    expect(await parcels()).toEqual([sound, broken].toSorted(byText));
    expect(following.lines).toEqual(['an event was parked; its stream waits']);
    expect((await within.writers.query('select 1 from event where stream = $1', [stream])).rowCount).toBe(3);
  });

  it('is not skipped by what comes in a later batch', async () => {
    await happen();
    const following = await leading(faulty(bug));
    await follow(following);
    await within.command(stream, parcel, 'RecordParcelLeasingUse', { parcelId: idOf(broken), leasingUse: false }, { on: '2025-01-01' });
    await follow(following);
    expect((await parked()).map(({ revision }) => revision)).toEqual([1, 2, 3]);
  });

  it('of which the database refuses the rows is parked as well', async () => {
    await happen();
    const noUuid = projections.map((projection) =>
      projection.name === 'parcels' && 'rows' in projection
        ? {
            ...projection,
            rows: (state: unknown, on: string) =>
              projection
                .rows(state, on)
                .map((row) => (row.columns.name === sound ? { ...row, columns: { ...row.columns, parcel_id: 'no id' } } : row)),
          }
        : projection,
    );
    await follow(await leading(noUuid));
    expect((await parked()).map((each) => each.stream)).toEqual([`parcel-${idOf(sound)}`]);
  });
});

describe('a stream that was parked', () => {
  it('is folded in order by a leader that can, and the rows are those of an undisturbed run', async () => {
    await happen();
    const first = await leading(faulty(bug));
    await follow(first);
    await releaseLease(within.writers, 'read-models', first.leader.epoch);
    const before = await rowsNamed();
    await replayParked(await leading(projections, 'b'));
    expect(await parked()).toEqual([]);
    const after = await rowsNamed();
    expect(after.position).toBe(before.position);
    expect(after.generation).toBeGreaterThan(before.generation);
    const mended = await rowsOf();
    await within.writers.query('update checkpoint set position = null, watermark = null, owner = null');
    const owner = new pg.Client({ connectionString: within.database.url });
    await owner.connect();
    await owner.query(`truncate ${Object.keys(mended as object).join(', ')} cascade`);
    await owner.end();
    await within.project();
    expect(await rowsOf()).toEqual(mended);
  });

  it('that fails again stays as it is', async () => {
    await happen();
    const following = await leading(faulty(bug));
    await follow(following);
    const before = [await parked(), await rowsOf()];
    await replayParked(following);
    expect([await parked(), await rowsOf()]).toEqual(before);
    expect(following.lines.at(-1)).toBe('a parked stream stays parked');
  });
});

describe('parking is not for', () => {
  it('a server that is away or a schema that is another: the batch is tried again', () => {
    const fromServer = (code: string) => Object.assign(new Error('x'), { code });
    expect(['ECONNRESET', '57P01'].map((code) => isFaultOfEvent(fromServer(code)))).toEqual([false, false]);
    expect([isFaultOfEvent(new TypeError('x')), isFaultOfEvent(new LeaseLost('x'))]).toEqual([true, false]);
  });

  it('a leader whose lease has passed on', async () => {
    await happen();
    const old = await leading(faulty(bug));
    await releaseLease(within.writers, 'read-models', old.leader.epoch);
    await leading(projections, 'b');
    await expect(follow(old)).rejects.toThrow(LeaseLost);
    expect(await parked()).toEqual([]);
  });
});
