// The areas that sources give a parcel, and which of them counts.
import { type Area, areaInUnits, type EffectiveDate, type Source } from '../kernel/index.ts';

/** One source's figure. Its id is the id of the event that observed it; a correction replaces the figure, not the id. */
export interface AreaObservation {
  readonly id: string;
  readonly area: Area;
  readonly source: Source;
  readonly rank: number;
  readonly on: EffectiveDate;
}

interface Areas {
  readonly observations: readonly AreaObservation[];
  readonly chosen: string | null;
}

/** Date of the document, then rank in the manifest; equal ones keep the order of arrival (the sort is stable). */
const byPrecedence = (left: AreaObservation, right: AreaObservation): number => {
  const dates = left.source.date.localeCompare(right.source.date);
  return dates === 0 ? left.rank - right.rank : dates;
};

/**
 * Whether the sources in force differ, and whether a person has chosen. It follows from the figures themselves, so it is right on
 * any date, also when facts arrived in another order than that in which they hold.
 */
export const areaConflict = ({ observations, chosen }: Areas): 'none' | 'open' | 'resolved' => {
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
