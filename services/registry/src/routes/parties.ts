import { foldRecorded } from '@yimu/domain/kernel';
import { parcel } from '@yimu/domain/parcel';
import { party, partyCommands, usccReservation } from '@yimu/domain/party';
import { type CommandRoute, commandRoute, inScope, type Reservation, readWithin, reservation } from '@yimu/server';
import { holderOfUscc, partyOf, partyStream as stream, wereEntered } from './parties-context.ts';

const reservingUscc = (data: { readonly partyId: string; readonly uscc: string; readonly jurisdiction: string }): Reservation =>
  reservation({ stream: `uscc-${data.uscc}`, decider: usccReservation, type: 'ReserveUscc', data });

/** What a reservation answers that has nothing to take. */
const nothingToTake = { outcome: 'done', revision: 0, position: '', state: undefined, appended: 0 } as const;

/**
 * Takes `uscc-<code>` in the name of the place where the party is at home, which only the party's own stream tells. A party that has
 * another code takes none: the command is then refused, or recorded as a claim.
 */
const reservingUsccOf = (partyId: string, uscc: string): Reservation => ({
  take: async (store, command, intent) => {
    const state = await partyOf(store, partyId);
    if (state.kind === 'absent') throw new Error(`USCC ${uscc} was to be reserved for a party that was never entered`);
    if (state.uscc !== null && state.uscc !== uscc) return nothingToTake;
    const jurisdiction = state.homes.at(-1)?.value ?? state.jurisdiction;
    return reservingUscc({ partyId, uscc, jurisdiction }).take(store, command, intent);
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
    path: '/organisations',
    command: 'EnterOrganisation',
    summary: 'Enter a collective, a government body, a court or another organisation, foreign ones with their register number',
    schema: partyCommands.EnterOrganisation.omit({ partyId: true }),
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
    summary: 'Decide on the 统一社会信用代码, which only one party may hold',
    schema: partyCommands.AssignUscc.omit({ partyId: true }),
    toData: ({ body, params }) => ({ ...body, partyId: params.partyId }),
    decider: party,
    stream,
    reservations: ({ partyId, uscc }) => [reservingUsccOf(partyId, uscc)],
  }),
  commandRoute({
    path: '/parties/:partyId/uscc-reports',
    command: 'ReportUscc',
    summary: 'Record the 统一社会信用代码 that a register names; one that is held already becomes a claim and a finding',
    schema: partyCommands.ReportUscc.omit({ partyId: true, heldBy: true }),
    // The holder is left to `context`.
    toData: ({ body, params }) => ({ ...body, partyId: params.partyId, heldBy: null }),
    decider: party,
    stream,
    context: async ({ store }, data) => {
      const holder = await holderOfUscc(store, data.uscc);
      return { ...data, heldBy: holder === data.partyId ? null : holder };
    },
    reservations: ({ partyId, uscc, heldBy }) => (heldBy === null ? [reservingUsccOf(partyId, uscc)] : []),
  }),
  commandRoute({
    path: '/parties/:partyId/foreign-registers',
    command: 'RecordForeignRegister',
    summary: 'Record the number of the party in the company register of another country',
    schema: partyCommands.RecordForeignRegister.omit({ partyId: true }),
    toData: ({ body, params }) => ({ ...body, partyId: params.partyId }),
    decider: party,
    stream,
  }),
  commandRoute({
    path: '/parties/:partyId/names',
    command: 'RenameParty',
    summary: 'Record the name that holds from a day on; the former one stays as 曾用名',
    schema: partyCommands.RenameParty.omit({ partyId: true }),
    toData: ({ body, params }) => ({ ...body, partyId: params.partyId }),
    decider: party,
    stream,
  }),
  commandRoute({
    path: '/parties/:partyId/name-corrections',
    command: 'CorrectPartyName',
    summary: 'Correct a name that was misread',
    schema: partyCommands.CorrectPartyName.omit({ partyId: true }),
    toData: ({ body, params }) => ({ ...body, partyId: params.partyId }),
    decider: party,
    stream,
  }),
  commandRoute({
    path: '/parties/:partyId/homes',
    command: 'MoveParty',
    summary: 'Record where the party is at home from a day on',
    schema: partyCommands.MoveParty.omit({ partyId: true }),
    toData: ({ body, params }) => ({ ...body, partyId: params.partyId }),
    decider: party,
    stream,
    // The new home sees the party, so nobody may hand it to a place outside the own scope.
    context: async (_, data, caller) => (inScope(caller, data.jurisdiction) ? data : 'not-found'),
  }),
  commandRoute({
    path: '/parties/:partyId/actual-controllers',
    command: 'DeclareActualController',
    summary: 'Record who is declared to control the party (实际控制人) from a day on',
    schema: partyCommands.DeclareActualController.omit({ partyId: true }),
    toData: ({ body, params }) => ({ ...body, partyId: params.partyId }),
    decider: party,
    stream,
    context: async ({ store }, data) => ((await wereEntered(store, [data.controllerId])) ? data : 'not-found'),
  }),
  commandRoute({
    path: '/parties/:partyId/actual-controller-ends',
    command: 'EndActualController',
    summary: 'Record that somebody controls the party no more',
    schema: partyCommands.EndActualController.omit({ partyId: true }),
    toData: ({ body, params }) => ({ ...body, partyId: params.partyId }),
    decider: party,
    stream,
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
      const state = foldRecorded(parcel, history);
      return state.kind === 'absent' ? 'not-found' : { ...data, jurisdiction: state.jurisdiction };
    },
  }),
];
