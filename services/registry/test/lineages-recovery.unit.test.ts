// A split whose process dies anywhere: completed when the event is delivered again, or undone whole.
import { areaInUnits } from '@yimu/domain/kernel';
import { beforeEach, describe, expect, it } from 'vitest';
import { type LandRegistry, landRegistry, part } from './support/land-registry.ts';
import { enteredParcel } from './support/service.ts';

const newCode = '310116112001GB00002';
const before = areaInUnits({ value: '30.62', unit: 'mu' });

let registry: LandRegistry;
beforeEach(async () => {
  registry = await landRegistry();
});

describe('a split that was interrupted', () => {
  // Three parcels, a code and its reservation, a record of each of the four steps, and the end.
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('in its append number %i is completed when the event is delivered again', async (n) => {
    const { service, split, deliver, dyingAt, phase, counted, eventsOf } = registry;
    const lineageId = await split(await enteredParcel(service), [part('古岛A', '10.62', newCode), part('古岛B', '20')]);
    await expect(deliver(dyingAt(n))).rejects.toThrow('killed');
    await deliver();
    expect([await phase(lineageId), await counted()]).toEqual(['completed', before]);
    expect((await eventsOf('parcel')).map(({ type }) => type).toSorted()).toEqual([
      'ParcelCodeAssigned',
      'ParcelDescended',
      'ParcelDescended',
      'ParcelEntered',
      'ParcelEntered',
      'ParcelEntered',
      'ParcelRetired',
    ]);
  });
});

describe('an abandoned split', () => {
  // Each step is an append on the parcel and one that records it.
  it.each([1, 2, 3, 4, 5, 6])('that was interrupted in append number %i is undone whole, what was not yet recorded too', async (n) => {
    const { service, split, deliver, dyingAt, post, phase, counted, lives } = registry;
    const lineageId = await split(await enteredParcel(service));
    await expect(deliver(dyingAt(n))).rejects.toThrow('killed');
    await post(`/lineages/${lineageId}/abandonments`, { reason: '申请人撤回' });
    await deliver();
    expect([await phase(lineageId), await counted()]).toEqual(['abandoned', before]);
    expect(await lives()).toMatchObject({ 上海古岛时装有限公司地块: 'entered' });
  });
  it.each([1, 2, 3, 4, 5, 6, 7])(
    'whose undoing was interrupted in append number %i is undone when the event is delivered again',
    async (n) => {
      const { service, split, deliver, dyingAt, post, phase, counted, lives } = registry;
      const lineageId = await split(await enteredParcel(service));
      await expect(deliver(dyingAt(7))).rejects.toThrow('killed');
      await post(`/lineages/${lineageId}/abandonments`, { reason: '申请人撤回' });
      await expect(deliver(dyingAt(n))).rejects.toThrow('killed');
      await deliver();
      expect([await phase(lineageId), await counted()]).toEqual(['abandoned', before]);
      expect(await lives()).toEqual({ 上海古岛时装有限公司地块: 'entered', 古岛A: 'retired', 古岛B: 'retired' });
    },
  );
});
