import { isWithin, levelOf, type Scope } from '@yimu/domain/kernel';
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

/** The town of a jurisdiction among the codes that a stream concerns; a party may be known by its district only. */
export const townAmong = (codes: readonly string[], jurisdiction: string): string | undefined => {
  const within = codes.filter((code) => isWithin(code, jurisdiction));
  return within.find((code) => levelOf(code) === 'town') ?? within[0];
};
