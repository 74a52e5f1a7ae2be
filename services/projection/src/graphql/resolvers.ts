import { isWithin, jurisdictionCode, nameKey } from '@yimu/domain/kernel';
import { readEvents } from '../read-models/events.ts';
import { type FindingFilter, readFindings } from '../read-models/findings.ts';
import { readImportRows } from '../read-models/import-rows.ts';
import { readJurisdictions } from '../read-models/jurisdictions.ts';
import { countParcels, type ParcelFilter, type ParcelOrder, readParcels } from '../read-models/parcels.ts';
import { readTargets } from '../read-models/targets.ts';
import { withinOf } from '../read-models/within.ts';
import { checked, type PageArguments } from './arguments.ts';
import { assessmentQueries } from './assessments.ts';
import { baseMapQueries } from './base-map.ts';
import { completenessQueries } from './completeness.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { cursorsOf } from './cursor.ts';
import { cycleQueries } from './cycles.ts';
import { listFields, listQueries } from './lists.ts';
import { readOverviews } from './overview.ts';
import { partyQueries } from './parties.ts';
import { target } from './planned.ts';
import * as present from './present.ts';
import { registryQueries } from './registry.ts';
import { scalars } from './scalars.ts';
import { standardQueries } from './standards.ts';
import { submissionQueries } from './submissions.ts';
import { supervisionQueries } from './supervision.ts';
import { uuid } from './uuid.ts';

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
        filter?: {
          jurisdiction?: string | null;
          name?: string | null;
          namePrefix?: string | null;
          areaConflict?: string | null;
          parcelCode?: string | null;
        } | null;
        orderBy: ParcelOrder;
      },
      operation: Operation,
    ) => {
      const point = pointOf(operation, args);
      const view = viewAt(operation, point);
      const given = args.filter ?? {};
      const filter: ParcelFilter = {
        within: given.jurisdiction == null ? undefined : withinOf(checked('filter.jurisdiction', jurisdictionCode, given.jurisdiction)),
        nameKey: given.name == null ? undefined : nameKey(given.name),
        namePrefix: given.namePrefix == null ? undefined : nameKey(given.namePrefix),
        areaConflict: given.areaConflict?.toLowerCase(),
        parcelCode: given.parcelCode ?? undefined,
      };
      const cursors = cursorsOf(operation.cursorKey, [
        'parcels',
        operation.actor.scope,
        args.filter,
        args.orderBy,
        args.asOf,
        args.knownAt,
      ]);
      const page = await connect(
        args,
        cursors,
        (limit, after) => readParcels(view, filter, args.orderBy, { limit, after }),
        (row) => ({ sort: row.sort, id: row.parcel_id }),
        (row) => present.parcel(row, point),
      );
      return { ...page, count: () => countParcels(view, filter) };
    },

    ...partyQueries,
    ...baseMapQueries,
    ...registryQueries,
    ...standardQueries,
    ...cycleQueries,
    ...assessmentQueries,
    ...supervisionQueries,
    ...listQueries,
    ...submissionQueries,
    ...completenessQueries,

    overview: async (_: unknown, { jurisdiction, ...times }: { jurisdiction: string } & TimeArguments, operation: Operation) => {
      const point = pointOf(operation, times);
      const code = checked('jurisdiction', jurisdictionCode, jurisdiction);
      const { scope } = operation.actor;
      if (scope.kind !== 'subtree' || !isWithin(code, scope.value)) return null;
      const view = viewAt(operation, point);
      const [overview] = await readOverviews(view, await readJurisdictions(view, [code]));
      return overview ?? null;
    },

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

    findings: async (
      _: unknown,
      args: PageArguments & { filter?: { status?: string | null; rule?: string | null; subject?: string | null } | null },
      operation: Operation,
    ) => {
      const view = viewAt(operation, pointOf(operation, args));
      const given = args.filter ?? {};
      const filter: FindingFilter = {
        status: given.status?.toLowerCase(),
        rule: given.rule ?? undefined,
        subjectIds: given.subject == null ? undefined : [checked('filter.subject', uuid, given.subject)],
      };
      return connect(
        args,
        cursorsOf(operation.cursorKey, ['findings', operation.actor.scope, args.filter, args.asOf, args.knownAt]),
        (limit, after) => readFindings(view, filter, { limit, after }),
        (row) => ({ sort: row.opened_on, id: row.finding_id }),
        present.finding,
      );
    },

    events: async (_: unknown, args: PageArguments & { parcel?: string | null; stream?: string | null }, operation: Operation) => {
      const view = viewAt(operation, pointOf(operation, args));
      const filter = { parcelId: args.parcel == null ? undefined : checked('parcel', uuid, args.parcel), stream: args.stream ?? undefined };
      const named = operation.actor.scope.kind === 'subtree';
      return connect(
        args,
        cursorsOf(operation.cursorKey, ['events', operation.actor.scope, args.parcel, args.stream, args.asOf, args.knownAt]),
        (limit, after) => readEvents(view, filter, { limit, after }),
        (row) => ({ sort: row.position, id: '' }),
        (row) => present.event(row, named, operation.actor.scope.kind === 'party' ? operation.actor.scope.value : undefined),
      );
    },

    importRows: async (_: unknown, { document, ...times }: { document: string } & TimeArguments, operation: Operation) => {
      const rows = await readImportRows(viewAt(operation, pointOf(operation, times)), document);
      return rows.map(present.importRow);
    },
  },

  ...listFields,
  ParcelConnection: { totalCount: ({ count }: { readonly count: () => Promise<number> }) => count() },
};
