// 异议: what enterprises say against decided grades, and what became of it.
import { jurisdictionCode } from '@yimu/domain/kernel';
import { type ObjectionRow, readObjections } from '../read-models/objections.ts';
import { readParcels } from '../read-models/parcels.ts';
import { withinOf } from '../read-models/within.ts';
import type { Point } from '../tenancy/reader.ts';
import { checked, type PageArguments } from './arguments.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { cursorsOf } from './cursor.ts';
import { lower, naming, upper } from './naming.ts';
import * as present from './present.ts';
import { grouped, together } from './together.ts';
import { uuid } from './uuid.ts';

const objection = (row: ObjectionRow, point: Point) => ({
  point,
  id: row.objection_id,
  parcelId: row.parcel_id,
  partyId: row.party_id,
  cycle: { jurisdiction: row.cycle_jurisdiction, year: row.cycle_year, subject: 'PARCEL' },
  status: upper(row.status),
  grounds: row.grounds,
  lodgedBy: upper(row.lodged_by),
  lodgedOn: row.lodged_on,
  until: row.until,
  decideBy: row.decide_by,
  against: {
    jurisdiction: row.list_jurisdiction,
    edition: row.list_edition,
    document: row.document,
    runId: row.run,
    grade: row.grade,
  },
  closedOn: row.closed_on,
  reason: row.reason,
  corrections: row.corrections,
  revision: row.revision,
});
type ObjectionNode = ReturnType<typeof objection>;

interface ObjectionArguments extends PageArguments {
  readonly within?: string | null;
  readonly status?: string | null;
  readonly parcel?: string | null;
}

/** Root fields about objections. */
export const objectionQueries = {
  objections: async (_: unknown, args: ObjectionArguments, operation: Operation) => {
    const point = pointOf(operation, args);
    const view = viewAt(operation, point);
    const filter = {
      within: args.within == null ? undefined : withinOf(checked('within', jurisdictionCode, args.within)),
      status: lower(args.status),
      parcelId: args.parcel == null ? undefined : checked('parcel', uuid, args.parcel),
    };
    return connect(
      args,
      cursorsOf(operation.cursorKey, ['objections', operation.actor.scope, filter, args.asOf, args.knownAt]),
      (limit, after) => readObjections(view, filter, { limit, after }),
      (row) => ({ sort: row.lodged_on, id: row.objection_id }),
      (row) => objection(row, point),
    );
  },

  objection: async (_: unknown, { id, ...times }: { readonly id: string } & TimeArguments, operation: Operation) => {
    const point = pointOf(operation, times);
    const objectionId = uuid.safeParse(id);
    if (!objectionId.success) return null;
    const [row] = await readObjections(viewAt(operation, point), { id: objectionId.data }, { limit: 1 });
    return row === undefined ? null : objection(row, point);
  },
};

export const objectionLoaders = {
  Objection: {
    party: naming(
      ({ partyId }: ObjectionNode) => [partyId],
      ({ partyId }, publicParty) => publicParty(partyId),
    ),
    parcel: together(async (view, objections: readonly ObjectionNode[]) => {
      const ids = [...new Set(objections.map(({ parcelId }) => parcelId))];
      const rows = grouped(await readParcels(view, { ids }, 'NAME_ASC', { limit: ids.length }), ({ parcel_id }) => parcel_id);
      return objections.map(({ parcelId }) => {
        const [row] = rows.get(parcelId) ?? [];
        return row === undefined ? null : present.parcel(row, view.point);
      });
    }),
  },
};
