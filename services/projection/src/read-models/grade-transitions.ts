// Results of two cycles beside each other, by parcel or enterprise.
import type { View } from '../tenancy/view.ts';
import type { Writing } from './entered-twice.ts';
import { columnOf } from './within.ts';

/** The two cycles, and which results of them: those of the last run, or those that the city decided. */
export interface Compared {
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly wanted: 'standing' | 'final';
}

export type Movement = 'kept' | 'improved' | 'fell' | 'new' | 'gone' | 'incomparable';

export interface TransitionRow {
  readonly movement: Movement;
  readonly from_grade: string | null;
  readonly to_grade: string | null;
  readonly subjects: string;
  readonly with_area: string;
  readonly units: string | null;
}

const oncePer = { town_code: 'true', district_code: 'a.first_in_district', city_code: 'a.first_in_city' } as const;

const resultsOf = (cycle: string, { code, wanted }: Compared, { bind, at, within }: Writing): string => {
  const level = columnOf(code);
  return `select a.* from assessment a where a.cycle = ${bind(cycle)} and a.${level} = ${bind(code)} and a.${wanted} and ${oncePer[level]}
    and ${at('a')} and ${within('assessment', 'a')}`;
};

/** A class compares with another where both are among A to D. */
const movement = `case when f.subject_id is null then 'new' when t.subject_id is null then 'gone'
    when f.grade = t.grade or (f.grade is null and t.grade is null) then 'kept'
    when f.grade in ('A', 'B', 'C', 'D') and t.grade in ('A', 'B', 'C', 'D') then case when t.grade < f.grade then 'improved' else 'fell' end
    else 'incomparable' end`;

/** Both sides joined in full: what only one has must show, and a hash of either side holds whatever the planner expects. */
const beside = (compared: Compared, writing: Writing): string =>
  `(${resultsOf(compared.from, compared, writing)}) f full join (${resultsOf(compared.to, compared, writing)}) t on t.subject_id = f.subject_id`;

/** How many went from each class to each other, with their land. */
export const readTransitions = (view: View, compared: Compared): Promise<TransitionRow[]> =>
  view.read(
    (writing) => `select ${movement} as movement, f.grade as from_grade, t.grade as to_grade, count(*) as subjects,
        count(case when t.subject_id is null then f.area_units else t.area_units end) as with_area,
        sum(case when t.subject_id is null then f.area_units else t.area_units end) as units
      from ${beside(compared, writing)} group by 1, 2, 3 order by 2, 3, 1`,
  );

export interface MoveRow {
  readonly movement: Movement;
  readonly subject: string;
  readonly subject_id: string;
  readonly code: string;
  readonly from_side: string;
  readonly to_side: string;
}

/** One side of a move, as JSON. */
export interface Side {
  readonly entity: string;
  readonly run: string;
  readonly grade: string;
  readonly final: boolean;
  readonly decided_by: string;
  readonly parts: number;
  readonly lacking: string;
}

const side = (alias: string): string =>
  `json_build_object('entity', ${alias}.entity, 'run', ${alias}.run, 'grade', ${alias}.grade, 'final', ${alias}.final,
    'decided_by', ${alias}.decided_by, 'parts', ${alias}.parts, 'lacking', ${alias}.lacking)::text`;

/** What fell or improved, in the order of the later codes, one page. */
export const readMoves = (
  view: View,
  compared: Compared,
  movements: readonly Movement[],
  page: { readonly limit: number; readonly after?: { readonly sort: string; readonly id: string } | undefined },
): Promise<MoveRow[]> =>
  view.read((writing) => {
    const { bind } = writing;
    const conditions = [`${movement} = any(${bind(movements)}::text[])`];
    if (page.after !== undefined)
      conditions.push(`(t.code, t.subject_id) > (${bind(page.after.sort)}::text collate "C", ${bind(page.after.id)}::uuid)`);
    return `select ${movement} as movement, t.subject, t.subject_id, t.code, ${side('f')} as from_side, ${side('t')} as to_side
      from ${beside(compared, writing)} where ${conditions.join(' and ')} order by t.code, t.subject_id limit ${bind(page.limit)}`;
  });
