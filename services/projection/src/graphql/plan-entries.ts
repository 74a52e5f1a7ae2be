// Lists that say what becomes of parcels: entry by entry, and what they add up to by place.
import { jurisdictionCode, levelOf } from '@yimu/domain/kernel';
import { readJurisdictions } from '../read-models/jurisdictions.ts';
import { type PlanEntryFilter, readPlanEntryPage } from '../read-models/plan-entries.ts';
import { readPlanSumsBy } from '../read-models/plan-sums.ts';
import { withinOf } from '../read-models/within.ts';
import { checked, type PageArguments } from './arguments.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { cursorsOf } from './cursor.ts';
import { badInput } from './errors.ts';
import { lower } from './naming.ts';
import { gradesInForce } from './parcel-grades.ts';
import * as present from './present.ts';
import { rightParcel } from './rights.ts';
import { uuid } from './uuid.ts';

interface GivenFilter {
  readonly jurisdiction?: string | null;
  readonly parcel?: string | null;
  readonly category?: string | null;
  readonly year?: number | null;
  readonly routes?: readonly string[] | null;
  readonly mode?: string | null;
  readonly grades?: readonly string[] | null;
  readonly document?: string | null;
}

const filterOf = (given: GivenFilter): PlanEntryFilter => ({
  within: given.jurisdiction == null ? undefined : withinOf(checked('filter.jurisdiction', jurisdictionCode, given.jurisdiction)),
  parcelIds: given.parcel == null ? undefined : [checked('filter.parcel', uuid, given.parcel)],
  categories: given.category == null ? undefined : [given.category.toLowerCase()],
  years: given.year == null ? undefined : [given.year],
  routes: given.routes?.flatMap((route) => lower(route) ?? []),
  mode: given.mode ?? undefined,
  grades: given.grades ?? undefined,
  document: given.document ?? undefined,
});

const levels = ['CITY', 'DISTRICT', 'TOWN'] as const;
type Level = (typeof levels)[number];
const columns = { CITY: 'city_code', DISTRICT: 'district_code', TOWN: 'town_code' } as const;
const labels = { CITY: '市', DISTRICT: '区', TOWN: '街镇' } as const;
const levelOfCode = (code: string): Level => (({ city: 'CITY', district: 'DISTRICT', town: 'TOWN' }) as const)[levelOf(code)];

/** Throws a 4xx error for a level above the place: a town sees a part of its district only, which is no sum of it. */
const checkLevel = (code: string, by: Level): void => {
  const own = levelOfCode(code);
  if (levels.indexOf(by) < levels.indexOf(own))
    throw badInput('by', `by: expected ${own} or a level below it, not ${by}.`, `by：应为${labels[own]}或其下级，实为${labels[by]}。`);
};

/** Root fields about plan lists. */
export const planEntryQueries = {
  planEntries: async (_: unknown, args: PageArguments & { filter?: GivenFilter | null }, operation: Operation) => {
    const point = pointOf(operation, args);
    const view = viewAt(operation, point);
    const filter = filterOf(args.filter ?? {});
    return connect(
      args,
      cursorsOf(operation.cursorKey, ['planEntries', operation.actor.scope, args.filter, args.asOf, args.knownAt]),
      (limit, after) => readPlanEntryPage(view, filter, { limit, after }),
      (row) => ({ sort: String(row.year), id: row.entry_id }),
      (row) => present.planEntry(row, point),
    );
  },
  planSums: async (
    _: unknown,
    { by, ...args }: { by: Level; jurisdiction: string; filter?: GivenFilter | null } & TimeArguments,
    operation: Operation,
  ) => {
    const code = checked('jurisdiction', jurisdictionCode, args.jurisdiction);
    checkLevel(code, by);
    const view = viewAt(operation, pointOf(operation, args));
    const sums = await readPlanSumsBy(view, withinOf(code), columns[by], filterOf(args.filter ?? {}));
    const codes = sums.map((sum) => sum.code);
    const names = new Map((codes.length === 0 ? [] : await readJurisdictions(view, codes)).map((row) => [row.code, row]));
    return sums.map((sum) => {
      const named = names.get(sum.code);
      return {
        jurisdiction: named === undefined ? { code: sum.code, name: sum.code, level: by } : present.jurisdiction(named),
        parcels: Number(sum.parcels),
        withArea: Number(sum.with_area),
        area: sum.units === null ? null : present.area(BigInt(sum.units)),
      };
    });
  },
};

/** Loaders of an entry. */
export const planEntryLoaders = {
  parcel: rightParcel,
  grade: gradesInForce(({ countedParcelId }: present.PlanEntryNode) => countedParcelId),
};
