import type { JurisdictionRow } from '../read-models/jurisdictions.ts';
import { type PlanSums, readParcelSums } from '../read-models/overview.ts';
import type { Point } from '../tenancy/reader.ts';
import type { View } from '../tenancy/view.ts';
import * as present from './present.ts';

const areaOf = (units: string | null) => (units === null ? null : present.area(BigInt(units)));

/** A jurisdiction with its sums, as far as one statement per level gives them; the rest is loaded when asked for. */
export interface OverviewNode {
  readonly point: Point;
  readonly parent: string | null;
  readonly jurisdiction: ReturnType<typeof present.jurisdiction>;
  readonly recorded: boolean;
  readonly label: string;
  readonly parcels: object | null;
}

/** Overviews of jurisdictions of one level. One without any parcel is 未录入, and its sums are null rather than zero. */
export const readOverviews = async (view: View, rows: readonly JurisdictionRow[]): Promise<readonly OverviewNode[]> => {
  if (rows.length === 0) return [];
  const sums = new Map(
    (
      await readParcelSums(
        view,
        rows.map(({ code }) => code),
      )
    ).map((sum) => [sum.code, sum]),
  );
  return rows.map((row) => {
    const sum = sums.get(row.code);
    return {
      point: view.point,
      parent: row.parent,
      jurisdiction: present.jurisdiction(row),
      recorded: sum !== undefined,
      label: sum === undefined ? '未录入' : '已录入',
      parcels:
        sum === undefined
          ? null
          : {
              count: Number(sum.parcels),
              withArea: Number(sum.with_area),
              area: areaOf(sum.units),
              lowest: areaOf(sum.low),
              highest: areaOf(sum.high),
              openConflicts: Number(sum.conflicts),
            },
    };
  });
};

/** Planned parcels of one category and year. */
export const planSum = ({ category, year, parcels, units }: PlanSums) => ({
  category: category.toUpperCase(),
  year,
  parcels: Number(parcels),
  area: areaOf(units),
});
