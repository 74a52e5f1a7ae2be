import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lagGauge, rateGauge, rebuildGauge, versionGauge } from '../src/engine/gauges.ts';
import { checkpointName } from '../src/engine/run-projections.ts';
import { rebuilt } from './support/rebuilding.ts';
import { caojing, enterParcel, fillBothTowns } from './support/towns.ts';
import { type World, world } from './support/world.ts';

let within: World;
beforeEach(async () => {
  within = await world();
  await fillBothTowns(within);
  await within.project();
});
afterEach(() => within.close());

const of = async ({ values }: { readonly values: () => Promise<ReadonlyMap<string, number>> }) => Object.fromEntries(await values());

describe('the figures of the projections', () => {
  it('tell how many events wait, and for how long the first of them', async () => {
    const gauge = lagGauge(within.writers, within.store, checkpointName);
    expect(await of(gauge)).toEqual({ events: 0, seconds: 0 });
    await enterParcel(within, '甲', caojing, '1.5');
    await enterParcel(within, '乙', caojing, '1.5');
    expect(await of(gauge)).toEqual({ events: 2, seconds: expect.any(Number) });
  });

  it('tell how many events a second were folded over the last minute', async () => {
    let now = 0;
    const gauge = rateGauge(() => now);
    gauge.add(600);
    now = 59_000;
    gauge.add(60);
    expect(await of(gauge)).toEqual({ '60s': 11 });
    now = 61_000;
    expect(await of(gauge)).toEqual({ '60s': 1 });
  });

  it('tell of which version rows are, whether new ones are being made, and whether there are old ones', async () => {
    expect((await of(versionGauge(within.writers))).targets).toBe(1);
    expect(await of(rebuildGauge(within.writers))).toEqual({ running: 0, retired: 0 });
    const during: Promise<Readonly<Record<string, number>>>[] = [];
    await rebuilt(within, 'targets', {
      onProgress: ({ phase }) => void (phase === 'fill' && during.push(of(rebuildGauge(within.writers)))),
    });
    expect((await Promise.all(during)).map(({ running }) => running)).toContain(1);
    expect(await of(rebuildGauge(within.writers))).toEqual({ running: 0, retired: 1 });
  });
});
