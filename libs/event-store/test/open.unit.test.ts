import { openCheckpointStore, openEventStore, storeKindOf } from '@yimu/event-store/open';
import { describe, expect, it } from 'vitest';

describe('the address of an event store', () => {
  it.each([
    ['postgres://yimu@127.0.0.1:5432/yimu_events', 'postgres'],
    ['postgresql://yimu@127.0.0.1/yimu_events', 'postgres'],
    ['esdb://127.0.0.1:2113?tls=false', 'eventstoredb'],
    ['esdb://one:2113,two:2113,three:2113?tls=true', 'eventstoredb'],
    ['esdb+discover://cluster.example:2113', 'eventstoredb'],
    ['kurrentdb://127.0.0.1:2113', 'eventstoredb'],
  ])('%s tells by its scheme what it is', (address, kind) => expect(storeKindOf(address)).toBe(kind));

  it.each(['', 'mysql://127.0.0.1/yimu', 'esdb://', 'http://127.0.0.1:2113', '127.0.0.1:2113'])('is not %j', async (address) => {
    expect(storeKindOf(address)).toBeUndefined();
    await expect(openEventStore(address)).rejects.toThrow('expected an address postgres://…, esdb://… or kurrentdb://…');
    await expect(openCheckpointStore(address)).rejects.toThrow('expected an address postgres://…, esdb://… or kurrentdb://…');
  });
});
