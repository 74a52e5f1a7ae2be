import type { View } from '../tenancy/view.ts';

export interface PolicyRow {
  readonly jurisdiction: string;
  readonly code: string;
  readonly department: string;
  readonly name: string;
  readonly document: string;
  readonly clause: string | null;
  /** JSON. */
  readonly grades: string;
  readonly effect: string;
  readonly details: string;
  readonly revision: number;
}

export interface PolicyFilter {
  /** Those of these jurisdictions. */
  readonly jurisdictions?: readonly string[] | undefined;
  readonly grade?: string | undefined;
  readonly department?: string | undefined;
}

/** Policies in force on the day, by place and code. */
export const readPolicies = (view: View, filter: PolicyFilter): Promise<PolicyRow[]> =>
  view.read(({ bind, at, within }) => {
    const conditions = [at('p'), within('policy', 'p')];
    if (filter.jurisdictions !== undefined) conditions.push(`p.jurisdiction = any(${bind(filter.jurisdictions)})`);
    if (filter.grade !== undefined) conditions.push(`p.grades::jsonb ? ${bind(filter.grade)}`);
    if (filter.department !== undefined) conditions.push(`p.department = ${bind(filter.department)}`);
    return `select p.jurisdiction, p.code, p.department, p.name, p.document, p.clause, p.grades, p.effect, p.details, p.revision
      from policy p where ${conditions.join(' and ')} order by p.jurisdiction, p.code`;
  });
