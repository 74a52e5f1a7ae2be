import { fold, type Identified } from '@yimu/domain/kernel';
import { parcel } from '@yimu/domain/parcel';
import type { ParcelFact } from '@yimu/domain/parcel/events';
import { party, partyCommands, usccReservation } from '@yimu/domain/party';
import type { PartyFact } from '@yimu/domain/party/events';
import { type CommandRoute, commandRoute, inScope, type Reservation, readWithin, reservation } from '@yimu/server';

const stream = ({ partyId }: { readonly partyId: string }): string => `party-${partyId}`;

const reservingUscc = (data: { readonly partyId: string; readonly uscc: string; readonly jurisdiction: string }): Reservation =>
  reservation({ stream: `uscc-${data.uscc}`, decider: usccReservation, type: 'ReserveUscc', data });

/** Takes `uscc-<code>` in the name of the place where the party is at home, which only the party's own stream tells. */
const reservingUsccOf = (partyId: string, uscc: string): Reservation => ({
  take: async (store, command, intent) => {
    const history = await Array.fromAsync(store.readStream(stream({ partyId })));
    const state = fold(party, history as unknown as readonly Identified<PartyFact>[]);
    if (state.kind === 'absent') throw new Error(`USCC ${uscc} was to be reserved for a party that was never entered`);
    return reservingUscc({ partyId, uscc, jurisdiction: state.jurisdiction }).take(store, command, intent);
  },
});

export const partyRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/parties',
    command: 'EnterEnterprise',
    summary: 'Enter an enterprise, with or without its 统一社会信用代码',
    schema: partyCommands.EnterEnterprise.omit({ partyId: true }),
    toData: ({ body, entityId }) => ({ ...body, partyId: entityId }),
    decider: party,
    stream,
    admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
    id: ({ partyId }) => partyId,
    reservations: ({ partyId, uscc, jurisdiction }) => (uscc === null ? [] : [reservingUscc({ partyId, uscc, jurisdiction })]),
  }),
  commandRoute({
    path: '/parties/:partyId/usccs',
    command: 'AssignUscc',
    summary: 'Record the 统一社会信用代码, which only one party may hold',
    schema: partyCommands.AssignUscc.omit({ partyId: true }),
    toData: ({ body, params }) => ({ ...body, partyId: params.partyId }),
    decider: party,
    stream,
    reservations: ({ partyId, uscc }) => [reservingUsccOf(partyId, uscc)],
  }),
  commandRoute({
    path: '/parties/:partyId/land-uses',
    command: 'ListAsLandUser',
    summary: 'Record that a list names the party as user of a parcel (用地主体, unconfirmed)',
    schema: partyCommands.ListAsLandUser.omit({ partyId: true, jurisdiction: true }),
    // The town is left to `context`.
    toData: ({ body, params }) => ({ ...body, partyId: params.partyId, jurisdiction: '' }),
    decider: party,
    stream,
    // The town is the parcel's own. A parcel outside the scope does not exist for this caller.
    context: async ({ store }, data, caller) => {
      const history = await readWithin(store, `parcel-${data.parcelId}`, caller.actor.scope);
      const state = fold(parcel, (history ?? []) as unknown as readonly Identified<ParcelFact>[]);
      return state.kind === 'absent' ? 'not-found' : { ...data, jurisdiction: state.jurisdiction };
    },
  }),
];
