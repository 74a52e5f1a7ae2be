import { type Area, areaInUnits, type EffectiveDate, type Source } from '../kernel/index.ts';
import type { ParcelEvent } from './events.ts';

/** One source's figure. Its id is the id of the event that observed it; a correction replaces the figure, not the id. */
export interface AreaObservation {
  readonly id: string;
  readonly area: Area;
  readonly source: Source | undefined;
  readonly rank: number;
  readonly on: EffectiveDate;
}

export interface AssignedCode {
  readonly kind: 'parcel-code' | 'real-estate-unit-code';
  readonly code: string;
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
}

export type ParcelState = Absent | Entered;

export const absent: ParcelState = { kind: 'absent' };

/** Date of the document, then rank in the manifest; equal ones keep the order of arrival (the sort is stable). */
const byPrecedence = (left: AreaObservation, right: AreaObservation): number => {
  const dates = (left.source?.date ?? '').localeCompare(right.source?.date ?? '');
  return dates === 0 ? left.rank - right.rank : dates;
};

/**
 * Whether the sources in force differ, and whether a person has chosen. It follows from the figures themselves, so it is right on
 * any date, also when facts arrived in another order than that in which they hold.
 */
export const areaConflict = ({ observations, chosen }: Pick<Entered, 'observations' | 'chosen'>): 'none' | 'open' | 'resolved' => {
  const [first] = observations;
  if (first === undefined || observations.every(({ area }) => areaInUnits(area) === areaInUnits(first.area))) return 'none';
  return observations.some(({ id }) => id === chosen) ? 'resolved' : 'open';
};

/** What the parcel's area counts as: the figure that counts, and the lowest and highest of all sources, in ⅓ cm². */
export interface CountedArea {
  readonly counted: AreaObservation;
  readonly lowest: bigint;
  readonly highest: bigint;
}

/** The area that enters sums: the chosen observation, else the first by precedence; undefined when no source gives one. */
export const countedArea = (observations: readonly AreaObservation[], chosen: string | null): CountedArea | undefined => {
  const counted = observations.find(({ id }) => id === chosen) ?? observations.toSorted(byPrecedence)[0];
  if (counted === undefined) return undefined;
  const units = (counted.id === chosen ? [counted] : observations).map((observation) => areaInUnits(observation.area));
  return {
    counted,
    lowest: units.reduce((low, next) => (next < low ? next : low)),
    highest: units.reduce((high, next) => (next > high ? next : high)),
  };
};

/** Folds one event of a `parcel-<id>` stream. */
export const evolve = (state: ParcelState, event: ParcelEvent): ParcelState => {
  if (event.type === 'ParcelEntered') {
    const { parcelId, jurisdiction, name, address, observed } = event.data;
    return {
      kind: 'entered',
      parcelId,
      jurisdiction,
      enteredOn: event.effectiveOn,
      name,
      address,
      observations: observed === null ? [] : [{ id: event.id, ...observed, source: event.sources[0], on: event.effectiveOn }],
      chosen: null,
      openedOn: null,
      resolvedOn: null,
      codes: [],
    };
  }
  if (state.kind === 'absent') return state;
  switch (event.type) {
    case 'ParcelAreaObserved':
      return {
        ...state,
        observations: [...state.observations, { id: event.id, ...event.data.observed, source: event.sources[0], on: event.effectiveOn }],
      };
    case 'ParcelAreaCorrected':
      return {
        ...state,
        observations: state.observations.map((each) => (each.id === event.corrects ? { ...each, area: event.data.area } : each)),
      };
    case 'ParcelAreaConflictOpened':
      return { ...state, chosen: null, openedOn: event.effectiveOn };
    case 'ParcelAreaConflictResolved':
      return { ...state, chosen: event.data.observation, resolvedOn: event.effectiveOn };
    case 'ParcelAddressObserved':
      return { ...state, address: event.data.address };
    case 'ParcelCodeAssigned':
      return { ...state, codes: [...state.codes.filter(({ kind }) => kind !== event.data.assigned.kind), event.data.assigned] };
    default:
      return event satisfies never;
  }
};
