// 纳入监管: who leases or holds land since when, from which day on that is under supervision, and what comes under it next.
import { effectiveDate, jurisdictionCode } from '@yimu/domain/kernel';
import { readParcels } from '../read-models/parcels.ts';
import { readTenures, type TenureFilter, type TenureRow } from '../read-models/supervision.ts';
import { withinOf } from '../read-models/within.ts';
import type { Point } from '../tenancy/reader.ts';
import { checked, type PageArguments } from './arguments.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, viewAt } from './context.ts';
import { cursorsOf } from './cursor.ts';
import { listOf, naming, upper } from './naming.ts';
import * as present from './present.ts';
import { grouped, type Pointed, together } from './together.ts';

const tenure = (row: TenureRow, point: Point) => ({
  point,
  id: row.tenure_id,
  parcelId: row.parcel_id,
  kind: upper(row.kind),
  partyIds: listOf<string>(row.party_ids),
  from: row.tenure_from,
  until: row.tenure_until,
  countedFrom: row.counted_from,
  underSupervisionFrom: row.supervised_from,
  underSupervision: row.supervised_from <= point.asOf,
});
type TenureNode = ReturnType<typeof tenure>;

export const supervisionLoaders = {
  SupervisedTenure: {
    parties: naming(
      ({ partyIds }: TenureNode) => partyIds,
      ({ partyIds }, publicParty) => partyIds.map(publicParty),
    ),
    parcel: together(async (view, tenures: readonly TenureNode[]) => {
      const ids = [...new Set(tenures.map(({ parcelId }) => parcelId))];
      const rows = grouped(await readParcels(view, { ids }, 'NAME_ASC', { limit: ids.length }), ({ parcel_id }) => parcel_id);
      return tenures.map(({ parcelId }) => {
        const [row] = rows.get(parcelId) ?? [];
        return row === undefined ? null : present.parcel(row, view.point);
      });
    }),
  },
};

/** More than any parcel has tenants. */
const mostTenures = 10_000;

/** The tenures that run on parcels. */
export const parcelTenures = together(async (view, parcels: readonly (Pointed & { readonly id: string })[]) => {
  const parcelIds = parcels.map(({ id }) => id);
  const rows = grouped(await readTenures(view, { parcelIds }, { limit: mostTenures }), ({ parcel_id }) => parcel_id);
  return parcels.map(({ id }) => (rows.get(id) ?? []).map((row) => tenure(row, view.point)));
});

interface Given {
  readonly filter?: { readonly jurisdiction?: string | null; readonly kind?: string | null } | null;
}

const listed = (field: string, args: PageArguments & Given, operation: Operation, more: TenureFilter) => {
  const point = pointOf(operation, args);
  const view = viewAt(operation, point);
  const { jurisdiction, kind } = args.filter ?? {};
  const filter: TenureFilter = {
    ...more,
    within: jurisdiction == null ? undefined : withinOf(checked('filter.jurisdiction', jurisdictionCode, jurisdiction)),
    kind: kind?.toLowerCase(),
  };
  return connect(
    args,
    cursorsOf(operation.cursorKey, [field, operation.actor.scope, args.filter, more, args.asOf, args.knownAt]),
    (limit, after) => readTenures(view, filter, { limit, after }),
    (row) => ({ sort: more.between === undefined ? row.counted_from : row.supervised_from, id: row.tenure_id }),
    (row) => tenure(row, point),
  );
};

/** Root fields about supervision. */
export const supervisionQueries = {
  supervisedTenures: async (_: unknown, args: PageArguments & Given, operation: Operation) =>
    listed('supervisedTenures', args, operation, { supervisedOnly: true }),
  supervisionComing: async (
    _: unknown,
    args: PageArguments & Given & { readonly from: string; readonly to: string },
    operation: Operation,
  ) => {
    const between = { from: checked('from', effectiveDate, args.from), to: checked('to', effectiveDate, args.to) };
    return listed('supervisionComing', args, operation, { between });
  },
};
