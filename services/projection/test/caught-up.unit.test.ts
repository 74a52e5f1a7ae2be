import { describe, expect, it } from 'vitest';
import { caughtUp } from '../src/engine/caught-up.ts';
import type { Mismatch } from '../src/rebuild/versions.ts';

const check = (state: { position: string | undefined; head: string | undefined; mismatch?: Mismatch | undefined }) =>
  caughtUp({
    progress: async () => ({ position: state.position }),
    head: async () => state.head,
    mismatch: async () => state.mismatch,
  });

describe('the query side is ready', () => {
  it('at once over an empty store', async () => {
    await expect(check({ position: undefined, head: undefined })()).resolves.toBeUndefined();
  });

  it('only when the read models hold what the store held at the start', async () => {
    const state = { position: undefined as string | undefined, head: 'p3' };
    const ready = check(state);
    await expect(ready()).rejects.toThrow('the read models have reached nothing, not yet p3');
    state.position = 'p2';
    await expect(ready()).rejects.toThrow('not yet p3');
    state.position = 'p3';
    await expect(ready()).resolves.toBeUndefined();
  });

  it('only when the rows are of no older version than this process folds', async () => {
    const state = { position: 'p1', head: 'p1', mismatch: { kind: 'newer', names: ['parcels'] } as Mismatch | undefined };
    const ready = check(state);
    await expect(ready()).rejects.toThrow('the rows of parcels are of an older version');
    state.mismatch = undefined;
    await expect(ready()).resolves.toBeUndefined();
  });

  it('among rows of a newer release too, whose tables hold all that this one asks for', async () => {
    await expect(check({ position: 'p1', head: 'p1', mismatch: { kind: 'older', names: ['parcels'] } })()).resolves.toBeUndefined();
  });

  it('although the store has moved on meanwhile, and ever after', async () => {
    const state = { position: 'p1', head: 'p2' };
    const ready = check(state);
    await expect(ready()).rejects.toThrow('not yet p2');
    Object.assign(state, { position: 'p2', head: 'p9' });
    await expect(ready()).resolves.toBeUndefined();
    Object.assign(state, { position: undefined });
    await expect(ready()).resolves.toBeUndefined();
  });
});
