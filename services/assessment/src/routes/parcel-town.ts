import { levelOf, type Scope } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';
import { readWithin } from '@yimu/server';

/**
 * The town a parcel lies in, as the envelope of its last event tells; undefined when the parcel does not exist or lies outside
 * the scope. The envelope is common to all contexts, so nothing of the parcel context is needed here.
 */
export const townOfParcel = async (store: EventStore, parcelId: string, scope: Scope): Promise<string | undefined> => {
  const history = await readWithin(store, `parcel-${parcelId}`, scope);
  return history?.at(-1)?.jurisdictions.find((code) => levelOf(code) === 'town');
};
