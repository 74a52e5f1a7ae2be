import { type EffectiveDate, firstOf, holdingFrom, type Timeline } from '../kernel/index.ts';
import type { AreaObservation } from './areas.ts';
import { type AssignedCode, type Codes, presentCodes } from './codes.ts';
import type { ParcelEvent, ParcelFact } from './events.ts';
import { amended, type Particulars, particularOf, particularsOfEntry, recorded } from './particulars.ts';

export { type AreaObservation, areaConflict, type CountedArea, countedArea } from './areas.ts';
export type { AssignedCode } from './codes.ts';
export { type Particulars, particularOn } from './particulars.ts';

/** The end of a parcel; `id` is the event's. From `on` on it is no more. */
export interface Retirement {
  readonly id: string;
  readonly on: EffectiveDate;
  readonly successors: readonly string[];
  /** The split or merger that ended it. */
  readonly lineageId: string | null;
}

export interface Absent {
  readonly kind: 'absent';
}

export interface Entered {
  readonly kind: 'entered';
  readonly parcelId: string;
  readonly jurisdiction: string;
  readonly enteredOn: EffectiveDate;
  readonly name: string;
  /** The address in force as far as is known, and every one by its day. */
  readonly address: string | null;
  readonly addresses: Timeline<string>;
  readonly observations: readonly AreaObservation[];
  /** The observation a person chose, until other figures open the conflict again. */
  readonly chosen: string | null;
  /** When a conflict was last opened and last resolved. */
  readonly openedOn: EffectiveDate | null;
  readonly resolvedOn: EffectiveDate | null;
  /** The codes in force as far as is known, and every one that was assigned, by its day. */
  readonly codes: readonly AssignedCode[];
  readonly assigned: Codes;
  /** Use, legality, ownership, position, tenure and shape; `particularOn` reads them. */
  readonly particulars: Particulars;
  /** The latest day from which a source says anything of the parcel that was not annulled. */
  readonly latestOn: EffectiveDate;
  /** The split or merger that it came out of. */
  readonly lineageId: string | null;
  readonly retirement: Retirement | null;
  /** Declared to be a second entry of another parcel; `id` is the event's. */
  readonly duplicate: { readonly id: string; readonly on: EffectiveDate; readonly survivor: string } | null;
}

export type ParcelState = Absent | Entered;

export const absent: ParcelState = { kind: 'absent' };

/** Where a parcel stands in its life. One that is retired or a duplicate counts nowhere. */
export const lifeOf = (state: ParcelState): 'absent' | 'entered' | 'retired' | 'duplicate' => {
  if (state.kind === 'absent') return 'absent';
  if (state.duplicate !== null) return 'duplicate';
  return state.retirement === null ? 'entered' : 'retired';
};

const latestOf = ({ enteredOn, observations, addresses, assigned, particulars }: Entered): EffectiveDate =>
  [
    ...observations.map(({ on }) => on),
    ...[...addresses, ...assigned, ...particulars.filter(({ value }) => !value.annulled)].map(({ from }) => from),
  ].reduce((latest, next) => (latest < next ? next : latest), enteredOn);

const entered = (event: Extract<ParcelEvent, { type: 'ParcelEntered' }>): Entered => {
  const { id, effectiveOn: on, data } = event;
  const { parcelId, jurisdiction, name, address, observed } = data;
  return {
    kind: 'entered',
    parcelId,
    jurisdiction,
    enteredOn: on,
    name,
    address,
    addresses: address === null ? [] : [{ from: on, value: address }],
    observations: observed === null ? [] : [{ id, ...observed, source: firstOf(event.sources), on }],
    chosen: null,
    openedOn: null,
    resolvedOn: null,
    codes: [],
    assigned: [],
    particulars: particularsOfEntry(data).reduce<Particulars>((all, each) => recorded(all, on, id, each), []),
    latestOn: on,
    lineageId: null,
    retirement: null,
    duplicate: null,
  };
};

/** Folds one event of a `parcel-<id>` stream. */
export const evolve = (state: ParcelState, event: ParcelEvent): ParcelState => {
  if (event.type === 'ParcelEntered') return entered(event);
  if (state.kind === 'absent') return state;
  const after = change(state, event);
  return { ...after, latestOn: latestOf(after) };
};

const change = (state: Entered, event: Exclude<ParcelEvent, { type: 'ParcelEntered' }>): Entered => {
  const on = event.effectiveOn;
  switch (event.type) {
    case 'ParcelAreaObserved': {
      const observation = { id: event.id, ...event.data.observed, source: firstOf(event.sources), on };
      return { ...state, observations: [...state.observations, observation] };
    }
    case 'ParcelAreaCorrected': {
      const { area } = event.data;
      return { ...state, observations: state.observations.map((each) => (each.id === event.corrects ? { ...each, area } : each)) };
    }
    case 'ParcelAreaConflictOpened':
      return { ...state, chosen: null, openedOn: on };
    case 'ParcelAreaConflictResolved':
      return { ...state, chosen: event.data.observation, resolvedOn: on };
    case 'ParcelAddressObserved': {
      const addresses = holdingFrom(state.addresses, on, event.data.address);
      return { ...state, addresses, address: addresses.reduce<string | null>((_, { value }) => value, null) };
    }
    case 'ParcelCodeAssigned': {
      const assigned = holdingFrom(state.assigned, on, event.data.assigned);
      return { ...state, assigned, codes: presentCodes(assigned) };
    }
    case 'ParcelParticularCorrected':
    case 'ParcelParticularAnnulled':
      return { ...state, particulars: corrected(state.particulars, event) };
    case 'ParcelDescended':
      return { ...state, lineageId: event.data.lineageId };
    case 'ParcelRetired': {
      const { successors, lineageId } = event.data;
      return { ...state, retirement: { id: event.id, on, successors, lineageId } };
    }
    case 'ParcelRetirementAnnulled':
      return { ...state, retirement: null };
    case 'ParcelDuplicateDeclared':
      return { ...state, duplicate: { id: event.id, on, survivor: event.data.survivor } };
    case 'ParcelDuplicateAnnulled':
      return { ...state, duplicate: null };
    case 'ParcelDiscrepancyFound':
      return state;
    default:
      return { ...state, particulars: recorded(state.particulars, on, event.id, particularOf(event)) };
  }
};

type Correction = Extract<ParcelFact, { type: 'ParcelParticularCorrected' | 'ParcelParticularAnnulled' }>;

const corrected = (particulars: Particulars, event: Correction): Particulars =>
  event.type === 'ParcelParticularCorrected'
    ? amended(particulars, event.corrects, event.data.particular.kind, { particular: event.data.particular })
    : amended(particulars, event.corrects, event.data.particular, { annulled: true });
