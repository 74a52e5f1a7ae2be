// What commands on a title need to know from other streams: the town of the parcel, and that the parties they name exist.
import { type Rejection, refuse } from '@yimu/domain/kernel';
import { rightRefusals } from '@yimu/domain/right';
import { type Reviewer, reviewers } from '@yimu/domain/right/events';
import type { Caller, CommandContext } from '@yimu/server';
import { parcelWithin } from './parcels.ts';

interface OfParcel {
  readonly parcelId: string;
}

export const stream = ({ parcelId }: OfParcel): string => `title-${parcelId}`;

export const partiesOf = (holders: readonly { readonly partyId: string }[]): readonly string[] => holders.map(({ partyId }) => partyId);

/**
 * A holder, lessee or mortgagee may be at home anywhere, outside the caller's scope too: whoever may command on the parcel learns
 * whether a party of this id exists, and nothing else of it.
 */
const unknownParty = async ({ store }: CommandContext, parties: readonly string[]): Promise<Rejection | undefined> => {
  for (const partyId of new Set(parties)) {
    const [entered] = await Array.fromAsync(store.readStream(`party-${partyId}`, { limit: 1 }));
    if (entered === undefined) return refuse(rightRefusals, 'right-party-unknown', { partyId });
  }
  return undefined;
};

/** The data as it is, if the parcel is there for the caller and the parties exist. The parcel first: outside the scope nothing is told. */
export const namingParties = async <D extends OfParcel>(
  context: CommandContext,
  data: D,
  caller: Caller,
  parties: readonly string[],
): Promise<D | 'not-found' | Rejection> =>
  (await parcelWithin(context, data.parcelId, caller)) === undefined ? 'not-found' : ((await unknownParty(context, parties)) ?? data);

/** The data with the town of the parcel, which begins a title; its holders exist. */
export const inTownOfParcel = async <D extends OfParcel & { readonly holders: readonly { readonly partyId: string }[] }>(
  context: CommandContext,
  data: D,
  caller: Caller,
): Promise<(D & { readonly jurisdiction: string }) | 'not-found' | Rejection> => {
  const found = await parcelWithin(context, data.parcelId, caller);
  if (found === undefined) return 'not-found';
  return (await unknownParty(context, partiesOf(data.holders))) ?? { ...data, jurisdiction: found.jurisdiction };
};

/** The data with the department that the caller speaks for: nobody gives the opinion of another. */
export const ofOwnDepartment = async <D extends { readonly department: Reviewer }>(
  _: CommandContext,
  data: D,
  { actor }: Caller,
): Promise<D | 'not-found'> => {
  const department = reviewers.find((reviewer) => reviewer === actor.department);
  return department === undefined ? 'not-found' : { ...data, department };
};
