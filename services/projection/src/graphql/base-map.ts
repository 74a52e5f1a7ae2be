// Units of the base map: what counts, what loses and from where, open conflicts, matches.
import { jurisdictionCode } from '@yimu/domain/kernel';
import {
  type BaseMapUnitFilter,
  type BaseMapUnitRow,
  type BaseMapValueRow,
  readBaseMapMatches,
  readBaseMapUnits,
  readBaseMapValues,
} from '../read-models/base-map-units.ts';
import { withinOf } from '../read-models/within.ts';
import type { Point } from '../tenancy/reader.ts';
import { checked, type PageArguments } from './arguments.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { cursorsOf } from './cursor.ts';
import { grouped, together } from './together.ts';
import { uuid } from './uuid.ts';

const unit = (row: BaseMapUnitRow, point: Point) => ({
  point,
  id: row.entry_id,
  district: row.district,
  unifiedCode: row.unified_code,
  parcelId: row.parcel_id,
  openConflicts: row.open_conflicts,
  proposedMatches: row.proposed_matches,
});
type UnitNode = ReturnType<typeof unit>;

const value = (row: BaseMapValueRow) => ({
  value: JSON.parse(row.value) as unknown,
  origin: row.origin,
  recordNumber: row.record_number,
  counts: row.counts,
  decided: row.decided,
  sources: JSON.parse(row.sources) as unknown,
});

interface GivenFilter {
  readonly jurisdiction?: string | null;
  readonly unifiedCode?: string | null;
  readonly parcel?: string | null;
  readonly conflicting?: boolean | null;
  readonly matched?: boolean | null;
  readonly proposed?: boolean | null;
}

const filterOf = ({ jurisdiction, unifiedCode, parcel, conflicting, matched, proposed }: GivenFilter): BaseMapUnitFilter => ({
  within: jurisdiction == null ? undefined : withinOf(checked('filter.jurisdiction', jurisdictionCode, jurisdiction)),
  unifiedCode: unifiedCode ?? undefined,
  parcelId: parcel == null ? undefined : checked('filter.parcel', uuid, parcel),
  conflicting: conflicting ?? undefined,
  matched: matched ?? undefined,
  proposed: proposed ?? undefined,
});

/** Root fields about the base map. */
export const baseMapQueries = {
  baseMapUnit: async (_: unknown, { id, ...times }: { id: string } & TimeArguments, operation: Operation) => {
    const point = pointOf(operation, times);
    const unitId = uuid.safeParse(id);
    if (!unitId.success) return null;
    const [row] = await readBaseMapUnits(viewAt(operation, point), { ids: [unitId.data] }, { limit: 1 });
    return row === undefined ? null : unit(row, point);
  },

  baseMapUnits: async (_: unknown, args: PageArguments & { filter?: GivenFilter | null }, operation: Operation) => {
    const point = pointOf(operation, args);
    const view = viewAt(operation, point);
    const filter = filterOf(args.filter ?? {});
    return connect(
      args,
      cursorsOf(operation.cursorKey, ['baseMapUnits', operation.actor.scope, args.filter, args.asOf, args.knownAt]),
      (limit, after) => readBaseMapUnits(view, filter, { limit, after }),
      (row) => ({ sort: '', id: row.entry_id }),
      (row) => unit(row, point),
    );
  },
};

/** Loaders of a unit. */
export const baseMapLoaders = {
  attributes: together(async (view, units: readonly UnitNode[]) => {
    const ids = units.map(({ id }) => id);
    const rows = grouped(await readBaseMapValues(view, ids), ({ entry_id }) => entry_id);
    return ids.map((id) =>
      [...grouped(rows.get(id) ?? [], ({ attribute }) => attribute)].map(([attribute, said]) => ({
        attribute,
        conflict: said.some(({ conflict }) => conflict),
        counted: said.filter(({ counts }) => counts).map(value)[0] ?? null,
        others: said.filter(({ counts }) => !counts).map(value),
      })),
    );
  }),
  matches: together(async (view, units: readonly UnitNode[]) => {
    const ids = units.map(({ id }) => id);
    const rows = grouped(await readBaseMapMatches(view, ids), ({ entry_id }) => entry_id);
    return ids.map((id) =>
      (rows.get(id) ?? []).map(({ parcel_id, standing, grounds }) => ({
        parcelId: parcel_id,
        standing: standing.toUpperCase(),
        grounds: JSON.parse(grounds) as unknown,
      })),
    );
  }),
};
