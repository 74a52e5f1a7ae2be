// Lists of towns, the four-class lists of districts, and what of them is published.
import { jurisdictionCode } from '@yimu/domain/kernel';
import {
  type ClassListRow,
  type PublishedRow,
  readChanges,
  readClassLists,
  readPublished,
  readPublishedClass,
  readPublishedEntries,
} from '../read-models/class-lists.ts';
import { readTownLists, type TownListRow } from '../read-models/town-lists.ts';
import { withinOf } from '../read-models/within.ts';
import type { Point } from '../tenancy/reader.ts';
import { checked } from './arguments.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { cursorsOf } from './cursor.ts';
import { cycleKey } from './cycles.ts';
import { listOf, lower, naming, upper, upperOrNull } from './naming.ts';
import type { PlaceArguments } from './standards.ts';
import { grouped, together } from './together.ts';

const cycleOf = (row: { readonly cycle_jurisdiction: string; readonly cycle_year: number }) => ({
  jurisdiction: row.cycle_jurisdiction,
  year: row.cycle_year,
  subject: 'PARCEL',
});

/** Counts by class, as a list keeps them. */
const totalsOf = (json: string) =>
  Object.entries(JSON.parse(json) as Readonly<Record<string, number>>).map(([grade, subjects]) => ({
    grade: grade === 'none' ? null : grade,
    subjects,
  }));

interface Returned {
  readonly reason: string;
  readonly lines: readonly object[];
  readonly towns?: readonly { readonly town: string }[];
}
const returnedOf = (json: string | null) => {
  if (json === null) return null;
  const { reason, lines, towns = [] } = JSON.parse(json) as Returned;
  return { reason, lines, towns: towns.map(({ town }) => town) };
};

interface Reviewed {
  readonly department: string;
  readonly verdict: string;
  readonly lines: readonly object[];
  readonly reason: string | null;
  readonly on: string;
}
const reviewsOf = ({ reviewers, reviews }: TownListRow) => {
  const given = new Map(listOf<Reviewed>(reviews).map((review) => [review.department, review]));
  return listOf<{ readonly department: string; readonly indicators: readonly string[] }>(reviewers).map((reviewer) => {
    const { verdict = null, on = null, lines = [], reason = null } = given.get(reviewer.department) ?? {};
    return { ...reviewer, verdict: upperOrNull(verdict), on, lines, reason };
  });
};

const townList = (row: TownListRow) => ({
  town: row.town,
  cycle: cycleOf(row),
  edition: row.edition,
  standing: row.standing,
  status: upper(row.status),
  submittedOn: row.submitted_on,
  stepOn: row.step_on,
  runId: row.run,
  totals: totalsOf(row.totals),
  parcels: row.parcels,
  reviews: reviewsOf(row),
  returned: returnedOf(row.returned),
  revision: row.revision,
});

const opinionsOf = (json: string) =>
  listOf<{ readonly verdict: string }>(json).map((opinion) => ({ ...opinion, verdict: upper(opinion.verdict) }));

const decisionOf = (row: ClassListRow, point: Point) =>
  row.decided_on === null || row.decided_totals === null
    ? null
    : {
        point,
        row,
        on: row.decided_on,
        document: row.document,
        objectionsUntil: row.objections_until,
        totals: totalsOf(row.decided_totals),
        parcels: row.decided_parcels,
      };
type DecisionNode = NonNullable<ReturnType<typeof decisionOf>>;

const classList = (row: ClassListRow, point: Point) => ({
  point,
  row,
  jurisdiction: row.jurisdiction,
  cycle: cycleOf(row),
  edition: row.edition,
  standing: row.standing,
  status: upperOrNull(row.status),
  submittedOn: row.submitted_on,
  stepOn: row.step_on,
  runId: row.run,
  totals: row.totals === null ? null : totalsOf(row.totals),
  parcels: row.parcels,
  towns: row.towns === null ? null : listOf(row.towns),
  opinions: row.opinions === null ? null : opinionsOf(row.opinions),
  returned: returnedOf(row.returned),
  overrides: row.overrides,
  decision: decisionOf(row, point),
  revision: row.revision,
});
type ClassListNode = ReturnType<typeof classList>;

const published = (row: PublishedRow & { readonly document: string; readonly decided_on: string }, cycle: object, point: Point) => ({
  point,
  row,
  jurisdiction: row.jurisdiction,
  cycle,
  edition: row.edition,
  grade: row.grade,
  decidedOn: row.decided_on,
  document: row.document,
  publishedOn: row.published_on,
});

interface ListArguments extends TimeArguments {
  readonly jurisdiction?: string | null;
  readonly everyEdition: boolean;
}

const codeOf = (jurisdiction: string): string => checked('jurisdiction', jurisdictionCode, jurisdiction);

/** Root fields about lists. */
export const classListQueries = {
  townLists: async (
    _: unknown,
    args: ListArguments & { readonly cycle: PlaceArguments; readonly status?: string | null },
    operation: Operation,
  ) => {
    const within = args.jurisdiction == null ? undefined : withinOf(codeOf(args.jurisdiction));
    const filter = { cycle: cycleKey(args.cycle), within, status: lower(args.status), everyEdition: args.everyEdition };
    return (await readTownLists(viewAt(operation, pointOf(operation, args)), filter)).map(townList);
  },

  classLists: async (_: unknown, args: ListArguments & { readonly year?: number | null }, operation: Operation) => {
    const point = pointOf(operation, args);
    const jurisdiction = args.jurisdiction == null ? undefined : codeOf(args.jurisdiction);
    const filter = { year: args.year ?? undefined, jurisdiction, everyEdition: args.everyEdition };
    return (await readClassLists(viewAt(operation, point), filter)).map((row) => classList(row, point));
  },

  classList: async (
    _: unknown,
    args: { readonly jurisdiction: string; readonly cycle: PlaceArguments; readonly edition?: number | null } & TimeArguments,
    operation: Operation,
  ) => {
    const point = pointOf(operation, args);
    const of = { jurisdiction: codeOf(args.jurisdiction), cycle: cycleKey(args.cycle), edition: args.edition ?? undefined };
    const [row] = await readClassLists(viewAt(operation, point), { ...of, everyEdition: false });
    return row === undefined ? null : classList(row, point);
  },

  publishedList: async (
    _: unknown,
    args: { readonly jurisdiction: string; readonly cycle: PlaceArguments; readonly grade: string } & TimeArguments,
    operation: Operation,
  ) => {
    const point = pointOf(operation, args);
    const row = await readPublishedClass(viewAt(operation, point), codeOf(args.jurisdiction), cycleKey(args.cycle), args.grade);
    const { jurisdiction, year, subject } = args.cycle;
    return row === undefined ? null : published(row, { jurisdiction, year, subject: subject ?? 'PARCEL' }, point);
  },
};

const editionKey = ({
  jurisdiction,
  cycle,
  edition,
}: {
  readonly jurisdiction: string;
  readonly cycle: string;
  readonly edition: number;
}) => `${jurisdiction} ${cycle} ${edition}`;

/** Loaders by type. */
export const classListLoaders = {
  ClassList: {
    published: together(async (view, lists: readonly ClassListNode[]) => {
      const out = grouped(
        await readPublished(
          view,
          lists.map(({ row }) => row),
        ),
        editionKey,
      );
      return lists.map(({ row }) =>
        (out.get(editionKey(row)) ?? []).map(({ grade, parcels, published_on }) => ({ grade, parcels, publishedOn: published_on })),
      );
    }),
  },
  ClassDecision: {
    changes: together(async (view, decisions: readonly DecisionNode[]) => {
      const changes = grouped(
        await readChanges(
          view,
          decisions.map(({ row }) => row),
        ),
        editionKey,
      );
      return decisions.map(({ row }) =>
        (changes.get(editionKey(row)) ?? []).map(({ parcel_id, found, grade, reason }) => ({ parcelId: parcel_id, found, grade, reason })),
      );
    }),
  },
  PublishedEntry: {
    enterprises: naming(
      ({ partyIds }: { readonly point: Point; readonly partyIds: readonly string[] }) => partyIds,
      ({ partyIds }, publicParty) => partyIds.map(publicParty),
    ),
  },
};

/** Fields with arguments of their own. */
export const classListFields = {
  PublishedList: {
    entries: async (
      { row, point }: ReturnType<typeof published>,
      args: { readonly first: number; readonly after?: string | null },
      operation: Operation,
    ) =>
      connect(
        args,
        cursorsOf(operation.cursorKey, ['publishedList', operation.actor.scope, editionKey(row), row.grade, point]),
        (limit, after) => readPublishedEntries(viewAt(operation, point), row, { limit, after }),
        (entry) => ({ sort: entry.code, id: entry.parcel_id }),
        (entry) => ({
          point,
          parcelId: entry.parcel_id,
          code: entry.code,
          name: entry.name,
          grade: entry.grade,
          partyIds: listOf<string>(entry.party_ids),
        }),
      ),
  },
};
