// What of a cycle is named by others: streams, ids, figures.
import { figureOf, suppliers } from '../../assessment/city.ts';
import { of, uuidOf } from './chance.ts';
import { city, parcelId, type Shape } from './shape.ts';

/** What a district does in the cycle of a year. */
export interface Cycle {
  readonly shape: Shape;
  readonly district: string;
  readonly year: number;
}

/** The figure of a parcel in a cycle; every year it has others. */
export const figureIn = (parcel: number, year: number, place: number): string | null => figureOf(parcel + 60_013 * (year - 2_020), place);

export const runId = (year: number): string => uuidOf(of.run, year);
export const supplyId = (parcel: number, year: number, supplier: number): string => uuidOf(of.supply, parcel, year, supplier);
/** How the streams of a cycle end. */
export const inCycle = (year: number): string => `${city}-${year}`;
export const submissionStream = (parcel: number, year: number): string => `submission-${parcelId(parcel)}-${inCycle(year)}`;
export const assessmentStream = (parcel: number, year: number): string => `assessment-${parcelId(parcel)}-${inCycle(year)}`;
/** Handed out, and said by every supplier. */
export const standingOfSubmission = 1 + suppliers.length;

export const cycleRef = (year: number) => ({ jurisdiction: city, year });
