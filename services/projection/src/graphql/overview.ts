// What a jurisdiction and those below it hold, from sums that are kept up to date.
import { isWithin, jurisdictionCode } from '@yimu/domain/kernel';
import { type Held, type ParcelSum, type PlanSum, readHeld, readPlannedRoutes } from '../read-models/overview.ts';
import type { Point } from '../tenancy/reader.ts';
import { checked } from './arguments.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { gradeUseLoader } from './grade-use.ts';
import { type Asking, nestedIn } from './nested-in.ts';
import * as present from './present.ts';
import { grouped, together } from './together.ts';

/** A jurisdiction with its sums, as far as one statement gives them; the rest is loaded when asked for. */
interface OverviewNode {
  readonly point: Point;
  readonly jurisdiction: ReturnType<typeof present.jurisdiction>;
  readonly recorded: boolean;
  readonly label: string;
  readonly parcels: object | null;
  readonly landUses: readonly object[];
  readonly openFindings: number;
  readonly plans: readonly object[];
  readonly children: () => readonly OverviewNode[];
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

/** An overview. A jurisdiction without any parcel is 未录入, and its sums are null rather than zero. */
const overviewOf = (
  point: Point,
  { jurisdiction, parcels, plans, openFindings }: Held,
  children: () => readonly OverviewNode[],
): OverviewNode => {
  const recorded = parcels.length > 0;
  return {
    point,
    jurisdiction: present.jurisdiction(jurisdiction),
    recorded,
    label: recorded ? '已录入' : '未录入',
    parcels: recorded ? summed(parcels) : null,
    landUses: parcels.map((sum) => ({ landUse: sum.landUse, ...summed([sum]) })),
    openFindings,
    plans: plans.map(planSum),
    children,
  };
};

/** How many levels below are asked for: a city has two. */
const depthOf = (info: Asking): number => Math.min(2, nestedIn(info, 'children'));

export const overviewQueries = {
  overview: async (
    _: unknown,
    { jurisdiction, ...times }: { jurisdiction: string } & TimeArguments,
    operation: Operation,
    info: Asking,
  ) => {
    const point = pointOf(operation, times);
    const code = checked('jurisdiction', jurisdictionCode, jurisdiction);
    const { scope } = operation.actor;
    if (scope.kind !== 'subtree' || !isWithin(code, scope.value)) return null;
    const held = await readHeld(viewAt(operation, point), code, depthOf(info));
    const below = grouped(held, ({ jurisdiction: { parent } }) => parent ?? '');
    const shown = (each: Held): OverviewNode => overviewOf(point, each, () => (below.get(each.jurisdiction.code) ?? []).map(shown));
    const top = held.find((each) => each.jurisdiction.code === code);
    return top === undefined ? null : shown(top);
  },
};

export const overviewFields = { Overview: { children: ({ children }: OverviewNode) => children() } };

export const overviewLoaders = {
  planRoutes: together(async (view, overviews: readonly OverviewNode[]) => {
    const codes = new Set(overviews.map(({ jurisdiction }) => jurisdiction.code));
    const routes = await readPlannedRoutes(view, [...codes]);
    return overviews.map(({ jurisdiction }) => (routes.get(jurisdiction.code) ?? []).map(planSum));
  }),
  gradeUse: gradeUseLoader,
};
