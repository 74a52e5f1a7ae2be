// A unit of the base map is a parcel: the parcel hears what counts of it, each value with the sources that said it.
import { basemapEvents, type Claim, origins } from '@yimu/domain/basemap/events';
import { finding } from '@yimu/domain/finding';
import { type EffectiveDate, foldRecorded, type RecordedEvent, type Rejection, type Source } from '@yimu/domain/kernel';
import { parcel, parcelCodeReservation, parcelCommands } from '@yimu/domain/parcel';
import { entityIdFor, type Reaction, type ReactionContext, type Reservation, reservation, runReactionCommand } from '@yimu/server';

const name = 'base-map-parcel-informed';
const { data: unitEntered } = basemapEvents.BaseMapUnitEntered;
const { data: parcelInformed } = basemapEvents.BaseMapParcelInformed;

type ParcelCommand = Parameters<typeof parcel.decide>[0];
type Telling = { [T in ParcelCommand['type']]: { type: T; data: Extract<ParcelCommand, { type: T }>['data'] } }[ParcelCommand['type']];

interface Told {
  readonly telling: Telling;
  readonly sources: readonly Source[];
  /** The code that must be reserved before the command. */
  readonly code?: string;
}

/** The parcel's own command for a value; none for what a parcel does not keep. */
const tellingOf = (parcelId: string, claim: Claim): Telling | undefined => {
  switch (claim.attribute) {
    case 'area':
      return { type: 'ObserveParcelArea', data: { parcelId, area: claim.value, rank: origins.indexOf(claim.origin) } };
    case 'address':
      return { type: 'ObserveParcelAddress', data: { parcelId, address: claim.value } };
    case 'landUse':
      return claim.value.use === 'other' ? undefined : { type: 'ChangeParcelLandUse', data: { parcelId, landUse: claim.value.use } };
    case 'legality':
      return { type: 'ChangeParcelLegality', data: { parcelId, legality: claim.value } };
    case 'ownership':
      return { type: 'RecordParcelOwnership', data: { parcelId, ownership: claim.value } };
    case 'parcelCode':
      return { type: 'AssignParcelCode', data: { parcelId, assigned: { kind: 'parcel-code', code: claim.value } } };
    case 'holder':
    case 'soe':
    case 'geometry':
    case 'town':
      return undefined;
    default:
      return claim satisfies never;
  }
};

const codeOf = (telling: Telling): { readonly code: string } | undefined =>
  telling.type === 'AssignParcelCode' ? { code: telling.data.assigned.code } : undefined;

const toldBy = (event: RecordedEvent): { readonly parcelId: string; readonly all: readonly Told[] } => {
  if (event.type === 'BaseMapUnitEntered') {
    const { parcelId, jurisdiction, name: called } = unitEntered.parse(event.data);
    const data = parcelCommands.EnterParcel.parse({ parcelId, jurisdiction, name: called });
    return { parcelId, all: [{ telling: { type: 'EnterParcel', data }, sources: event.sources }] };
  }
  const { parcelId, unifiedCode, values } = parcelInformed.parse(event.data);
  const ofValues = values.flatMap(({ claim, sources }) => {
    const telling = tellingOf(parcelId, claim);
    return telling === undefined ? [] : [{ telling, sources, ...codeOf(telling) }];
  });
  if (unifiedCode === null) return { parcelId, all: ofValues };
  const telling: Telling = { type: 'AssignParcelCode', data: { parcelId, assigned: { kind: 'unified-code', code: unifiedCode } } };
  return { parcelId, all: [...ofValues, { telling, sources: event.sources, code: unifiedCode }] };
};

/** Takes `parcelcode-<code>` in the name of the parcel's town, which only the parcel's own stream tells. */
const reservingCode = (parcelId: string, code: string): Reservation => ({
  take: async (store, command, intent) => {
    const history = await Array.fromAsync(store.readStream(`parcel-${parcelId}`));
    const state = foldRecorded(parcel, history);
    if (state.kind === 'absent') throw new Error(`code ${code} was to be reserved for a parcel that was never entered`);
    const data = { parcelId, code, jurisdiction: state.jurisdiction };
    const stream = `parcelcode-${code}`;
    return reservation({ stream, decider: parcelCodeReservation, type: 'ReserveParcelCode', data }).take(store, command, intent);
  },
});

/** What the parcel refuses is left to a person: the base map has it, the parcel has not. */
const openFinding = async (
  { store, today }: ReactionContext,
  cause: RecordedEvent,
  parcelId: string,
  n: number,
  { telling, sources }: Told,
  { rule, zh, en }: Rejection,
) => {
  const findingId = entityIdFor({ issuer: 'yimu', sub: name, method: 'FINDING', path: parcelId, key: `${cause.id}/${n}` });
  return runReactionCommand(store, {
    name,
    cause,
    n,
    type: 'OpenFinding',
    data: {
      findingId,
      rule: 'base-map-value-refused',
      subject: { kind: 'parcel', id: parcelId },
      jurisdictions: [...cause.jurisdictions],
      causedBy: cause.id,
      titleZh: '空间底版的采信值未能记入地块，待核实',
      titleEn: 'A value of the base map could not be recorded on the parcel, to be checked',
      detail: [
        { labelZh: '未记入的操作', labelEn: 'What was not done', value: telling.type },
        { labelZh: '原因', labelEn: rule, value: zh },
        { labelZh: '原因（英文）', labelEn: 'Reason', value: en },
      ],
    },
    stream: `finding-${findingId}`,
    decider: finding,
    today,
    sources,
  });
};

/** The day of law on which the parcel hears it is the cause's own. */
const tell = (context: ReactionContext, cause: RecordedEvent, parcelId: string, n: number, { telling, sources, code }: Told) => {
  const { type, data } = telling;
  const today: EffectiveDate = context.today;
  const taking = code === undefined ? {} : { reservations: [reservingCode(parcelId, code)] };
  const stream = `parcel-${parcelId}`;
  return runReactionCommand(context.store, { name, cause, n, type, data, stream, decider: parcel, today, sources, ...taking });
};

/** Tells the parcel value by value; delivered again, nothing is told twice. */
export const whenBaseMapParcelInformed: Reaction = {
  name,
  filter: { types: ['BaseMapUnitEntered', 'BaseMapParcelInformed'] },
  react: async (context, event) => {
    const { parcelId, all } = toldBy(event);
    for (const [n, told] of all.entries()) {
      const handled = await tell(context, event, parcelId, n, told);
      if (handled.outcome === 'done') continue;
      if (handled.outcome !== 'rejected') throw new Error(`${told.telling.type} on parcel ${parcelId}: ${handled.outcome}`);
      const opened = await openFinding(context, event, parcelId, n, told, handled.rejection);
      if (opened.outcome !== 'done') throw new Error(`no finding for event ${event.id}: ${opened.outcome}`);
    }
  },
};
