// What a contract needs to know from other streams: the towns of its parcels, and that its grantee is known.
import type { Caller, CommandContext } from '@yimu/server';
import { parcelWithin } from './parcels.ts';

interface Naming {
  readonly parcelIds: readonly string[];
  readonly granteeId: string;
  readonly jurisdictions: readonly string[];
}

/** A grantee may be at home anywhere; only that there is such a party is asked. */
const isParty = async ({ store }: CommandContext, partyId: string): Promise<boolean> =>
  (await Array.fromAsync(store.readStream(`party-${partyId}`, { limit: 1 }))).length > 0;

/** Fills in the towns of the parcels. A parcel outside the scope does not exist for this caller. */
export const withTowns = async <D extends Naming>(context: CommandContext, data: D, caller: Caller): Promise<D | 'not-found'> => {
  const towns = new Set<string>();
  for (const parcelId of data.parcelIds) {
    const parcel = await parcelWithin(context, parcelId, caller);
    if (parcel === undefined) return 'not-found';
    towns.add(parcel.jurisdiction);
  }
  return (await isParty(context, data.granteeId)) ? { ...data, jurisdictions: [...towns] } : 'not-found';
};
