// The land that a result is of, as the parcel stood on the day of the result and as known when it was recorded.
import { areaInUnits, date, type RecordedEvent } from '@yimu/domain/kernel';
import type { ParcelEvent } from '@yimu/domain/parcel/events';
import { absent, countedArea, evolve, particularOn } from '@yimu/domain/parcel/state';
import { inOrderOfValidity } from '../engine/timeline.ts';
import { parcels } from './parcels.ts';

/** Null: not known then. The area is in ⅓ cm². */
export interface GradedLand {
  readonly use: string | null;
  readonly units: string | null;
}

export const noLand: GradedLand = { use: null, units: null };

/** Of the events of the parcel those that were recorded before the result: what came later must not change what is added up of it. */
export const gradedLand = (events: readonly RecordedEvent[], { effectiveOn, position }: RecordedEvent): GradedLand => {
  const before = events.filter((event) => event.position < position);
  const parcel = inOrderOfValidity(before, parcels.voiding)
    .filter(([, on]) => on <= effectiveOn)
    .reduce((state, [event]) => evolve(state, event as unknown as ParcelEvent), absent);
  if (parcel.kind === 'absent') return noLand;
  const area = countedArea(parcel.observations, parcel.chosen);
  return {
    use: particularOn(parcel, 'land-use', date(effectiveOn)) ?? null,
    units: area === undefined ? null : areaInUnits(area.counted.area).toString(),
  };
};
