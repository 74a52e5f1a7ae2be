import type { View } from '../tenancy/view.ts';

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
  readonly subjectIds?: readonly string[] | undefined;
}

/** Findings of the scope, the oldest first, one page. */
export const readFindings = (
  view: View,
  filter: FindingFilter,
  page: { readonly limit: number; readonly after?: { readonly sort: string; readonly id: string } | undefined },
): Promise<FindingRow[]> =>
  view.read(({ bind, at, within }) => {
    const conditions = [at('f'), within('finding', 'f')];
    if (filter.status !== undefined) conditions.push(`f.status = ${bind(filter.status)}`);
    if (filter.rule !== undefined) conditions.push(`f.rule = ${bind(filter.rule)}`);
    if (filter.subjectIds !== undefined) conditions.push(`f.subject_id = any(${bind(filter.subjectIds)}::uuid[])`);
    if (page.after !== undefined)
      conditions.push(`(f.opened_on, f.finding_id) > (${bind(page.after.sort)}::date, ${bind(page.after.id)}::uuid)`);
    return `select f.finding_id, f.rule, f.subject_kind, f.subject_id, f.status, f.title_zh, f.title_en, f.detail, f.opened_on::text as opened_on,
        f.outcome, f.reason, f.revision
      from finding f where ${conditions.join(' and ')} order by f.opened_on, f.finding_id limit ${bind(page.limit)}`;
  });
