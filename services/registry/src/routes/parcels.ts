import { foldRecorded } from '@yimu/domain/kernel';
import { parcel, parcelCodeReservation, parcelCommands } from '@yimu/domain/parcel';
import type { Entered, ParcelState } from '@yimu/domain/parcel/state';
import {
  type Caller,
  type CommandContext,
  type CommandRoute,
  commandRoute,
  inScope,
  type Reservation,
  readWithin,
  reservation,
} from '@yimu/server';

const stream = ({ parcelId }: { readonly parcelId: string }): string => `parcel-${parcelId}`;

const read = async (store: CommandContext['store'], parcelId: string): Promise<ParcelState> => {
  const history = await Array.fromAsync(store.readStream(stream({ parcelId })));
  return foldRecorded(parcel, history);
};

/** A parcel as far as the caller may know of it. */
export const parcelWithin = async ({ store }: CommandContext, parcelId: string, { actor }: Caller): Promise<Entered | undefined> => {
  const history = await readWithin(store, stream({ parcelId }), actor.scope);
  const state = foldRecorded(parcel, history);
  return state.kind === 'absent' ? undefined : state;
};

/** Who has reserved a code. */
const holderOf = async (store: CommandContext['store'], code: string): Promise<string | null> => {
  const history = await Array.fromAsync(store.readStream(`parcelcode-${code}`));
  return foldRecorded(parcelCodeReservation, history).holder;
};

/** Who holds a code, when that is a duplicate of the parcel: the code then passes on. */
const duplicateHolding = async (store: CommandContext['store'], code: string, parcelId: string): Promise<string | undefined> => {
  const holder = await holderOf(store, code);
  if (holder === null || holder === parcelId) return undefined;
  const state = await read(store, holder);
  return state.kind === 'entered' && state.duplicate?.survivor === parcelId ? holder : undefined;
};

/** Takes `parcelcode-<code>` in the name of the parcel's town, which only the parcel's own stream tells. */
export const reservingCode = (parcelId: string, code: string): Reservation => ({
  take: async (store, command, intent) => {
    const state = await read(store, parcelId);
    if (state.kind === 'absent') throw new Error(`code ${code} was to be reserved for a parcel that was never entered`);
    const { jurisdiction } = state;
    const reserving = reservation({
      stream: `parcelcode-${code}`,
      decider: parcelCodeReservation,
      type: 'ReserveParcelCode',
      data: { parcelId, code, jurisdiction, duplicate: await duplicateHolding(store, code, parcelId) },
    });
    return reserving.take(store, command, intent);
  },
});

/** The successors of a parcel must be there for the caller. */
const withSuccessors = async <D extends { readonly successors: readonly string[] }>(context: CommandContext, data: D, caller: Caller) => {
  for (const successor of data.successors) if ((await parcelWithin(context, successor, caller)) === undefined) return 'not-found';
  return data;
};

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
    summary: 'Assign a 宗地代码, 不动产单元代码 or 统一编码, which only one parcel may hold',
    schema: parcelCommands.AssignParcelCode.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: parcel,
    stream,
    reservations: ({ parcelId, assigned }) => [reservingCode(parcelId, assigned.code)],
  }),
  commandRoute({
    path: '/parcels/:parcelId/land-uses',
    command: 'ChangeParcelLandUse',
    summary: 'Record the use of the land (用途) from a day on',
    schema: parcelCommands.ChangeParcelLandUse.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: parcel,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/legalities',
    command: 'ChangeParcelLegality',
    summary: 'Record whether the parcel is legal from a day on (无证转有证)',
    schema: parcelCommands.ChangeParcelLegality.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: parcel,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/ownerships',
    command: 'RecordParcelOwnership',
    summary: 'Record who owns the land, state or collective (权属性质), from a day on',
    schema: parcelCommands.RecordParcelOwnership.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: parcel,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/growth-boundary-positions',
    command: 'RecordParcelGrowthBoundary',
    summary: 'Record how the parcel lies as to the urban growth boundary (城镇开发边界) from a day on',
    schema: parcelCommands.RecordParcelGrowthBoundary.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: parcel,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/development-zones',
    command: 'RecordParcelDevelopmentZone',
    summary: 'Record in which development zone (开发区) the parcel lies from a day on, or that it lies in none',
    schema: parcelCommands.RecordParcelDevelopmentZone.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: parcel,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/tenures',
    command: 'RecordParcelTenure',
    summary: 'Record how the land is held (供地方式) from a day on',
    schema: parcelCommands.RecordParcelTenure.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: parcel,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/leasing-uses',
    command: 'RecordParcelLeasingUse',
    summary: 'Record whether the parcel is land for leasing (租赁用途) from a day on',
    schema: parcelCommands.RecordParcelLeasingUse.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: parcel,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/geometries',
    command: 'RecordParcelGeometry',
    summary: 'Record the shape of the parcel from a day on: GeoJSON with coordinates as text and their system named',
    schema: parcelCommands.RecordParcelGeometry.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: parcel,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/particular-corrections',
    command: 'CorrectParcelParticular',
    summary: 'Correct a particular that was misread',
    schema: parcelCommands.CorrectParcelParticular.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: parcel,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/particular-annulments',
    command: 'AnnulParcelParticular',
    summary: 'Take back a particular that should never have been recorded',
    schema: parcelCommands.AnnulParcelParticular.omit({ parcelId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: parcel,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/retirements',
    command: 'RetireParcel',
    summary: 'Retire a parcel (注销), naming what takes its place',
    schema: parcelCommands.RetireParcel.omit({ parcelId: true, lineageId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, lineageId: null }),
    decider: parcel,
    stream,
    context: withSuccessors,
  }),
  commandRoute({
    path: '/parcels/:parcelId/reported-retirements',
    command: 'ReportParcelRetirement',
    summary: 'Record that a parcel was retired elsewhere',
    schema: parcelCommands.ReportParcelRetirement.omit({ parcelId: true, lineageId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, lineageId: null }),
    decider: parcel,
    stream,
    context: withSuccessors,
  }),
  commandRoute({
    path: '/parcels/:parcelId/retirement-annulments',
    command: 'AnnulParcelRetirement',
    summary: 'Record that a parcel was not retired after all',
    schema: parcelCommands.AnnulParcelRetirement.omit({ parcelId: true, lineageId: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, lineageId: null }),
    decider: parcel,
    stream,
  }),
  commandRoute({
    path: '/parcels/:parcelId/duplicate-declarations',
    command: 'DeclareParcelDuplicate',
    summary: 'Declare the entry a second one of another parcel (重复建档); no merger in law',
    schema: parcelCommands.DeclareParcelDuplicate.omit({ parcelId: true, survivorDuplicates: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId, survivorDuplicates: null }),
    decider: parcel,
    stream,
    // Whether the parcel that stays is a duplicate itself, only its own stream tells.
    context: async (context, data, caller) => {
      const survivor = await parcelWithin(context, data.survivor, caller);
      return survivor === undefined ? 'not-found' : { ...data, survivorDuplicates: survivor.duplicate?.survivor ?? null };
    },
  }),
  commandRoute({
    path: '/parcels/:parcelId/duplicate-revocations',
    command: 'RevokeParcelDuplicate',
    summary: 'Revoke that the entry is a duplicate',
    schema: parcelCommands.RevokeParcelDuplicate.omit({ parcelId: true, codesPassed: true }),
    toData: ({ body, params }) => ({ ...body, parcelId: params.parcelId }),
    decider: parcel,
    stream,
    // Whether its codes passed on meanwhile, only their own streams tell.
    context: async (context, data, caller) => {
      const codes = (await parcelWithin(context, data.parcelId, caller))?.codes ?? [];
      const holders = await Promise.all(codes.map(({ code }) => holderOf(context.store, code)));
      return { ...data, codesPassed: codes.map(({ code }) => code).filter((_, n) => holders[n] !== data.parcelId) };
    },
  }),
];
