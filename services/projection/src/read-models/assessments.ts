import type { View } from '../tenancy/view.ts';
import { inOrderUnless } from './in-order.ts';
import type { Within } from './within.ts';

export interface AssessmentRow {
  readonly entity: string;
  readonly subject: 'parcel' | 'enterprise';
  readonly subject_id: string;
  /** JSON. */
  readonly party_ids: string;
  readonly cycle: string;
  readonly cycle_jurisdiction: string;
  readonly cycle_year: number;
  readonly code: string;
  readonly final: boolean;
  readonly run: string;
  readonly position: string;
  readonly standard_jurisdiction: string;
  readonly standard_year: number;
  readonly standard_version: number;
  readonly grade: string | null;
  readonly computed_grade: string | null;
  readonly cohort: string | null;
  readonly decided_by: 'veto' | 'direct' | 'unrated' | 'score';
  readonly by_rule: boolean;
  /** JSON. */
  readonly lacking: string;
  readonly scored: boolean;
  readonly ranked_of: number | null;
  /** In how many parts its detail lies: who reads fewer is not shown everything. */
  readonly parts: number;
  /** JSON: the quantities of which the enterprises on a shared parcel are told nothing. */
  readonly joint: string;
  readonly final_grade: string | null;
  readonly final_on: string | null;
  readonly document: string | null;
  readonly list_jurisdiction: string | null;
  readonly list_edition: number | null;
  readonly event_id: string;
  readonly revision: number;
}

export interface AssessmentFilter {
  readonly cycle?: string | undefined;
  readonly subjectIds?: readonly string[] | undefined;
  readonly within?: Within | undefined;
  readonly grades?: readonly string[] | undefined;
  /** Without a class. */
  readonly unrated?: boolean | undefined;
  readonly final?: boolean | undefined;
  readonly decidedBy?: string | undefined;
}

const columns = `a.entity, a.subject, a.subject_id, a.party_ids, a.cycle, a.cycle_jurisdiction, a.cycle_year, a.code, a.final, a.run, a.position,
  a.standard_jurisdiction, a.standard_year, a.standard_version, a.grade, a.computed_grade, a.cohort, a.decided_by, a.by_rule, a.lacking,
  a.scored, a.ranked_of, a.parts, a.joint, a.final_grade, a.final_on::text as final_on, a.document, a.list_jurisdiction, a.list_edition, a.event_id,
  a.revision`;

/** Which row of a subject is asked for: of the last run (offices of the government), or the one that the city decided (all others). */
export type Wanted = 'standing' | 'final';

/** A result has a row for each of its towns; a list over a level takes one of them. */
const oncePer = { town_code: 'true', district_code: 'a.first_in_district', city_code: 'a.first_in_city' } as const;

/** Results of the scope in the order of their codes, one page; `level` is the narrower of the scope's and the filter's. */
export const readAssessments = (
  view: View,
  wanted: Wanted,
  level: Within['column'],
  filter: AssessmentFilter,
  page: { readonly limit: number; readonly after?: { readonly sort: string; readonly id: string } | undefined },
): Promise<AssessmentRow[]> =>
  view.read(({ bind, at, within }) => {
    const conditions = [at('a'), `a.${wanted}`, oncePer[level], within('assessment', 'a')];
    if (filter.cycle !== undefined) conditions.push(`a.cycle = ${bind(filter.cycle)}`);
    if (filter.subjectIds !== undefined) conditions.push(`a.subject_id = any(${bind(filter.subjectIds)}::uuid[])`);
    if (filter.within !== undefined) conditions.push(`a.${filter.within.column} = ${bind(filter.within.code)}`);
    if (filter.grades !== undefined) conditions.push(`a.grade = any(${bind(filter.grades)})`);
    if (filter.unrated !== undefined) conditions.push(`(a.grade is null) = ${bind(filter.unrated)}`);
    if (filter.final !== undefined) conditions.push(`a.final = ${bind(filter.final)}`);
    if (filter.decidedBy !== undefined) conditions.push(`a.decided_by = ${bind(filter.decidedBy)}`);
    if (page.after !== undefined)
      conditions.push(`(a.code, a.subject_id) > (${bind(page.after.sort)}::text collate "C", ${bind(page.after.id)}::uuid)`);
    return `select ${columns} from assessment a where ${conditions.join(' and ')}
      order by a.code, a.subject_id limit ${bind(page.limit)}`;
  }, inOrderUnless(filter.subjectIds));

/** All results of these parcels or enterprises, the newest cycle first. */
export const readAssessmentsOf = (view: View, wanted: Wanted, subject: string, ids: readonly string[]): Promise<AssessmentRow[]> =>
  view.read(
    ({ bind, at, within }) => `select distinct on (a.cycle_year, a.cycle, a.subject_id) ${columns} from assessment a
      where a.subject = ${bind(subject)} and a.subject_id = any(${bind(ids)}::uuid[]) and ${at('a')} and a.${wanted} and ${within('assessment', 'a')}
      order by a.cycle_year desc, a.cycle, a.subject_id`,
  );

export interface DetailRow {
  readonly entity: string;
  readonly run: string;
  readonly secret: string;
  readonly joint: boolean;
  /** JSON, see projections/result-parts.ts. */
  readonly parts: string;
}

/** The parts of these results that the caller may see. */
export const readDetails = (view: View, results: readonly { readonly entity: string; readonly run: string }[]): Promise<DetailRow[]> =>
  view.read(
    ({ bind, at, within }) => `select d.entity, d.run, d.secret, d.joint, d.parts from assessment_detail d
      join unnest(${bind(results.map(({ entity }) => entity))}::text[], ${bind(results.map(({ run }) => run))}::uuid[]) as w (entity, run)
        on w.entity = d.entity and w.run = d.run
      where ${at('d')} and ${within('assessment_detail', 'd')}`,
  );

export interface GradeCountRow {
  readonly code: string;
  readonly grade: string | null;
  readonly subjects: string;
  readonly final: string;
}

/** How many subjects stand in each class of a cycle, by the codes of a level inside a jurisdiction. */
export const readGradeCounts = (view: View, cycle: string, inside: Within, level: Within['column']): Promise<GradeCountRow[]> =>
  view.read(
    ({ bind, at, within }) => `select a.${level} as code, a.grade, count(*) as subjects,
        count(*) filter (where a.final) as final
      from assessment a where a.cycle = ${bind(cycle)} and a.${inside.column} = ${bind(inside.code)} and a.standing
        and ${oncePer[level]} and ${at('a')} and ${within('assessment', 'a')} group by a.${level}, a.grade order by a.${level}, a.grade`,
  );
