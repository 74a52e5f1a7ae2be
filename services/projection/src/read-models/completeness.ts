// How far a cycle is filled in, counted in the database.
import type { View } from '../tenancy/view.ts';
import { asRows, isNotGiven, type Owed } from './owed.ts';
import type { Within } from './within.ts';

/** What one supplier still owes. */
export interface SupplierCount {
  readonly supplier: string;
  /** Of how many health checks something is missing. */
  readonly lacking: number;
  readonly figures: number;
}

export interface ProgressCountRow {
  readonly code: string;
  readonly opened: string;
  readonly complete: string;
  readonly self_assessment: string;
  readonly information: string;
  readonly survey: string;
  /** Those who owe something; null where nobody does. */
  readonly suppliers: readonly SupplierCount[] | null;
}

/**
 * Health checks by the codes of a level inside a jurisdiction: how many, how many owe nothing, how many forms are missing, and what
 * suppliers owe. Many are alike, so that the table is read once and each kind is looked at once.
 */
export const readProgressCounts = (
  view: View,
  cycle: string,
  owed: Owed,
  inside: Within,
  level: Within['column'],
): Promise<ProgressCountRow[]> =>
  view.read(({ bind, at, within }) => {
    const missing = {
      'self-assessment': '(case when k.self_assessment then 0 else 1 end)',
      'enterprise-information': 'k.information_lacking',
      survey: '(case when k.survey then 0 else 1 end)',
    } as const;
    const of = (kind: keyof typeof missing): string => (owed.forms.includes(kind) ? missing[kind] : '0');
    const forms = [of('self-assessment'), of('enterprise-information'), of('survey')] as const;
    return `with kind as materialized (
        select row_number() over () as n, g.${level} as code, g.self_assessment, g.survey, g.information_lacking, g.given, count(*) as checks
        from health_check_progress g where g.cycle = ${bind(cycle)} and g.${inside.column} = ${bind(inside.code)} and ${at('g')}
          and ${within('health_check_progress', 'g')}
        group by g.${level}, g.self_assessment, g.survey, g.information_lacking, g.given),
      lack as materialized (
        select k.n, k.code, k.checks, o.supplier, count(*) as figures
        from kind k cross join unnest(${asRows(owed.figures, bind)}) as o (supplier, whole, merged)
        where ${isNotGiven('k.given')} group by k.n, k.code, k.checks, o.supplier),
      supplier as (
        select l.code, json_agg(json_build_object('supplier', l.supplier, 'lacking', l.lacking, 'figures', l.figures)) as suppliers
        from (select code, supplier, sum(checks) as lacking, sum(checks * figures) as figures from lack group by code, supplier) l
        group by l.code)
      select k.code, sum(k.checks) as opened,
        coalesce(sum(k.checks) filter (where ${forms.join(' + ')} = 0 and not exists (select from lack l where l.n = k.n)), 0) as complete,
        sum(k.checks * ${forms[0]}) as self_assessment, sum(k.checks * ${forms[1]}) as information, sum(k.checks * ${forms[2]}) as survey,
        (select s.suppliers from supplier s where s.code = k.code) as suppliers
      from kind k group by k.code order by k.code`;
  });
