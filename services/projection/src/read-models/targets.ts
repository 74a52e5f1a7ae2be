import type { View } from '../tenancy/view.ts';

export interface TargetRow {
  readonly jurisdiction: string;
  readonly year: number;
  readonly number: string | null;
  readonly indicator: string;
  readonly unit: string | null;
  readonly dimension: string | null;
  readonly plan_category: string | null;
  readonly floor: string | null;
  readonly assured: string | null;
  readonly stretch: string | null;
  readonly actual: string | null;
}

/** Targets of one jurisdiction (not of those below it), by year and number. */
export const readTargets = (view: View, jurisdiction: string, year: number | undefined): Promise<TargetRow[]> =>
  view.read(
    ({
      bind,
      at,
      within,
    }) => `select t.jurisdiction, t.year, t.number, t.indicator, t.unit, t.dimension, t.plan_category, t.floor, t.assured,
        t.stretch, t.actual
      from target t where t.jurisdiction = ${bind(jurisdiction)} ${year === undefined ? '' : `and t.year = ${bind(year)}`}
        and ${at('t')} and ${within('target', 't')} order by t.year, length(t.number), t.number, t.indicator`,
  );
