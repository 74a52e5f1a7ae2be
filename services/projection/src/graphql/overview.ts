// What a jurisdiction and those below it hold, from sums that are kept up to date.
import { isWithin, jurisdictionCode } from '@yimu/domain/kernel';
import { type JurisdictionRow, readChildren, readJurisdictions } from '../read-models/jurisdictions.ts';
import { type Held, type ParcelSum, type PlanSum, readHeld, readPlannedRoutes } from '../read-models/overview.ts';
import type { Point } from '../tenancy/reader.ts';
import type { View } from '../tenancy/view.ts';
import { checked } from './arguments.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { gradeUseLoader } from './grade-use.ts';
import * as present from './present.ts';
import { grouped, together } from './together.ts';

/** A jurisdiction with its sums, as far as one statement per level gives them; the rest is loaded when asked for. */
interface OverviewNode {
  readonly point: Point;
  readonly parent: string | null;
  readonly jurisdiction: ReturnType<typeof present.jurisdiction>;
  readonly recorded: boolean;
  readonly label: string;
  readonly parcels: object | null;
  readonly landUses: readonly object[];
  readonly openFindings: number;
  readonly plans: readonly object[];
}

const total = (sums: readonly ParcelSum[], of: (sum: ParcelSum) => bigint): bigint => sums.reduce((all, sum) => all + of(sum), 0n);

/** Parcels together; where none has an area, the areas are missing rather than zero. */
const summed = (sums: readonly ParcelSum[]) => {
  const withArea = sums.reduce((all, sum) => all + sum.withArea, 0);
  const area = (of: (sum: ParcelSum) => bigint) => (withArea === 0 ? null : present.area(total(sums, of)));
  return {
    count: sums.reduce((all, { count }) => all + count, 0),
    withArea,
    area: area(({ units }) => units),
    lowest: area(({ low }) => low),
    highest: area(({ high }) => high),
    openConflicts: sums.reduce((all, { openConflicts }) => all + openConflicts, 0),
  };
};

const planSum = (sum: PlanSum) => ({
  category: sum.category.toUpperCase(),
  year: sum.year,
  route: sum.route,
  parcels: sum.parcels,
  area: sum.withArea === 0 ? null : present.area(sum.units),
});

const nothing: Held = { parcels: [], plans: [], openFindings: 0 };

/** Overviews of jurisdictions of one level. One without any parcel is 未录入, and its sums are null rather than zero. */
const readOverviews = async (view: View, rows: readonly JurisdictionRow[]): Promise<readonly OverviewNode[]> => {
  if (rows.length === 0) return [];
  const held = await readHeld(
    view,
    rows.map(({ code }) => code),
  );
  return rows.map((row) => {
    const { parcels, plans, openFindings } = held.get(row.code) ?? nothing;
    const recorded = parcels.length > 0;
    return {
      point: view.point,
      parent: row.parent,
      jurisdiction: present.jurisdiction(row),
      recorded,
      label: recorded ? '已录入' : '未录入',
      parcels: recorded ? summed(parcels) : null,
      landUses: parcels.map((sum) => ({ landUse: sum.landUse, ...summed([sum]) })),
      openFindings,
      plans: plans.map(planSum),
    };
  });
};

export const overviewQueries = {
  overview: async (_: unknown, { jurisdiction, ...times }: { jurisdiction: string } & TimeArguments, operation: Operation) => {
    const point = pointOf(operation, times);
    const code = checked('jurisdiction', jurisdictionCode, jurisdiction);
    const { scope } = operation.actor;
    if (scope.kind !== 'subtree' || !isWithin(code, scope.value)) return null;
    const view = viewAt(operation, point);
    const [overview] = await readOverviews(view, await readJurisdictions(view, [code]));
    return overview ?? null;
  },
};

const codesOf = (overviews: readonly OverviewNode[]): readonly string[] => overviews.map(({ jurisdiction }) => jurisdiction.code);

/** Sums are read per level, because the codes of one statement share a level column. */
const perLevel = <A>(read: (view: View, overviews: readonly OverviewNode[]) => Promise<readonly A[]>) =>
  together(async (view, overviews: readonly OverviewNode[]) => {
    const answers = new Map<OverviewNode, A>();
    for (const level of grouped(overviews, ({ jurisdiction }) => jurisdiction.level).values()) {
      const found = await read(view, level);
      for (const [i, overview] of level.entries()) {
        const each = found[i];
        if (each !== undefined) answers.set(overview, each);
      }
    }
    return overviews.map((overview) => answers.get(overview) as A);
  });

export const overviewLoaders = {
  children: perLevel(async (view, overviews) => {
    const nodes = grouped(await readOverviews(view, await readChildren(view, codesOf(overviews))), ({ parent }) => parent ?? '');
    return overviews.map(({ jurisdiction }) => nodes.get(jurisdiction.code) ?? []);
  }),
  planRoutes: perLevel(async (view, overviews) => {
    const routes = await readPlannedRoutes(view, codesOf(overviews));
    return overviews.map(({ jurisdiction }) => (routes.get(jurisdiction.code) ?? []).map(planSum));
  }),
  gradeUse: gradeUseLoader,
};
