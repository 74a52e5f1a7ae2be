// Who belongs to a party: who controls it in the end, every company that the same hands control, and the land that all of them hold.
import { share } from '@yimu/domain/kernel';
import { readCompaniesBelow, readHeldLand } from '../read-models/groups.ts';
import type { View } from '../tenancy/view.ts';
import { checked } from './arguments.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { gradesInForce } from './parcel-grades.ts';
import { readPublicParties } from './public-party.ts';
import { rightParcel } from './rights.ts';
import { controllersIn, readControlOf } from './shares.ts';
import type { Pointed } from './together.ts';
import { uuid } from './uuid.ts';

/** The parties that one pair of hands controls: itself too; several who hold jointly are one pair. */
const controlledBy = async (view: View, tops: readonly (readonly string[])[], threshold: string): Promise<readonly string[]> => {
  const below = (await readCompaniesBelow(view, [...new Set(tops.flat())])).map(({ company_id }) => company_id);
  const controlOf = below.length === 0 ? undefined : await readControlOf(view, below, threshold);
  const hands = new Set(tops.map((ids) => ids.toSorted().join(' ')));
  return below.filter((id) => {
    const controllers = controlOf === undefined ? undefined : controllersIn(controlOf(id));
    return controllers?.some((ids) => hands.has(ids.toSorted().join(' '))) === true;
  });
};

const groupOf = async (view: View, partyId: string, threshold: string) => {
  const known = controllersIn((await readControlOf(view, [partyId], threshold))(partyId));
  const above = known ?? [];
  const tops = above.length === 0 ? [[partyId]] : above;
  const members = [...new Set([partyId, ...tops.flat(), ...(await controlledBy(view, tops, threshold))])];
  const land = await readHeldLand(view, members);
  const publicParty = await readPublicParties(view, members);
  return {
    point: view.point,
    party: publicParty(partyId),
    controlKnown: known !== undefined,
    controllers: above.map((ids) => ids.map(publicParty)),
    members: members.map(publicParty),
    land: land.map(({ party_id, parcel_id, right_id, share: part }) => ({
      point: view.point,
      holder: publicParty(party_id),
      parcelId: parcel_id,
      rightId: right_id,
      share: part,
    })),
  };
};

/** Root fields about groups. */
export const groupQueries = {
  partyGroup: async (_: unknown, args: { party: string; threshold: string } & TimeArguments, operation: Operation) => {
    const point = pointOf(operation, args);
    const threshold = checked('threshold', share, args.threshold);
    const partyId = uuid.safeParse(args.party);
    // Other kinds of scope see their own part of the companies only, and what they do not see would read as not held.
    if (!partyId.success || operation.actor.scope.kind !== 'subtree') return null;
    const group = await groupOf(viewAt(operation, point), partyId.data, threshold);
    // Of whom the scope knows nothing at all, it is told nothing.
    return group.party.kind === null && group.members.length === 1 && group.land.length === 0 ? null : group;
  },
};

/** Loaders of what a group holds. */
export const groupLoaders = {
  GroupLand: { parcel: rightParcel, grade: gradesInForce(({ parcelId }: Pointed & { readonly parcelId: string }) => parcelId) },
};
