import type { View } from '../tenancy/view.ts';

export interface CycleRow {
  readonly cycle: string;
  readonly cycle_jurisdiction: string;
  readonly cycle_year: number;
  readonly subject: string;
  readonly standard_jurisdiction: string;
  readonly standard_year: number;
  readonly standard_version: number;
  readonly status: string;
  readonly opened_on: string;
  readonly phase: string;
  /** JSON. */
  readonly schedule: string;
  readonly figure_year: number;
  readonly revision: number;
}

export interface CycleFilter {
  readonly cycles?: readonly string[] | undefined;
  readonly jurisdiction?: string | undefined;
  readonly year?: number | undefined;
}

/** Cycles that hold for the scope: its own, those below, and those of the jurisdictions above it. The newest first. */
export const readCycles = (view: View, filter: CycleFilter): Promise<CycleRow[]> =>
  view.read(({ bind, at, within }) => {
    const conditions = [at('c'), within('cycle', 'c')];
    if (filter.cycles !== undefined) conditions.push(`c.cycle = any(${bind(filter.cycles)})`);
    if (filter.jurisdiction !== undefined) conditions.push(`c.cycle_jurisdiction = ${bind(filter.jurisdiction)}`);
    if (filter.year !== undefined) conditions.push(`c.cycle_year = ${bind(filter.year)}`);
    return `select c.cycle, c.cycle_jurisdiction, c.cycle_year, c.subject, c.standard_jurisdiction, c.standard_year, c.standard_version,
        c.status, c.opened_on::text as opened_on, c.phase, c.schedule, c.figure_year, c.revision
      from cycle c where ${conditions.join(' and ')} order by c.cycle_year desc, c.cycle`;
  });

export interface RunRow {
  readonly cycle: string;
  readonly run: string;
  readonly status: string;
  readonly position: string;
  readonly started_on: string;
  readonly ended_on: string | null;
  readonly frozen: boolean;
  readonly figure_year: number;
  readonly reason: string | null;
  readonly standard_jurisdiction: string;
  readonly standard_year: number;
  readonly standard_version: number;
}

/** Runs by cycle or by id, in the order in which they were started. */
export const readRuns = (
  view: View,
  by: { readonly cycles: readonly string[] } | { readonly runs: readonly string[] },
): Promise<RunRow[]> =>
  view.read(({ bind, at, within }) => {
    const wanted = 'cycles' in by ? `r.cycle = any(${bind(by.cycles)})` : `r.run = any(${bind(by.runs)}::uuid[])`;
    return `select r.cycle, r.run, r.status, r.position, r.started_on::text as started_on, r.ended_on::text as ended_on, r.frozen,
        r.figure_year, r.reason, r.standard_jurisdiction, r.standard_year, r.standard_version
      from cycle_run r where ${wanted} and ${at('r')} and ${within('cycle_run', 'r')} order by r.cycle, r.place`;
  });

export interface TotalRow {
  readonly run: string;
  readonly grade: string;
  readonly subjects: number;
}

/** Class totals of the runs of these cycles. */
export const readTotals = (view: View, cycles: readonly string[]): Promise<TotalRow[]> =>
  view.read(
    ({ bind, at, within }) => `select t.run, t.grade, t.subjects from cycle_total t
      where t.cycle = any(${bind(cycles)}) and ${at('t')} and ${within('cycle_total', 't')} order by t.grade collate "C"`,
  );

export interface CohortRow {
  readonly run: string;
  readonly cohort: string;
  readonly members: number;
  /** Null in the row of the cohort itself. */
  readonly indicator: string | null;
  readonly known: number | null;
  /** Whether the caller may see the figures below. */
  readonly shown: boolean;
  readonly least: string | null;
  readonly most: string | null;
  readonly mean: string | null;
}

/** Cohorts of the runs of these cycles, each once for itself and once for each indicator, with the figures that the caller may see. */
export const readCohorts = (view: View, cycles: readonly string[]): Promise<CohortRow[]> =>
  view.read(
    ({ bind, at, within }) => `select c.run, c.cohort, c.members, c.indicator, c.known, d.run is not null as shown, d.least, d.most, d.mean
      from cycle_cohort c left join cycle_cohort_detail d
        on d.cycle = c.cycle and d.run = c.run and d.cohort = c.cohort and d.indicator = c.indicator and ${at('d')} and ${within('cycle_cohort_detail', 'd')}
      where c.cycle = any(${bind(cycles)}) and ${at('c')} and ${within('cycle_cohort', 'c')}
      order by c.run, c.place, c.indicator nulls first`,
  );
