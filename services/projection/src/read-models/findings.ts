import type { View } from '../tenancy/view.ts';
import { inOrderUnless } from './in-order.ts';
import type { Within } from './within.ts';

export interface FindingRow {
  readonly finding_id: string;
  readonly rule: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly status: string;
  readonly title_zh: string;
  readonly title_en: string;
  readonly detail: string;
  readonly opened_on: string;
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly revision: number | null;
}

export interface FindingFilter {
  readonly status?: string | undefined;
  readonly rule?: string | undefined;
  readonly rules?: readonly string[] | undefined;
  readonly within?: Within | undefined;
  /** Days on which they were opened, both included. */
  readonly opened?: { readonly from?: string | undefined; readonly to?: string | undefined } | undefined;
  readonly subjectIds?: readonly string[] | undefined;
}

const columns = `f.finding_id, f.rule, f.subject_kind, f.subject_id, f.status, f.title_zh, f.title_en, f.detail, f.opened_on::text as opened_on,
  f.outcome, f.reason, f.revision`;

/** Findings of the scope, the oldest first, one page. */
export const readFindings = (
  view: View,
  filter: FindingFilter,
  page: { readonly limit: number; readonly after?: { readonly sort: string; readonly id: string } | undefined },
): Promise<FindingRow[]> => (filter.subjectIds === undefined && view.ofPlace ? listed(view, filter, page) : found(view, filter, page));

type Page = Parameters<typeof readFindings>[2];
type Writing = Parameters<Parameters<View['read']>[0]>[0];

const conditionsOn = (alias: string, { status, rule, rules, opened }: FindingFilter, page: Page, { bind, at }: Writing): string[] => {
  const conditions = [at(alias)];
  if (status !== undefined) conditions.push(`${alias}.status = ${bind(status)}`);
  if (rule !== undefined) conditions.push(`${alias}.rule = ${bind(rule)}`);
  if (rules !== undefined) conditions.push(`${alias}.rule = any(${bind(rules)})`);
  if (opened?.from !== undefined) conditions.push(`${alias}.opened_on >= ${bind(opened.from)}::date`);
  if (opened?.to !== undefined) conditions.push(`${alias}.opened_on <= ${bind(opened.to)}::date`);
  if (page.after !== undefined)
    conditions.push(`(${alias}.opened_on, ${alias}.finding_id) > (${bind(page.after.sort)}::date, ${bind(page.after.id)}::uuid)`);
  return conditions;
};

/** By the places that see them. */
const listed = (view: View, filter: FindingFilter, page: Page): Promise<FindingRow[]> =>
  view.read((writing) => {
    const { bind, at, within } = writing;
    const conditions = [...conditionsOn('l', filter, page, writing), within('finding_place', 'l')];
    if (filter.within !== undefined) conditions.push(`l.${filter.within.column} = ${bind(filter.within.code)}`);
    return `select ${columns} from (
        select distinct on (l.opened_on, l.finding_id) l.opened_on, l.finding_id from finding_place l
        where ${conditions.join(' and ')} order by l.opened_on, l.finding_id limit ${bind(page.limit)}
      ) l join finding f on f.finding_id = l.finding_id and ${at('f')} and ${within('finding', 'f')}
      order by l.opened_on, l.finding_id`;
  }, inOrderUnless());

/** By what they are about, or by what names them for the scope. */
const found = (view: View, filter: FindingFilter, page: Page): Promise<FindingRow[]> =>
  view.read((writing) => {
    const { bind, at, within } = writing;
    const conditions = [...conditionsOn('f', filter, page, writing), within('finding', 'f')];
    if (filter.within !== undefined)
      conditions.push(`exists (select from finding_place l where l.entity = f.entity and l.${filter.within.column} = ${bind(filter.within.code)}
        and ${at('l')} and ${within('finding_place', 'l')} offset 0)`);
    if (filter.subjectIds !== undefined) conditions.push(`f.subject_id = any(${bind(filter.subjectIds)}::uuid[])`);
    return `select ${columns} from finding f where ${conditions.join(' and ')} order by f.opened_on, f.finding_id limit ${bind(page.limit)}`;
  });
