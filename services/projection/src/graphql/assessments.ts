// Results: which class, by which run, decided or provisional, and why, as far as the caller may know.
import { isWithin, jurisdictionCode, levelOf } from '@yimu/domain/kernel';
import type { Standard } from '@yimu/domain/scoring';
import {
  type AssessmentRow,
  type GradeCountRow,
  readAssessments,
  readAssessmentsOf,
  readDetails,
  readGradeCounts,
  type Wanted,
} from '../read-models/assessments.ts';
import { readRankings } from '../read-models/bottom-rankings.ts';
import { readRuns } from '../read-models/cycles.ts';
import { readParcels } from '../read-models/parcels.ts';
import { readContents } from '../read-models/standards.ts';
import { columnOf, withinOf } from '../read-models/within.ts';
import type { Point } from '../tenancy/reader.ts';
import type { View } from '../tenancy/view.ts';
import { checked, type PageArguments } from './arguments.ts';
import { connect } from './connection.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { cursorsOf } from './cursor.ts';
import { cycleKey, run, standardRef } from './cycles.ts';
import { badInput } from './errors.ts';
import { explained, type Seen, seenOf } from './explain.ts';
import { listOf, lower, naming, upper } from './naming.ts';
import * as present from './present.ts';
import { readPublicParties } from './public-party.ts';
import type { PlaceArguments } from './standards.ts';
import { grouped, together } from './together.ts';
import { uuid } from './uuid.ts';

/** Offices of the government see the last run, all others what was decided; and an enterprise, of the enterprises, itself. */
const sightOf = ({ actor: { scope } }: Operation): { readonly wanted: Wanted; readonly only: string | undefined } =>
  scope.kind === 'subtree' ? { wanted: 'standing', only: undefined } : { wanted: 'final', only: scope.value };

const levels = ['city_code', 'district_code', 'town_code'] as const;

/** Over which level a list goes: the narrower of the caller's scope and of the jurisdiction asked for. */
const levelOfList = ({ actor: { scope } }: Operation, jurisdiction: string | null | undefined): (typeof levels)[number] => {
  const codes = [jurisdiction, scope.kind === 'subtree' ? scope.value : undefined].filter((code) => code != null);
  return levels[Math.max(0, ...codes.map((code) => levels.indexOf(columnOf(code))))] ?? 'city_code';
};

const assessment = (row: AssessmentRow, point: Point, only: string | undefined) => ({
  point,
  row,
  subject: upper(row.subject),
  parcelId: row.subject === 'parcel' ? row.subject_id : null,
  partyIds: listOf<string>(row.party_ids).filter((id) => only === undefined || id === only),
  cycle: { jurisdiction: row.cycle_jurisdiction, year: row.cycle_year, subject: upper(row.subject) },
  code: row.code,
  grade: row.grade,
  final: row.final,
  decision:
    row.final_on === null
      ? null
      : {
          grade: row.final_grade,
          on: row.final_on,
          document: row.document,
          listJurisdiction: row.list_jurisdiction,
          listEdition: row.list_edition,
        },
  computedGrade: row.computed_grade,
  cohort: row.cohort,
  decidedBy: upper(row.decided_by),
  lacking: listOf<string>(row.lacking),
  rankedOf: row.ranked_of,
  position: row.position,
  standardRef: standardRef(row),
  eventId: row.event_id,
  revision: row.revision,
});
export type AssessmentNode = ReturnType<typeof assessment>;

interface AssessmentArguments extends PageArguments {
  readonly cycle: PlaceArguments;
  readonly filter?: {
    readonly jurisdiction?: string | null;
    readonly grades?: readonly string[] | null;
    readonly unrated?: boolean | null;
    readonly final?: boolean | null;
    readonly decidedBy?: string | null;
  } | null;
}

export const assessmentQueries = {
  assessments: async (_: unknown, args: AssessmentArguments, operation: Operation) => {
    const point = pointOf(operation, args);
    const view = viewAt(operation, point);
    const { wanted, only } = sightOf(operation);
    const given = args.filter ?? {};
    const filter = {
      cycle: cycleKey(args.cycle),
      within: given.jurisdiction == null ? undefined : withinOf(checked('filter.jurisdiction', jurisdictionCode, given.jurisdiction)),
      grades: given.grades ?? undefined,
      unrated: given.unrated ?? undefined,
      final: given.final ?? undefined,
      decidedBy: lower(given.decidedBy),
    };
    return connect(
      args,
      cursorsOf(operation.cursorKey, ['assessments', operation.actor.scope, args.cycle, args.filter, args.asOf, args.knownAt]),
      (limit, after) => readAssessments(view, wanted, levelOfList(operation, given.jurisdiction), filter, { limit, after }),
      (row) => ({ sort: row.code, id: row.subject_id }),
      (row) => assessment(row, point, only),
    );
  },

  assessment: async (
    _: unknown,
    args: { readonly parcel?: string | null; readonly party?: string | null; readonly cycle: PlaceArguments } & TimeArguments,
    operation: Operation,
  ) => {
    const point = pointOf(operation, args);
    const { wanted, only } = sightOf(operation);
    const isOfEnterprises = args.cycle.subject === 'ENTERPRISE';
    const [asked, other] = isOfEnterprises ? [args.party, args.parcel] : [args.parcel, args.party];
    if (asked == null || other != null)
      throw badInput(
        isOfEnterprises ? 'party' : 'parcel',
        'assessment: expected a parcel for a cycle of parcels, a party for a cycle of enterprises, and not both.',
        'assessment：地块评价应给出地块，企业评价应给出企业，二者择一。',
      );
    const id = uuid.safeParse(asked);
    if (!id.success) return null;
    const filter = { cycle: cycleKey(args.cycle), subjectIds: [id.data] };
    const [row] = await readAssessments(viewAt(operation, point), wanted, 'town_code', filter, { limit: 1 });
    return row === undefined ? null : assessment(row, point, only);
  },

  rankings: async (_: unknown, args: { readonly jurisdiction: string; readonly year: number } & TimeArguments, operation: Operation) => {
    const point = pointOf(operation, args);
    const rows = await readRankings(viewAt(operation, point), checked('jurisdiction', jurisdictionCode, args.jurisdiction), args.year);
    return rows.map((row) => ({
      point,
      jurisdiction: row.jurisdiction,
      parkId: row.park_id,
      cycle: { jurisdiction: row.cycle_jurisdiction, year: row.cycle_year, subject: 'ENTERPRISE' },
      runId: row.run,
      size: row.size,
      ranked: row.ranked,
      listed: row.entries === null ? null : listOf<RankedEntry>(row.entries),
      masked: row.entries === null,
      eventId: row.event_id,
    }));
  },

  gradeCounts: async (
    _: unknown,
    args: { readonly jurisdiction: string; readonly cycle: PlaceArguments } & TimeArguments,
    operation: Operation,
  ) => {
    const point = pointOf(operation, args);
    const code = checked('jurisdiction', jurisdictionCode, args.jurisdiction);
    const { scope } = operation.actor;
    if (scope.kind !== 'subtree' || !isWithin(code, scope.value)) return null;
    return gradeCounts(viewAt(operation, point), cycleKey(args.cycle), code);
  },
};

interface RankedEntry {
  readonly rank: number;
  readonly partyId: string;
  readonly code: string;
  readonly score: string;
}

const childColumn = { city: 'district_code', district: 'town_code', town: undefined } as const;

const counted = (rows: readonly GradeCountRow[]) =>
  rows.map(({ grade, subjects, final }) => ({ grade, subjects: Number(subjects), final: Number(final) }));

const gradeCounts = async (view: View, cycle: string, code: string) => {
  const inside = withinOf(code);
  const column = childColumn[levelOf(code)];
  const children = column === undefined ? [] : await readGradeCounts(view, cycle, inside, column);
  return {
    jurisdiction: code,
    counts: counted(await readGradeCounts(view, cycle, inside, columnOf(code))),
    children: [...grouped(children, (row) => row.code)].map(([child, rows]) => ({ jurisdiction: child, counts: counted(rows) })),
  };
};

/** What callers may see of the making of these results, in their order. */
const seenAll = async (view: View, nodes: readonly AssessmentNode[]): Promise<readonly Seen[]> => {
  const details = grouped(
    await readDetails(
      view,
      nodes.map(({ row }) => row),
    ),
    ({ entity, run: id }) => `${entity} ${id}`,
  );
  return nodes.map(({ row }) => seenOf(details.get(`${row.entity} ${row.run}`) ?? []));
};

export const assessmentLoaders = {
  run: together(async (view, nodes: readonly AssessmentNode[]) => {
    const rows = await readRuns(view, { runs: [...new Set(nodes.map(({ row }) => row.run))] });
    const runs = new Map(rows.map((row) => [row.run, run(row)]));
    return nodes.map(({ row }) => runs.get(row.run) ?? { id: row.run, status: null });
  }),
  parcel: together(async (view, nodes: readonly AssessmentNode[]) => {
    const ids = nodes.flatMap(({ parcelId }) => parcelId ?? []);
    const rows = ids.length === 0 ? [] : await readParcels(view, { ids }, 'NAME_ASC', { limit: ids.length });
    const parcels = new Map(rows.map((row) => [row.parcel_id, present.parcel(row, view.point)]));
    return nodes.map(({ parcelId }) => parcels.get(parcelId ?? '') ?? null);
  }),
  parties: naming(
    ({ partyIds }: AssessmentNode) => partyIds,
    ({ partyIds }, publicParty) => partyIds.map(publicParty),
  ),
  detail: together(async (view, nodes: readonly AssessmentNode[]) => {
    const seen = await seenAll(view, nodes);
    return nodes.map(({ row }, n) => {
      const { standing, rule, shown } = seen[n] ?? seenOf([]);
      return {
        rule,
        score: standing?.score ?? null,
        rank: standing?.rank ?? null,
        place: standing?.place ?? null,
        masked: shown.size < row.parts,
      };
    });
  }),
  explain: together(async (view, nodes: readonly AssessmentNode[]) => {
    const seen = await seenAll(view, nodes);
    const refs = nodes.map(({ row, standardRef: ref }) => ({ ...ref, subject: row.subject }));
    const keyOf = (ref: (typeof refs)[number]): string => `${ref.jurisdiction} ${ref.year} ${ref.subject} ${ref.version}`;
    const wanted = [...new Map(refs.map((ref) => [keyOf(ref), ref])).values()];
    const contents = new Map(
      (await readContents(view, wanted)).map(({ content, ...ref }) => [
        keyOf(ref as (typeof refs)[number]),
        JSON.parse(content) as Standard,
      ]),
    );
    return nodes.map(({ row }, n) => {
      const content = contents.get(keyOf(refs[n] as (typeof refs)[number]));
      return content === undefined ? null : explained(content, row, seen[n] ?? seenOf([]));
    });
  }),
};

export const rankingLoaders = {
  entries: together(async (view, rankings: readonly { readonly point: Point; readonly listed: readonly RankedEntry[] | null }[]) => {
    const publicParty = await readPublicParties(
      view,
      rankings.flatMap(({ listed }) => listed ?? []).map(({ partyId }) => partyId),
    );
    return rankings.map(({ listed }) => listed?.map(({ rank, partyId, score }) => ({ rank, party: publicParty(partyId), score })) ?? null);
  }),
};

/** Results of parcels, as a field of theirs. */
export const parcelAssessments = (() => {
  const answer = (operation: Operation) =>
    together(async (view, parcels: readonly present.ParcelNode[]) => {
      const { wanted, only } = sightOf(operation);
      const ids = parcels.map(({ id }) => id);
      const rows = grouped(await readAssessmentsOf(view, wanted, 'parcel', ids), ({ subject_id }) => subject_id);
      return ids.map((id) => (rows.get(id) ?? []).map((row) => assessment(row, view.point, only)));
    });
  return {
    loader: (queries: readonly { readonly obj: present.ParcelNode }[], operation: Operation) =>
      answer(operation).loader(queries, operation),
    opts: { cache: false },
  };
})();
