import { parcel } from '@yimu/domain/parcel';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyOrPark, type Following, replayParked } from '../src/engine/apply-or-park.ts';
import { acquireLease, releaseLease } from '../src/engine/lease.ts';
import type { Projection } from '../src/engine/projection.ts';
import { checkpointName } from '../src/engine/run-projections.ts';
import { projections } from '../src/projections/index.ts';
import { fillHolders } from './support/holders.ts';
import { caojing, fillBothTowns, jinshan, jiuting } from './support/towns.ts';
import { ask, enterprise, idOf, noGuard, officerOf, type World, world } from './support/world.ts';

let within: World;
beforeEach(async () => {
  within = await world();
  await fillBothTowns(within);
  await fillHolders(within);
  await within.project();
});
afterEach(() => within.close());

/** Nobody knows how to fold the use of land by its owner. */
const faulty = projections.map(
  (projection): Projection => ({
    ...projection,
    evolve: (state, event) => {
      if (event.type === 'ParcelLeasingUseRecorded') throw new TypeError('cannot read the use of undefined');
      return projection.evolve(state, event);
    },
  }),
);

const leading = async (some: readonly Projection[], owner: string): Promise<Following> => {
  const lease = await acquireLease(within.writers, checkpointName, owner, 60_000);
  const leader = { name: checkpointName, epoch: lease?.epoch ?? '' };
  return { pool: within.writers, projections: some, leader, folds: new Map(), log: { info: () => undefined, error: () => undefined } };
};

/** Parks an event of the parcel in 漕泾. */
const park = async (): Promise<void> => {
  const parcelId = idOf('漕地块');
  await within.command(`parcel-${parcelId}`, parcel, 'RecordParcelLeasingUse', { parcelId, leasingUse: true });
  const { rows } = await within.writers.query<{ position: string }>('select position from checkpoint');
  const events = await Array.fromAsync(within.store.readAll({ after: rows[0]?.position }));
  const following = await leading(faulty, 'test');
  await applyOrPark(following, events, events.at(-1)?.position ?? '');
  await releaseLease(within.writers, checkpointName, following.leader.epoch);
};

const isStale = async (app: FastifyInstance, actor: Parameters<typeof ask>[1]): Promise<unknown> => {
  const answer = await ask(app, actor, '{ viewer { scope { value } } }');
  expect(answer.errors).toBeUndefined();
  return (answer as { extensions?: { stale?: boolean } }).extensions?.stale;
};

describe('an answer', () => {
  it('says that it is stale to whom the parked stream concerns, and to nobody else, until it is folded', async () => {
    const app = await within.app();
    const concerned = [officerOf(caojing), officerOf(jinshan), enterprise(idOf('漕企业'))];
    expect(await isStale(app, officerOf(caojing))).toBeUndefined();
    await park();
    for (const actor of concerned) await expect.poll(() => isStale(app, actor)).toBe(true);
    for (const actor of [officerOf(jiuting), enterprise(idOf('九企业'))]) expect(await isStale(app, actor)).toBeUndefined();
    await replayParked(await leading(projections, 'another'));
    for (const actor of concerned) await expect.poll(() => isStale(app, actor)).toBeUndefined();
  });

  it.each([
    ['row-level security', { guardOf: noGuard }],
    ['the condition of the statement', { login: 'bypass' }],
  ] as const)('says so by %s alone', async (_, options) => {
    await park();
    const app = await within.app(options);
    expect(await isStale(app, officerOf(caojing))).toBe(true);
    expect(await isStale(app, officerOf(jiuting))).toBeUndefined();
    expect(await isStale(app, enterprise(idOf('九企业')))).toBeUndefined();
  });
});
