// Sums by jurisdiction. Each parcel counts once; what no source gives is missing, not zero.
import type { View } from '../tenancy/view.ts';
import { readSums, type SumRow } from './roll-ups.ts';

/** Parcels of one land use in a jurisdiction and below it. */
export interface ParcelSum {
  readonly landUse: string | null;
  readonly count: number;
  readonly withArea: number;
  readonly openConflicts: number;
  /** In ⅓ cm²; what only parcels with an area have. */
  readonly units: bigint;
  readonly low: bigint;
  readonly high: bigint;
}

/** Parcels on plan lists in one category and year, of all routes or of one; a parcel counts once in each category and year, by its first entry. */
export interface PlanSum {
  readonly year: number;
  readonly category: string;
  readonly route: string | null;
  readonly parcels: number;
  readonly withArea: number;
  readonly units: bigint;
}

export interface Held {
  /** By land use. */
  readonly parcels: readonly ParcelSum[];
  /** By year and category. A plan stands although its parcel was split or merged since. */
  readonly plans: readonly PlanSum[];
  readonly openFindings: number;
}

const parcelSum = ({ land_use, things, with_area, marked, units, low, high }: SumRow): ParcelSum => ({
  landUse: land_use === '' ? null : land_use,
  count: Number(things),
  withArea: Number(with_area),
  openConflicts: Number(marked),
  units: BigInt(units),
  low: BigInt(low),
  high: BigInt(high),
});

const planSum = ({ cycle, grade, land_use, things, with_area, units }: SumRow): PlanSum => ({
  year: Number(cycle),
  category: grade,
  route: land_use === '' ? null : land_use,
  parcels: Number(things),
  withArea: Number(with_area),
  units: BigInt(units),
});

/** What each of these codes and what lies below them holds. They are of one level; those that hold nothing are absent. */
export const readHeld = async (view: View, codes: readonly string[]): Promise<ReadonlyMap<string, Held>> => {
  const rows = await readSums(view, ['parcel', 'plan', 'finding'], codes);
  const heldBy = (code: string): Held => {
    const of = rows.filter((row) => row.code === code);
    return {
      parcels: of.filter(({ kind }) => kind === 'parcel').map(parcelSum),
      plans: of.filter(({ kind }) => kind === 'plan').map(planSum),
      openFindings: of.filter(({ kind }) => kind === 'finding').reduce((all, { things }) => all + Number(things), 0),
    };
  };
  return new Map([...new Set(rows.map(({ code }) => code))].map((code) => [code, heldBy(code)]));
};

/** Plans of each of these codes and of what lies below them by year, category and route; the codes are of one level. */
export const readPlannedRoutes = async (view: View, codes: readonly string[]): Promise<ReadonlyMap<string, readonly PlanSum[]>> => {
  const rows = await readSums(view, ['plan'], codes, { byRoute: true });
  return new Map(codes.map((each) => [each, rows.filter(({ code }) => code === each).map(planSum)]));
};
