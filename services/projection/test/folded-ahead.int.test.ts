// A batch is folded while the one before it is stored: its rows are those that it would have had in its turn.
import type { RecordedEvent } from '@yimu/domain/kernel';
import { parcel } from '@yimu/domain/parcel';
import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { applyBatch, LeaseLost } from '../src/engine/apply-batch.ts';
import type { Folds } from '../src/engine/changes.ts';
import type { Ahead } from '../src/engine/fold-batch.ts';
import { acquireLease, releaseLease, renewLease } from '../src/engine/lease.ts';
import type { Projection } from '../src/engine/projection.ts';
import { projections } from '../src/projections/index.ts';
import { fillAssessments } from './support/assessments.ts';
import { caojing, enterParcel, registerTree } from './support/towns.ts';
import { idOf, type World, world } from './support/world.ts';

const name = '上海古岛时装有限公司地块';
const parcelId = idOf(name);
let within: World;
let client: pg.PoolClient;
beforeEach(async () => {
  within = await world();
  client = await within.writers.connect();
});
afterEach(async () => {
  client.release();
  await within.close();
});

const tables = ['event', 'event_scope', 'event_secret', ...new Set(projections.flatMap((projection) => projection.tables))];
const storedRows = async (): Promise<Readonly<Record<string, unknown>>> => {
  const dump: Record<string, unknown> = {};
  for (const table of tables) dump[table] = (await client.query(`select t::text from ${table} t order by 1`)).rows;
  return dump;
};
const epochOf = async (): Promise<string> => (await acquireLease(within.writers, 'read-models', 'test', 60_000))?.epoch ?? '';
const feed = (): Promise<RecordedEvent[]> => Array.fromAsync(within.store.readAll());
const apply = async (events: readonly RecordedEvent[], folds: Folds, beside: Parameters<typeof applyBatch>[6] = {}, some = projections) =>
  applyBatch(client, some, { name: 'read-models', epoch: await epochOf() }, events, events.at(-1)?.position ?? '', folds, beside);

/** A parcel whose area is corrected and whose use is heard of late, event after event of one stream. */
const happen = async (): Promise<void> => {
  const [entered = ''] = await enterParcel(within, name, caojing, '30.62');
  const data = { parcelId, observation: entered, area: { value: '30.26', unit: 'mu' }, reason: '录入有误' } as const;
  await within.command(`parcel-${parcelId}`, parcel, 'CorrectParcelArea', data, { on: '2024-06-03' });
  await within.command(`parcel-${parcelId}`, parcel, 'RecordParcelLeasingUse', { parcelId, leasingUse: true }, { on: '2024-03-20' });
};

it.each([1, 2, 7])('the rows are the same, in batches of %i events', async (size) => {
  await registerTree(within);
  await fillAssessments(within);
  await happen();
  const events = await feed();
  const batches = Array.from({ length: Math.ceil(events.length / size) }, (_, n) => events.slice(n * size, (n + 1) * size));
  let [ahead, folded]: [Ahead | undefined, number] = [undefined, 0];
  const folds: Folds = new Map();
  for (const [n, batch] of batches.entries()) {
    const next = () => {
      // Forgotten streams are read again, among them those of the batch that is being stored.
      if (n % 3 === 0) folds.clear();
      return n % 4 === 3 ? undefined : batches[n + 1];
    };
    ahead = await apply(batch, folds, { ahead, next });
    if (ahead !== undefined) folded += 1;
  }
  expect(folded).toBeGreaterThan(0);
  const rows = await storedRows();
  await client.query('update checkpoint set position = null, watermark = null, owner = null');
  const owner = new pg.Client({ connectionString: within.database.url });
  await owner.connect();
  await owner.query(`truncate ${tables.join(', ')}`);
  await owner.end();
  await within.project();
  expect(await storedRows()).toEqual(rows);
});

it('what became known while nothing was to be done moves the moments of a batch that was folded before', async () => {
  await registerTree(within);
  await happen();
  const events = await feed();
  const folds: Folds = new Map();
  const ahead = await apply(events.slice(0, -2), folds, { next: () => events.slice(-2) });
  expect(ahead?.known.length).toBe(2);
  await renewLease(within.writers, 'read-models', await epochOf(), 60_000, '2999-01-01T00:00:00Z');
  await apply(events.slice(-2), folds, { ahead });
  const { rows } = await client.query(`select distinct known_from > '2999-01-01' as later from event where position = any ($1)`, [
    events.slice(-2).map(({ position }) => position),
  ]);
  expect(rows).toEqual([{ later: true }]);
  const { rows: parcels } = await client.query(
    `select distinct lower(recorded) > '2999-01-01' as later from parcel where upper_inf(recorded)`,
  );
  expect(parcels).toEqual([{ later: true }]);
});

it('an event that cannot be folded ahead leaves the batch before it alone, and fails in its turn', async () => {
  await registerTree(within);
  await happen();
  const events = await feed();
  const broken: readonly Projection[] = projections.map((projection) => ({
    ...projection,
    evolve: (state, event) => {
      if (event.type === 'ParcelAreaCorrected') throw new TypeError('no such area');
      return projection.evolve(state, event);
    },
  }));
  const folds: Folds = new Map();
  const ahead = await apply(events.slice(0, -2), folds, { next: () => events.slice(-2) }, broken);
  expect(await ahead?.changes).toBeUndefined();
  expect(folds.size).toBe(0);
  expect((await client.query('select name from parcel')).rows).toEqual([{ name }]);
  await expect(apply(events.slice(-2), folds, { ahead }, broken)).rejects.toThrow('no such area');
  expect((await client.query('select 1 from event')).rowCount).toBe(events.length - 2);
});

it('is forgotten with the batch before it, when that is not stored', async () => {
  await registerTree(within);
  await happen();
  const events = await feed();
  const folds: Folds = new Map();
  const refused = projections.map((projection) =>
    projection.name === 'jurisdictions' && 'rows' in projection
      ? { ...projection, rows: () => [{ table: 'jurisdiction', key: 'x', columns: { code: 1, kind: null } }] }
      : projection,
  );
  await expect(apply(events.slice(0, -2), folds, { next: () => events.slice(-2) }, refused)).rejects.toThrow('null value');
  expect(folds.size).toBe(0);
});

it('is forgotten when another leader has come meanwhile', async () => {
  await registerTree(within);
  await happen();
  const events = await feed();
  const folds: Folds = new Map();
  const epoch = await epochOf();
  const leader = { name: 'read-models', epoch };
  const [first, second] = [events.slice(0, -2), events.slice(-2)];
  const ahead = await applyBatch(client, projections, leader, first, first.at(-1)?.position ?? '', folds, { next: () => second });
  await releaseLease(within.writers, 'read-models', epoch);
  await acquireLease(within.writers, 'read-models', 'another', 60_000);
  await expect(applyBatch(client, projections, leader, second, second.at(-1)?.position ?? '', folds, { ahead })).rejects.toThrow(LeaseLost);
  expect(folds.size).toBe(0);
});
