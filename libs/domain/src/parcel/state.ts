import { type EffectiveDate, firstOf } from '../kernel/index.ts';
import type { AreaObservation } from './areas.ts';
import type { ParcelEvent, ParcelFact } from './events.ts';
import { amended, type Particulars, particularOf, particularsOfEntry, recorded } from './particulars.ts';

export { type AreaObservation, areaConflict, type CountedArea, countedArea } from './areas.ts';
export { type Particulars, particularOn } from './particulars.ts';

export interface AssignedCode {
  readonly kind: 'parcel-code' | 'real-estate-unit-code' | 'unified-code';
  readonly code: string;
}

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
  readonly address: string | null;
  readonly observations: readonly AreaObservation[];
  /** The observation a person chose, until other figures open the conflict again. */
  readonly chosen: string | null;
  /** When a conflict was last opened and last resolved. */
  readonly openedOn: EffectiveDate | null;
  readonly resolvedOn: EffectiveDate | null;
  readonly codes: readonly AssignedCode[];
  /** Use, legality, ownership, position, tenure and shape; `particularOn` reads them. */
  readonly particulars: Particulars;
  /** The latest day from which a source says anything of the parcel. */
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

const later = (one: EffectiveDate, other: EffectiveDate): EffectiveDate => (one < other ? other : one);

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
    observations: observed === null ? [] : [{ id, ...observed, source: firstOf(event.sources), on }],
    chosen: null,
    openedOn: null,
    resolvedOn: null,
    codes: [],
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
  const latestOn = later(state.latestOn, event.effectiveOn);
  switch (event.type) {
    case 'ParcelAreaObserved': {
      const observation = { id: event.id, ...event.data.observed, source: firstOf(event.sources), on: event.effectiveOn };
      return { ...state, latestOn, observations: [...state.observations, observation] };
    }
    case 'ParcelAreaCorrected': {
      const { area } = event.data;
      return { ...state, observations: state.observations.map((each) => (each.id === event.corrects ? { ...each, area } : each)) };
    }
    case 'ParcelAreaConflictOpened':
      return { ...state, chosen: null, openedOn: event.effectiveOn };
    case 'ParcelAreaConflictResolved':
      return { ...state, chosen: event.data.observation, resolvedOn: event.effectiveOn };
    case 'ParcelAddressObserved':
      return { ...state, latestOn, address: event.data.address };
    case 'ParcelCodeAssigned': {
      const { assigned } = event.data;
      return { ...state, latestOn, codes: [...state.codes.filter(({ kind }) => kind !== assigned.kind), assigned] };
    }
    case 'ParcelParticularCorrected':
    case 'ParcelParticularAnnulled':
      return { ...state, particulars: corrected(state.particulars, event) };
    case 'ParcelDescended':
      return { ...state, lineageId: event.data.lineageId };
    case 'ParcelRetired': {
      const { successors, lineageId } = event.data;
      return { ...state, retirement: { id: event.id, on: event.effectiveOn, successors, lineageId } };
    }
    case 'ParcelRetirementAnnulled':
      return { ...state, retirement: null };
    case 'ParcelDuplicateDeclared':
      return { ...state, duplicate: { id: event.id, on: event.effectiveOn, survivor: event.data.survivor } };
    case 'ParcelDuplicateAnnulled':
      return { ...state, duplicate: null };
    case 'ParcelDiscrepancyFound':
      return state;
    default:
      return { ...state, latestOn, particulars: recorded(state.particulars, event.effectiveOn, event.id, particularOf(event)) };
  }
};

type Correction = Extract<ParcelFact, { type: 'ParcelParticularCorrected' | 'ParcelParticularAnnulled' }>;

const corrected = (particulars: Particulars, event: Correction): Particulars =>
  event.type === 'ParcelParticularCorrected'
    ? amended(particulars, event.corrects, event.data.particular.kind, { particular: event.data.particular })
    : amended(particulars, event.corrects, event.data.particular, { annulled: true });
