import { jurisdictionCode } from '@yimu/domain/kernel';
import type { GraphQLResolveInfo } from 'graphql';
import { readImportRows } from '../read-models/import-rows.ts';
import { readJurisdictions } from '../read-models/jurisdictions.ts';
import {
  countParcels,
  type ListedParcelRow,
  type ParcelOrder,
  type ReadParcels,
  readListedParcels,
  readParcels,
} from '../read-models/parcels.ts';
import { readTargets } from '../read-models/targets.ts';
import type { Point } from '../tenancy/reader.ts';
import { checked, type PageArguments } from './arguments.ts';
import { assessmentQueries } from './assessments.ts';
import { baseMapQueries } from './base-map.ts';
import { changeFields, changeQueries } from './changes.ts';
import { completenessQueries } from './completeness.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { cursorsOf } from './cursor.ts';
import { cycleQueries } from './cycles.ts';
import { eventQueries } from './events.ts';
import { findingQueries } from './findings.ts';
import { gradeTransitionFields, gradeTransitionQueries } from './grade-transitions.ts';
import { historyQueries } from './history.ts';
import { listFields, listQueries } from './lists.ts';
import { overviewFields, overviewQueries } from './overview.ts';
import { type GivenParcelFilter, parcelFilterOf } from './parcel-filter.ts';
import { partyQueries } from './parties.ts';
import { planEntryQueries } from './plan-entries.ts';
import { target } from './planned.ts';
import * as present from './present.ts';
import { registryQueries } from './registry.ts';
import { scalars } from './scalars.ts';
import { searchQueries } from './search.ts';
import { asksOnly } from './selected.ts';
import { standardQueries } from './standards.ts';
import { submissionQueries } from './submissions.ts';
import { supervisionQueries } from './supervision.ts';
import { uuid } from './uuid.ts';

const asksAsListed = asksOnly(present.listedParcelFields);

/** Answers the root fields. Anything that a scope does not hold is null or absent, never an error. */
export const resolvers = {
  ...scalars,
  Query: {
    viewer: async (_: unknown, __: unknown, operation: Operation) => {
      const { actor } = operation;
      const code = actor.scope.kind === 'subtree' ? actor.scope.value : undefined;
      const view = viewAt(operation, pointOf(operation, {}));
      const [row] = code === undefined ? [] : await readJurisdictions(view, [code]);
      return { ...actor, department: actor.department ?? null, jurisdiction: row === undefined ? null : present.jurisdiction(row) };
    },

    parcel: async (_: unknown, { id, ...times }: { id: string } & TimeArguments, operation: Operation) => {
      const point = pointOf(operation, times);
      const parcelId = uuid.safeParse(id);
      if (!parcelId.success) return null;
      const [row] = await readParcels(viewAt(operation, point), { ids: [parcelId.data] }, 'NAME_ASC', { limit: 1 });
      return row === undefined ? null : present.parcel(row, point);
    },

    parcels: async (
      _: unknown,
      args: PageArguments & {
        filter?: GivenParcelFilter | null;
        orderBy: ParcelOrder;
      },
      operation: Operation,
      info: GraphQLResolveInfo,
    ) => {
      const point = pointOf(operation, args);
      const view = viewAt(operation, point);
      const filter = await parcelFilterOf(view, args.filter ?? {});
      const cursors = cursorsOf(operation.cursorKey, [
        'parcels',
        operation.actor.scope,
        args.filter,
        args.orderBy,
        args.asOf,
        args.knownAt,
      ]);
      const pageOf = <R extends ListedParcelRow, N>(read: ReadParcels<R>, nodeOf: (row: R, point: Point) => N) =>
        connect(
          args,
          cursors,
          (limit, after) => read(view, filter, args.orderBy, { limit, after }),
          (row) => ({ sort: row.sort, id: row.parcel_id }),
          (row) => nodeOf(row, point),
        );
      const page = await (asksAsListed(info) ? pageOf(readListedParcels, present.listedParcel) : pageOf(readParcels, present.parcel));
      return Object.assign(page, { count: () => countParcels(view, filter) });
    },

    ...partyQueries,
    ...baseMapQueries,
    ...registryQueries,
    ...planEntryQueries,
    ...standardQueries,
    ...cycleQueries,
    ...assessmentQueries,
    ...supervisionQueries,
    ...listQueries,
    ...submissionQueries,
    ...completenessQueries,
    ...overviewQueries,
    ...gradeTransitionQueries,
    ...eventQueries,
    ...historyQueries,
    ...changeQueries,
    ...searchQueries,
    ...findingQueries,

    targets: async (
      _: unknown,
      { jurisdiction, year, ...times }: { jurisdiction: string; year?: number | null } & TimeArguments,
      operation: Operation,
    ) => {
      const point = pointOf(operation, times);
      const code = checked('jurisdiction', jurisdictionCode, jurisdiction);
      const rows = await readTargets(viewAt(operation, point), code, year ?? undefined);
      return rows.map((row) => target(row, point));
    },

    importRows: async (_: unknown, { document, ...times }: { document: string } & TimeArguments, operation: Operation) => {
      const rows = await readImportRows(viewAt(operation, pointOf(operation, times)), document);
      return rows.map(present.importRow);
    },
  },

  ...listFields,
  ...overviewFields,
  ...gradeTransitionFields,
  ...changeFields,
  ParcelConnection: { totalCount: ({ count }: { readonly count: () => Promise<number> }) => count() },
};
