// A registry in which parcels are split and merged, and what has become of them.
import { areaInUnits, foldRecorded } from '@yimu/domain/kernel';
import { lineage } from '@yimu/domain/lineage';
import { phaseOf } from '@yimu/domain/lineage/state';
import { parcel } from '@yimu/domain/parcel';
import { countedArea, lifeOf } from '@yimu/domain/parcel/state';
import type { EventStore } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import { whenLineageStarted } from '../../src/reactions/when-lineage-started.ts';
import { department } from './officers.ts';
import { envelope, registryService, today } from './service.ts';

export const land = department('规划资源局');
export const area = (value: string) => ({ value, unit: 'mu' });
export const part = (name: string, value: string, parcelCode: string | null = null) => ({ name, area: area(value), parcelCode });

const heard = ['SplitStarted', 'MergerStarted', 'LineageResumed', 'LineageAbandonmentBegun'];

export const landRegistry = async () => {
  const store = memoryEventStore();
  const service = await registryService({ store });
  const eventsOf = (category: string) => Array.fromAsync(store.readAll({ filter: { categories: [category] } }));
  const parcels = async () => {
    const streams = [...new Set((await eventsOf('parcel')).map(({ stream }) => stream))];
    const states = await Promise.all(streams.map(async (stream) => foldRecorded(parcel, await service.eventsOf(stream))));
    return states.filter((state) => state.kind === 'entered');
  };
  return {
    store,
    service,
    eventsOf,
    parcels,
    post: (url: string, body: object = {}, key = url, as = land) => service.post(url, { ...envelope, ...body }, { as, key }),
    split: (parcelId: string, children: readonly object[] = [part('古岛A', '10.62'), part('古岛B', '20')], path = '/splits') =>
      service.made(path, { parcelId, children }, { as: land, key: `split ${parcelId}` }),
    typesOf: async (stream: string) => (await service.eventsOf(stream)).map(({ type }) => type),
    phase: async (lineageId: string) => phaseOf(foldRecorded(lineage, await service.eventsOf(`lineage-${lineageId}`))),
    /** Every parcel by name: where it stands in its life. */
    lives: async () => Object.fromEntries((await parcels()).map((state) => [state.name, lifeOf(state)])),
    /** The area of all parcels that count. */
    counted: async () =>
      (await parcels())
        .filter((state) => lifeOf(state) === 'entered')
        .flatMap(({ observations, chosen }) => countedArea(observations, chosen)?.counted ?? [])
        .reduce((sum, observation) => sum + areaInUnits(observation.area), 0n),
    /** Delivers every event that the reaction wants to hear of, in order, as from an old checkpoint. */
    deliver: async (through: EventStore = store) => {
      for (const event of await eventsOf('lineage'))
        if (heard.includes(event.type)) await whenLineageStarted.react({ store: through, today }, event);
    },
    /** The store as a process sees it that dies in its n-th append. */
    dyingAt: (n: number): EventStore => {
      let appends = 0;
      return {
        ...store,
        append: (...asked) => {
          appends += 1;
          return appends === n ? Promise.reject(new Error('killed')) : store.append(...asked);
        },
      };
    },
  };
};

export type LandRegistry = Awaited<ReturnType<typeof landRegistry>>;
