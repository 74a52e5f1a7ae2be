import { fold, type Identified } from '@yimu/domain/kernel';
import { parcel, parcelCodeReservation, parcelCommands } from '@yimu/domain/parcel';
import type { ParcelFact } from '@yimu/domain/parcel/events';
import { type CommandRoute, commandRoute, inScope, type Reservation, reservation } from '@yimu/server';

const stream = ({ parcelId }: { readonly parcelId: string }): string => `parcel-${parcelId}`;

/** Takes `parcelcode-<code>` in the name of the parcel's town, which only the parcel's own stream tells. */
const reservingCode = (parcelId: string, code: string): Reservation => ({
  take: async (store, command, intent) => {
    const history = await Array.fromAsync(store.readStream(stream({ parcelId })));
    const state = fold(parcel, history as unknown as readonly Identified<ParcelFact>[]);
    if (state.kind === 'absent') throw new Error(`code ${code} was to be reserved for a parcel that was never entered`);
    const { jurisdiction } = state;
    const reserving = reservation({
      stream: `parcelcode-${code}`,
      decider: parcelCodeReservation,
      type: 'ReserveParcelCode',
      data: { parcelId, code, jurisdiction },
    });
    return reserving.take(store, command, intent);
  },
});

export const parcelRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/parcels',
    command: 'EnterParcel',
    summary: 'Enter a parcel (入库); confers no right',
    schema: parcelCommands.EnterParcel.omit({ parcelId: true }),
    toData: ({ body, entityId }) => ({ ...body, parcelId: entityId }),
    decider: parcel,
    stream,
    admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
    id: ({ parcelId }) => parcelId,
  }),
  commandRoute({
    path: '/parcels/:parcelId/area-observations',
    command: 'ObserveParcelArea',
    summary: 'Record the area that another source gives',
    schema: parcelCommands.ObserveParcelArea.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: parcel,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/area-corrections',
    command: 'CorrectParcelArea',
    summary: 'Correct an area that was misread',
    schema: parcelCommands.CorrectParcelArea.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: parcel,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/area-conflict-resolutions',
    command: 'ResolveParcelAreaConflict',
    summary: 'Decide which observation counts',
    schema: parcelCommands.ResolveParcelAreaConflict.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: parcel,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/address-observations',
    command: 'ObserveParcelAddress',
    summary: 'Record the address that a source gives',
    schema: parcelCommands.ObserveParcelAddress.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: parcel,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/codes',
    command: 'AssignParcelCode',
    summary: 'Assign a 宗地代码 or 不动产单元代码, which only one parcel may hold',
    schema: parcelCommands.AssignParcelCode.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: parcel,
    stream,
    reservations: ({ parcelId, assigned }) => [reservingCode(parcelId, assigned.code)],
  }),
];
