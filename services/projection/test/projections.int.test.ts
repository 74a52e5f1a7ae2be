import { plan } from '@yimu/domain/disposal';
import type { Source } from '@yimu/domain/kernel';
import { parcel } from '@yimu/domain/parcel';
import { target } from '@yimu/domain/target';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyBatch, LeaseLost } from '../src/engine/apply-batch.ts';
import { acquireLease, releaseLease, renewLease } from '../src/engine/lease.ts';
import { projections } from '../src/projections/index.ts';
import { fillHolders } from './support/holders.ts';
import { caojing, enterParcel, fillBothTowns, registerTree } from './support/towns.ts';
import { ask, idOf, officerOf, source, type World, world } from './support/world.ts';

let within: World;
beforeEach(async () => {
  within = await world();
});
afterEach(() => within.close());

const rowsOf = async (pool: pg.Pool): Promise<unknown> => {
  const tables = ['event', 'event_scope', 'event_secret', 'scope_row', ...new Set(projections.flatMap((projection) => projection.tables))];
  const dump: Record<string, unknown> = {};
  for (const table of tables) dump[table] = (await pool.query(`select t::text from ${table} t order by 1`)).rows;
  return dump;
};

const upgradeList: Source = { ...source, annex: '附件3 提升', row: '3' };
const name = '上海古岛时装有限公司地块';
const parcelId = idOf(name);
const observe = (world: World, value: string, on: string) =>
  world.command(
    `parcel-${parcelId}`,
    parcel,
    'ObserveParcelArea',
    { parcelId, area: { value, unit: 'mu' }, rank: 3 },
    { on, sources: [upgradeList] },
  );

describe('the rows', () => {
  it('are the same however the events come in batches', async () => {
    await fillBothTowns(within);
    await fillHolders(within);
    await observeConflict(within);
    await within.project(1);
    const one = await rowsOf(within.writers);
    await within.writers.query('update checkpoint set position = null, watermark = null');
    const admin = new pg.Client({ connectionString: within.database.url });
    await admin.connect();
    await admin.query(`truncate ${Object.keys(one as object).join(', ')}`);
    await admin.end();
    await within.project(1_000);
    expect(await rowsOf(within.writers)).toEqual(one);
  });

  it('a batch is applied whole or not at all, with its checkpoint', async () => {
    await registerTree(within);
    await enterParcel(within, name, caojing, '30.62');
    const events = await Array.fromAsync(within.store.readAll());
    const lease = await acquireLease(within.writers, 'read-models', 'a', 60_000);
    const client = await within.writers.connect();
    const broken = projections.map((projection) =>
      projection.name === 'parcels'
        ? { ...projection, rows: () => [{ table: 'parcel', key: 'x', columns: { parcel_id: 'no id' } }] }
        : projection,
    );
    const leader = { name: 'read-models', epoch: lease?.epoch ?? '' };
    await expect(applyBatch(client, broken, leader, events, events.at(-1)?.position ?? '', new Map())).rejects.toThrow(
      'invalid input syntax for type uuid',
    );
    client.release();
    expect((await within.writers.query('select position from checkpoint')).rows).toEqual([{ position: null }]);
    expect((await within.writers.query('select 1 from event')).rowCount).toBe(0);
  });

  it('may be asked for as known when the last of them became known, at once', async () => {
    await registerTree(within);
    await enterParcel(within, name, caojing, '30.62');
    const events = await Array.fromAsync(within.store.readAll());
    const lease = await acquireLease(within.writers, 'read-models', 'a', 60_000);
    const client = await within.writers.connect();
    const leader = { name: 'read-models', epoch: lease?.epoch ?? '' };
    await applyBatch(client, projections, leader, events, events.at(-1)?.position ?? '', new Map());
    client.release();
    const { rows } = await within.writers.query(
      'select watermark = (select max(known_from) from event) as complete from checkpoint where watermark is not null',
    );
    expect(rows).toEqual([{ complete: true }]);
  });

  it.each(['constructor', '__proto__', 'toString'])('hold an indicator called %s, as any other', async (indicator) => {
    const actual = { jurisdiction: caojing, year: 2025, indicator, value: '1' };
    await within.command(`target-${caojing}-2025`, target, 'ReportActual', actual);
    await within.project();
    const { rows } = await within.writers.query('select indicator, actual, floor from target');
    expect(rows).toEqual([{ indicator, actual: '1', floor: null }]);
  });

  it('are complete up to a moment that never moves back, even under a leader whose clock is behind', async () => {
    const lease = await acquireLease(within.writers, 'read-models', 'a', 60_000);
    for (const now of ['2026-11-21T04:00:05.000Z', '2026-11-21T04:00:00.000Z', undefined])
      await renewLease(within.writers, 'read-models', lease?.epoch ?? '', 60_000, now);
    const { rows } = await within.writers.query(`select watermark = '2026-11-21T04:00:05Z' as kept from checkpoint`);
    expect(rows).toEqual([{ kept: true }]);
  });

  it('are written by one leader: the one whose lease passed on is refused', async () => {
    await registerTree(within);
    const events = await Array.fromAsync(within.store.readAll());
    const old = await acquireLease(within.writers, 'read-models', 'old', 60_000);
    expect(await acquireLease(within.writers, 'read-models', 'new', 60_000)).toBeUndefined();
    await releaseLease(within.writers, 'read-models', old?.epoch ?? '');
    const next = await acquireLease(within.writers, 'read-models', 'new', 60_000);
    expect(Number(next?.epoch)).toBeGreaterThan(Number(old?.epoch));
    const client = await within.writers.connect();
    const position = events.at(-1)?.position ?? '';
    await expect(
      applyBatch(client, projections, { name: 'read-models', epoch: old?.epoch ?? '' }, events, position, new Map()),
    ).rejects.toThrow(LeaseLost);
    client.release();
  });
});

const observeConflict = async (world: World): Promise<void> => {
  await enterParcel(world, name, caojing, '30.62');
  await observe(world, '30.59', '2024-03-11');
};

describe('two times', () => {
  const asked = async (times: string) => {
    const app = await within.app();
    const { data, errors } = await ask(
      app,
      officerOf(caojing),
      `{ parcel(id: "${parcelId}", ${times}) { name areaConflict area { mu lowest { mu } } } }`,
    );
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return (data as unknown as { parcel: unknown }).parcel;
  };
  const knownNow = async (): Promise<string> => {
    const { rows } = await within.writers.query<{ at: string }>(
      `select to_char(max(known_from) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from event`,
    );
    return rows[0]?.at ?? '';
  };

  it('nothing holds before its date, and what was known then stays answerable after a correction', async () => {
    await registerTree(within);
    const [entered = ''] = await enterParcel(within, name, caojing, '30.62');
    await within.project();
    const before = await knownNow();
    await within.command(
      `parcel-${parcelId}`,
      parcel,
      'CorrectParcelArea',
      { parcelId, observation: entered, area: { value: '30.26', unit: 'mu' }, reason: '录入有误' },
      { on: '2026-01-05' },
    );
    await within.project();
    expect(await asked('asOf: "2024-03-10"')).toBeNull();
    const card = (mu: string) => ({ name, areaConflict: 'NONE', area: { mu, lowest: { mu } } });
    expect(await asked('asOf: "2024-03-11"')).toEqual(card('30.26'));
    expect(await asked(`asOf: "2024-03-11", knownAt: "${before}"`)).toEqual(card('30.62'));
  });

  it('what was answered as known at a moment stays so, even if the clock of a later writer was behind', async () => {
    await registerTree(within);
    await enterParcel(within, name, caojing, '30.62');
    await within.project();
    // The answers are said to be complete up to a moment that a slow writer's clock has not reached.
    await within.writers.query(`update checkpoint set watermark = now() + interval '1 hour'`);
    const { rows } = await within.writers.query<{ at: string }>(
      `select to_char(watermark at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from checkpoint`,
    );
    const at = rows[0]?.at ?? '';
    const before = await asked(`knownAt: "${at}"`);
    await observe(within, '30.59', '2024-03-11');
    await within.project();
    expect(await asked(`knownAt: "${at}"`)).toEqual(before);
    expect(await asked('asOf: "2024-03-11"')).toMatchObject({ areaConflict: 'OPEN' });
  });

  it('a fact reported late changes the past as known from now on', async () => {
    await registerTree(within);
    await enterParcel(within, name, caojing, '30.62', '2024-01-01');
    await within.project();
    const before = await knownNow();
    await observe(within, '30.59', '2024-06-01');
    await within.project();
    const conflicting = { name, areaConflict: 'OPEN', area: { mu: '30.62', lowest: { mu: '30.59' } } };
    const clear = { name, areaConflict: 'NONE', area: { mu: '30.62', lowest: { mu: '30.62' } } };
    expect(await asked('asOf: "2024-05-31"')).toEqual(clear);
    expect(await asked('asOf: "2024-06-01"')).toEqual(conflicting);
    expect(await asked(`asOf: "2024-06-01", knownAt: "${before}"`)).toEqual(clear);
  });

  it('a plan entry that was annulled is gone from its date on', async () => {
    await registerTree(within);
    await enterParcel(within, name, caojing, '30.62');
    const entry = {
      parcelId,
      jurisdiction: caojing,
      list: '附件3 盘活',
      row: '1',
      enterprise: name,
      category: 'revitalise',
      mode: '收储',
      mappedRoute: 'reserve',
      year: 2025,
      area: null,
      matchedBy: 'entered',
    };
    const [listed = ''] = await within.command(`plan-${parcelId}`, plan, 'ListPlanEntry', entry);
    await within.command(`plan-${parcelId}`, plan, 'AnnulPlanEntry', { parcelId, entry: listed, reason: '误列' }, { on: '2025-02-01' });
    await within.project();
    const app = await within.app();
    const entries = (asOf: string) =>
      ask(app, officerOf(caojing), `{ parcel(id: "${parcelId}", asOf: "${asOf}") { planEntries { mode } } }`);
    expect((await entries('2025-01-31')).data).toEqual({ parcel: { planEntries: [{ mode: '收储' }] } });
    expect((await entries('2025-02-01')).data).toEqual({ parcel: { planEntries: [] } });
  });
});
