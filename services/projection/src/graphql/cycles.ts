// Cycles: their phases, the runs of the scoring job, and what a run says of the whole and of its cohorts.
import { jurisdictionCode } from '@yimu/domain/kernel';
import { type CohortRow, type CycleRow, type RunRow, readCohorts, readCycles, readRuns, readTotals } from '../read-models/cycles.ts';
import { readStandards } from '../read-models/standards.ts';
import type { Point } from '../tenancy/reader.ts';
import { checked } from './arguments.ts';
import { type Operation, pointOf, type TimeArguments, viewAt } from './context.ts';
import { listOf, upper } from './naming.ts';
import { type PlaceArguments, standard } from './standards.ts';
import { grouped, together } from './together.ts';

/** The key of a cycle, as its stream has it. */
export const cycleKey = ({ jurisdiction, year, subject }: PlaceArguments): string =>
  `${checked('jurisdiction', jurisdictionCode, jurisdiction)}-${year}${subject === 'ENTERPRISE' ? '-enterprise' : ''}`;

interface Standards {
  readonly standard_jurisdiction: string;
  readonly standard_year: number;
  readonly standard_version: number;
}

/** A reference to a version of a standard. */
export const standardRef = ({ standard_jurisdiction: jurisdiction, standard_year: year, standard_version: version }: Standards) => ({
  jurisdiction,
  year,
  version,
});

const cycle = (row: CycleRow, point: Point) => ({
  point,
  key: row.cycle,
  jurisdiction: row.cycle_jurisdiction,
  year: row.cycle_year,
  subject: upper(row.subject),
  status: upper(row.status),
  openedOn: row.opened_on,
  phase: upper(row.phase),
  schedule: listOf<{ readonly phase: string }>(row.schedule).map((each) => ({ ...each, phase: upper(each.phase) })),
  figureYear: row.figure_year,
  standardRef: standardRef(row),
  revision: row.revision,
});
export type CycleNode = ReturnType<typeof cycle>;

/** A run as the schema shows it. */
export const run = (row: RunRow) => ({
  id: row.run,
  status: upper(row.status),
  position: row.position,
  startedOn: row.started_on,
  endedOn: row.ended_on,
  frozen: row.frozen,
  figureYear: row.figure_year,
  reason: row.reason,
  standardRef: standardRef(row),
});

export const cycleQueries = {
  cycles: async (
    _: unknown,
    args: { readonly jurisdiction?: string | null; readonly year?: number | null } & TimeArguments,
    operation: Operation,
  ) => {
    const point = pointOf(operation, args);
    const jurisdiction = args.jurisdiction == null ? undefined : checked('jurisdiction', jurisdictionCode, args.jurisdiction);
    return (await readCycles(viewAt(operation, point), { jurisdiction, year: args.year ?? undefined })).map((row) => cycle(row, point));
  },

  cycle: async (_: unknown, args: PlaceArguments & TimeArguments, operation: Operation) => {
    const point = pointOf(operation, args);
    const [row] = await readCycles(viewAt(operation, point), { cycles: [cycleKey(args)] });
    return row === undefined ? null : cycle(row, point);
  },
};

/** Figures that a caller may not see are null, and say so. */
const cohortItem = ({ indicator, known, shown, least, most, mean }: CohortRow) => ({ indicator, known, least, most, mean, masked: !shown });

const cohorts = (rows: readonly CohortRow[]) =>
  [...grouped(rows, ({ cohort }) => cohort)].map(([code, of]) => ({
    cohort: code,
    members: of[0]?.members ?? 0,
    items: of.filter(({ indicator }) => indicator !== null).map(cohortItem),
  }));

export const cycleLoaders = {
  standard: together(async (view, cycles: readonly CycleNode[]) => {
    const years = new Map<number, ReadonlyMap<string, ReturnType<typeof standard>>>();
    for (const year of new Set(cycles.map((each) => each.standardRef.year))) {
      const rows = await readStandards(view, { year });
      years.set(year, new Map(rows.map((row) => [`${row.jurisdiction} ${row.subject} ${row.version}`, standard(row, view.point)])));
    }
    return cycles.map(({ standardRef: { jurisdiction, year, version }, subject }) => {
      return years.get(year)?.get(`${jurisdiction} ${subject.toLowerCase()} ${version}`) ?? null;
    });
  }),
  runs: together(async (view, cycles: readonly CycleNode[]) => {
    const keys = cycles.map(({ key }) => key);
    const runs = grouped(await readRuns(view, { cycles: keys }), (row) => row.cycle);
    const totals = grouped(await readTotals(view, keys), (row) => row.run);
    const figures = grouped(await readCohorts(view, keys), (row) => row.run);
    return keys.map((key) =>
      (runs.get(key) ?? []).map((row) => ({
        ...run(row),
        totals: (totals.get(row.run) ?? []).map(({ grade, subjects }) => ({ grade: grade === 'none' ? null : grade, subjects })),
        cohorts: cohorts(figures.get(row.run) ?? []),
      })),
    );
  }),
};
