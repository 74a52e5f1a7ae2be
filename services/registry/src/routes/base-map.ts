import {
  baseMap,
  baseMapCodeReservation,
  baseMapImport,
  baseMapParcelReservation,
  baseMapRecordBody,
  basemapCommands,
} from '@yimu/domain/basemap';
import type { Origin } from '@yimu/domain/basemap/events';
import type { Known } from '@yimu/domain/basemap/state';
import { date, foldRecorded } from '@yimu/domain/kernel';
import { parcel } from '@yimu/domain/parcel';
import {
  type Caller,
  type CommandContext,
  type CommandRoute,
  commandRoute,
  entityIdFor,
  inScope,
  type Reservation,
  readWithin,
  reservation,
} from '@yimu/server';

const stream = ({ entryId }: { readonly entryId: string }): string => `basemap-${entryId}`;
const batchStream = ({ batchId }: { readonly batchId: string }): string => `basemapbatch-${batchId}`;

type Batch = { readonly batchId: string; readonly origin: Origin; readonly open: boolean } | null;
interface Told {
  readonly jurisdiction: string;
  readonly unitCode: string | null;
  readonly recordNumber: string;
  readonly batchId: string | null;
}

/**
 * What a reading's body says, with the id of its unit: UUIDv5 of the district and the 宗地代码, or of the source and its own number, so that
 * whoever reads the same record reaches the same unit. How the batch stands is left to `context`.
 */
const readingOf = <B extends Told, O extends Origin>({ batchId, ...body }: B, origin: O) => {
  const { jurisdiction, unitCode, recordNumber } = body;
  const key = JSON.stringify(unitCode === null ? [origin, recordNumber] : [unitCode]);
  const entryId = entityIdFor({ issuer: 'yimu', sub: 'base-map', method: 'UNIT', path: jurisdiction.slice(0, 6), key });
  const batch: Batch = batchId === null ? null : { batchId, origin, open: false };
  return { ...body, entryId, origin, batch };
};

/** The place must be the caller's, and the batch must be there for the caller. */
const withBatch = async <D extends { readonly jurisdiction: string; readonly batch: Batch }>(
  { store }: CommandContext,
  data: D,
  caller: Caller,
): Promise<D | 'not-found'> => {
  if (!inScope(caller, data.jurisdiction)) return 'not-found';
  if (data.batch === null) return data;
  const history = await readWithin(store, batchStream(data.batch), caller.actor.scope);
  const state = foldRecorded(baseMapImport, history);
  if (state.kind === 'absent') return 'not-found';
  return { ...data, batch: { batchId: data.batch.batchId, origin: state.start.origin, open: state.kind === 'started' } };
};

const isInPlace = ({ jurisdiction }: { readonly jurisdiction: string }, caller: Caller): boolean => inScope(caller, jurisdiction);
const entryIdOf = ({ entryId }: { readonly entryId: string }): string => entryId;

/** A unit as far as the caller may know of it. */
const unitWithin = async ({ store }: CommandContext, entryId: string, caller: Caller): Promise<Known | undefined> => {
  const history = await readWithin(store, stream({ entryId }), caller.actor.scope);
  const state = foldRecorded(baseMap, history);
  return state.kind === 'absent' ? undefined : state;
};

/** A reservation in the name of the unit's jurisdictions, which only its own stream tells. */
const reservingFor = (entryId: string, reserve: (unit: Known) => Reservation): Reservation => ({
  take: async (store, command, intent) => {
    const history = await Array.fromAsync(store.readStream(stream({ entryId })));
    const state = foldRecorded(baseMap, history);
    if (state.kind === 'absent') throw new Error(`something was to be reserved for unit ${entryId}, which no record began`);
    return reserve(state).take(store, command, intent);
  },
});

const reservingParcel = ({ entryId, parcelId }: { readonly entryId: string; readonly parcelId: string }): Reservation =>
  reservingFor(entryId, ({ jurisdictions }) =>
    reservation({
      stream: `basemapparcel-${parcelId}`,
      decider: baseMapParcelReservation,
      type: 'ReserveBaseMapParcel',
      data: { parcelId, entryId, jurisdictions: [...jurisdictions] },
    }),
  );

const reservingCode = ({ entryId, code }: { readonly entryId: string; readonly code: string }): Reservation =>
  reservingFor(entryId, ({ district, jurisdictions }) =>
    reservation({
      stream: `unifiedcode-${district}-${code}`,
      decider: baseMapCodeReservation,
      type: 'ReserveBaseMapCode',
      data: { code, entryId, jurisdictions: [...jurisdictions] },
    }),
  );

const parcelWithin = async ({ store }: CommandContext, parcelId: string, caller: Caller) => {
  const history = await readWithin(store, `parcel-${parcelId}`, caller.actor.scope);
  const state = foldRecorded(parcel, history);
  return state.kind === 'absent' ? undefined : state;
};

const readings: readonly CommandRoute[] = [
  commandRoute({
    path: '/base-map-records',
    command: 'ReadBaseMapRecord',
    summary: 'Read a record of 登记, 批文, 现状 or the stock list into the base map (空间底版)',
    schema: baseMapRecordBody.extend({ origin: basemapCommands.ReadBaseMapRecord.shape.origin }),
    toData: ({ body }) => readingOf(body, body.origin),
    decider: baseMap,
    stream,
    context: withBatch,
    admitNew: isInPlace,
    id: entryIdOf,
  }),
  commandRoute({
    path: '/base-map-survey-reports',
    command: 'ReportBaseMapSurvey',
    summary: 'Report the present use (现状) of a unit, as towns and parks keep the base map up to date',
    schema: baseMapRecordBody,
    toData: ({ body }) => readingOf(body, 'survey'),
    decider: baseMap,
    stream,
    context: withBatch,
    admitNew: isInPlace,
    id: entryIdOf,
  }),
  commandRoute({
    path: '/soe-stock-records',
    command: 'ReportSoeStock',
    summary: 'Join a record of the stock list of state-owned enterprises to the base map',
    schema: baseMapRecordBody,
    toData: ({ body }) => readingOf(body, 'soe-list'),
    decider: baseMap,
    stream,
    context: withBatch,
    admitNew: isInPlace,
    id: entryIdOf,
  }),
  commandRoute({
    path: '/base-map-entries/:entryId/record-withdrawals',
    command: 'WithdrawBaseMapRecord',
    summary: 'Record that a source no longer has a record (注销)',
    schema: basemapCommands.WithdrawBaseMapRecord.omit({ entryId: true }),
    toData: ({ body, params }) => ({ ...body, entryId: params.entryId }),
    decider: baseMap,
    stream,
  }),
  commandRoute({
    path: '/base-map-entries/:entryId/conflict-resolutions',
    command: 'ResolveBaseMapConflict',
    summary: 'Decide which record counts where sources contradict each other',
    schema: basemapCommands.ResolveBaseMapConflict.omit({ entryId: true }),
    toData: ({ body, params }) => ({ ...body, entryId: params.entryId }),
    decider: baseMap,
    stream,
  }),
];

const matches: readonly CommandRoute[] = [
  commandRoute({
    path: '/base-map-entries/:entryId/matches',
    command: 'ProposeBaseMapMatch',
    summary: 'Propose that a unit is a parcel that was entered before',
    schema: basemapCommands.ProposeBaseMapMatch.omit({ entryId: true, proposedBy: true }),
    // Who proposes is left to `context`.
    toData: ({ body, params }) => ({ ...body, entryId: params.entryId, proposedBy: '' }),
    decider: baseMap,
    stream,
    context: async (context, data, caller) =>
      (await parcelWithin(context, data.parcelId, caller)) === undefined ? 'not-found' : { ...data, proposedBy: caller.actor.sub },
  }),
  commandRoute({
    path: '/base-map-entries/:entryId/match-confirmations',
    command: 'ConfirmBaseMapMatch',
    summary: 'Confirm a proposed match; whoever proposed it cannot',
    schema: basemapCommands.ConfirmBaseMapMatch.omit({ entryId: true, confirmedBy: true, parcel: true }),
    // Who confirms, and what the parcel's stream tells, is left to `context`.
    toData: ({ body, params }) => ({ ...body, entryId: params.entryId, confirmedBy: '', parcel: { since: date('1900-01-01'), town: '' } }),
    decider: baseMap,
    stream,
    context: async (context, data, caller) => {
      const matched = await parcelWithin(context, data.parcelId, caller);
      if (matched === undefined) return 'not-found';
      return { ...data, confirmedBy: caller.actor.sub, parcel: { since: matched.enteredOn, town: matched.jurisdiction } };
    },
    reservations: (data) => [reservingParcel(data)],
  }),
  commandRoute({
    path: '/base-map-entries/:entryId/match-rejections',
    command: 'RejectBaseMapMatch',
    summary: 'Reject a proposed match with a reason',
    schema: basemapCommands.RejectBaseMapMatch.omit({ entryId: true }),
    toData: ({ body, params }) => ({ ...body, entryId: params.entryId }),
    decider: baseMap,
    stream,
  }),
  commandRoute({
    path: '/base-map-entries/:entryId/match-annulments',
    command: 'AnnulBaseMapMatch',
    summary: 'Annul a match that was confirmed in error',
    schema: basemapCommands.AnnulBaseMapMatch.omit({ entryId: true }),
    toData: ({ body, params }) => ({ ...body, entryId: params.entryId }),
    decider: baseMap,
    stream,
  }),
  commandRoute({
    path: '/base-map-entries/:entryId/parcels',
    command: 'EnterBaseMapUnit',
    summary: 'Enter a unit that is no parcel yet as a new one (入库)',
    schema: basemapCommands.EnterBaseMapUnit.omit({ entryId: true, parcelId: true }),
    toData: ({ body, params, entityId }) => ({ ...body, entryId: params.entryId, parcelId: entityId }),
    decider: baseMap,
    stream,
    id: ({ parcelId }) => parcelId,
    reservations: (data) => [reservingParcel(data)],
  }),
];

const units: readonly CommandRoute[] = [
  commandRoute({
    path: '/base-map-entries/:entryId/unified-codes',
    command: 'AssignUnifiedCode',
    summary: 'Assign the 统一编码, which only one unit of the district may have',
    schema: basemapCommands.AssignUnifiedCode.omit({ entryId: true }),
    toData: ({ body, params }) => ({ ...body, entryId: params.entryId }),
    decider: baseMap,
    stream,
    reservations: (data) => [reservingCode(data)],
  }),
  commandRoute({
    path: '/base-map-entries/:entryId/joinings',
    command: 'JoinBaseMapEntry',
    summary: 'Join two units that are one: the other speaks for both',
    schema: basemapCommands.JoinBaseMapEntry.omit({ entryId: true, into: true }),
    // How the other unit stands is left to `context`.
    toData: ({ body, params }) => ({ ...body, entryId: params.entryId, into: { district: '', joined: false } }),
    decider: baseMap,
    stream,
    context: async (context, data, caller) => {
      const into = await unitWithin(context, data.intoId, caller);
      if (into === undefined) return 'not-found';
      return { ...data, into: { district: into.district, joined: into.joinedInto !== null } };
    },
  }),
];

const imports: readonly CommandRoute[] = [
  commandRoute({
    path: '/base-map-imports',
    command: 'StartBaseMapImport',
    summary: 'Start one run over one file of one source',
    schema: basemapCommands.StartBaseMapImport.omit({ batchId: true }),
    toData: ({ body, entityId }) => ({ ...body, batchId: entityId }),
    decider: baseMapImport,
    stream: batchStream,
    admitNew: isInPlace,
    id: ({ batchId }) => batchId,
  }),
  commandRoute({
    path: '/base-map-imports/:batchId/closings',
    command: 'CloseBaseMapImport',
    summary: 'Close the run with what became of every record',
    schema: basemapCommands.CloseBaseMapImport.omit({ batchId: true }),
    toData: ({ body, params }) => ({ ...body, batchId: params.batchId }),
    decider: baseMapImport,
    stream: batchStream,
  }),
];

export const baseMapRoutes: readonly CommandRoute[] = [...readings, ...matches, ...units, ...imports];
