// 体检表 with its forms, figures and contradictions, as far as the caller may see them.
import type { View } from '../tenancy/view.ts';
import { inOrderUnless } from './in-order.ts';
import { asRows, isNotGiven, type Owed } from './owed.ts';
import type { Within } from './within.ts';

export interface HealthCheckRow {
  readonly entity: string;
  readonly cycle: string;
  readonly cycle_jurisdiction: string;
  readonly cycle_year: number;
  readonly subject: 'parcel' | 'enterprise';
  readonly subject_id: string;
  readonly code: string;
  readonly jurisdiction: string;
  readonly self_assessed: boolean;
  readonly revision: number;
}

/** What is missing of a health check that a list asks for. */
export interface Missing {
  readonly owed: Owed;
  /** Of this form. */
  readonly form?: string | undefined;
  /** Of this supplier's figures. */
  readonly supplier?: string | undefined;
}

export interface HealthCheckFilter {
  readonly cycle: string;
  readonly subjectIds?: readonly string[] | undefined;
  readonly within?: Within | undefined;
  readonly missing?: Missing | undefined;
}

type Bind = (value: unknown) => string;

/** The condition that something is missing in a row of progress, called g. */
const lacks = ({ owed, form, supplier }: Missing, bind: Bind): string => {
  const ofForms = {
    'self-assessment': 'not g.self_assessment',
    'enterprise-information': 'g.information_lacking > 0',
    survey: 'not g.survey',
  } as const;
  const forms = owed.forms.filter((kind) => (form === undefined ? supplier === undefined : kind === form)).map((kind) => ofForms[kind]);
  const figures = owed.figures.filter((each) => (supplier === undefined ? form === undefined : each.supplier === supplier));
  const given =
    figures.length === 0
      ? []
      : [`exists (select from unnest(${asRows(figures, bind)}) as o (supplier, whole, merged) where ${isNotGiven('g.given')})`];
  const conditions = [...forms, ...given];
  return conditions.length === 0 ? 'false' : `(${conditions.join(' or ')})`;
};

/** Health checks of a cycle in the scope, by code, one page. */
export const readHealthChecks = (
  view: View,
  filter: HealthCheckFilter,
  page: { readonly limit: number; readonly after?: { readonly sort: string; readonly id: string } | undefined },
): Promise<HealthCheckRow[]> =>
  view.read(({ bind, at, within }) => {
    const conditions = [`h.cycle = ${bind(filter.cycle)}`, at('h'), within('health_check', 'h')];
    if (filter.subjectIds !== undefined) conditions.push(`h.subject_id = any(${bind(filter.subjectIds)}::uuid[])`);
    if (filter.within !== undefined) conditions.push(`h.${filter.within.column} = ${bind(filter.within.code)}`);
    if (filter.missing !== undefined)
      conditions.push(`exists (select from health_check_progress g where g.entity = h.entity and ${at('g')}
        and ${within('health_check_progress', 'g')} and ${lacks(filter.missing, bind)})`);
    if (page.after !== undefined)
      conditions.push(`(h.code, h.subject_id) > (${bind(page.after.sort)}::text collate "C", ${bind(page.after.id)}::uuid)`);
    return `select h.entity, h.cycle, h.cycle_jurisdiction, h.cycle_year, h.subject, h.subject_id, h.code, h.jurisdiction, h.self_assessed,
        h.revision
      from health_check h where ${conditions.join(' and ')} order by h.code, h.subject_id limit ${bind(page.limit)}`;
  }, inOrderUnless(filter.subjectIds));

export interface EnterpriseRow {
  readonly entity: string;
  readonly party_id: string;
}

/** The enterprises that these health checks name. */
export const readEnterprises = (view: View, entities: readonly string[]): Promise<EnterpriseRow[]> =>
  view.read(
    ({ bind, at, within }) => `select e.entity, e.party_id from health_check_enterprise e
      where e.entity = any(${bind(entities)}) and ${at('e')} and ${within('health_check_enterprise', 'e')} order by e.entity, e.party_id`,
  );

export interface FormRow {
  readonly entity: string;
  readonly form: 'self-assessment' | 'enterprise-information' | 'survey';
  readonly party_id: string | null;
  readonly status: string;
  readonly filled_by: string;
  readonly mandate_id: string | null;
  readonly schema_jurisdiction: string;
  readonly schema_year: number;
  readonly schema_version: number;
  /** JSON. */
  readonly answers: string;
  readonly return_reason: string | null;
  /** JSON. */
  readonly returned_fields: string;
  readonly submission: string;
}

/** The forms of these health checks. */
export const readSubmittedForms = (view: View, entities: readonly string[]): Promise<FormRow[]> =>
  view.read(
    ({ bind, at, within }) => `select f.entity, f.form, f.party_id, f.status, f.filled_by, f.mandate_id, f.schema_jurisdiction,
        f.schema_year, f.schema_version, f.answers, f.return_reason, f.returned_fields, f.submission
      from submission_form f where f.entity = any(${bind(entities)}) and ${at('f')} and ${within('submission_form', 'f')}
      order by f.entity, array_position(array['self-assessment', 'enterprise-information', 'survey'], f.form), f.party_id nulls first`,
  );

export interface FigureRow {
  readonly entity: string;
  readonly quantity: string;
  readonly party_id: string | null;
  readonly supplier: string;
  readonly period: number;
  readonly unit: string;
  readonly form: string | null;
  /** False for a figure that was withdrawn. */
  readonly known: boolean;
  readonly supply: string;
  readonly replaced: string | null;
  /** Whether the caller may see the value. */
  readonly shown: boolean;
  readonly value: string | null;
}

/** The figures that stand in these health checks; a value that the caller may not see is left out. */
export const readFigures = (view: View, entities: readonly string[]): Promise<FigureRow[]> =>
  view.read(
    ({ bind, at, within }) => `select f.entity, f.quantity, f.party_id, f.supplier, f.period, f.unit, f.form, f.known, f.supply, f.replaced,
        d.entity is not null as shown, d.value
      from submission_figure f left join submission_figure_detail d
        on d.entity = f.entity and d.row_key = f.row_key and ${at('d')} and ${within('submission_figure_detail', 'd')}
      where f.entity = any(${bind(entities)}) and ${at('f')} and ${within('submission_figure', 'f')}
      order by f.entity, f.quantity, f.party_id nulls first`,
  );

export interface ContradictionRow {
  readonly entity: string;
  readonly contradiction: string;
  readonly quantity: string;
  readonly party_id: string | null;
  readonly supplier: string;
  readonly period: number;
  readonly standing: string;
  readonly stands: boolean;
  readonly shown: boolean;
  readonly standing_value: string | null;
  readonly said: string | null;
}

/** Where a supplier said two things, in the order in which they were said; values that the caller may not see are left out. */
export const readContradictions = (view: View, entities: readonly string[]): Promise<ContradictionRow[]> =>
  view.read(
    ({ bind, at, within }) => `select c.entity, c.contradiction, c.quantity, c.party_id, c.supplier, c.period, c.standing, c.stands,
        d.entity is not null as shown, d.standing_value, d.said
      from submission_contradiction c left join submission_contradiction_detail d
        on d.entity = c.entity and d.row_key = c.row_key and ${at('d')} and ${within('submission_contradiction_detail', 'd')}
      where c.entity = any(${bind(entities)}) and ${at('c')} and ${within('submission_contradiction', 'c')} order by c.entity, c.place`,
  );

/** What is there of these health checks, as projections/submission-progress.ts names it; for offices of the government. */
export const readGiven = (
  view: View,
  entities: readonly string[],
): Promise<{ readonly entity: string; readonly given: readonly string[]; readonly survey: boolean }[]> =>
  view.read(
    ({ bind, at, within }) => `select g.entity, g.given, g.survey from health_check_progress g
      where g.entity = any(${bind(entities)}) and ${at('g')} and ${within('health_check_progress', 'g')}`,
  );

/** Of each of these parcels or enterprises the last health check of a cycle before a year. */
export const readEarlierChecks = (
  view: View,
  subject: string,
  subjectIds: readonly string[],
  before: number,
): Promise<{ readonly entity: string; readonly subject_id: string }[]> =>
  view.read(
    ({ bind, at, within }) => `select distinct on (h.subject_id) h.entity, h.subject_id from health_check h
      where h.subject = ${bind(subject)} and h.subject_id = any(${bind(subjectIds)}::uuid[]) and h.cycle_year < ${bind(before)}
        and ${at('h')} and ${within('health_check', 'h')} order by h.subject_id, h.cycle_year desc, h.cycle`,
  );
