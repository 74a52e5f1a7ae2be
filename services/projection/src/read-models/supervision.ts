// Who leases or holds land since when, with the rule that puts it under supervision.
import { usualRule } from '@yimu/domain/supervision/read';
import type { Statement } from '../tenancy/statement.ts';
import type { View } from '../tenancy/view.ts';
import type { DatedPage } from './contracts.ts';
import { inOrderUnless } from './in-order.ts';
import type { Within } from './within.ts';

export interface TenureRow {
  readonly parcel_id: string;
  readonly tenure_id: string;
  readonly kind: 'lease' | 'holding';
  /** JSON: ids. */
  readonly party_ids: string;
  readonly tenure_from: string;
  readonly tenure_until: string | null;
  readonly counted_from: string;
  /** The first day under supervision, by the rule of the day asked about. */
  readonly supervised_from: string;
}

/** `within`: tenures of a jurisdiction. `between`: those whose first day under supervision lies there and finds them running. */
export interface TenureFilter {
  readonly parcelIds?: readonly string[] | undefined;
  readonly within?: Within | undefined;
  readonly kind?: string | undefined;
  readonly supervisedOnly?: boolean | undefined;
  readonly between?: { readonly from: string; readonly to: string } | undefined;
}

/** After how many years tenures of a place are under supervision. */
export interface SupervisionRuleRow {
  readonly code: string;
  readonly lease_years: number;
  readonly holding_years: number;
}

/** The rules of the day, which are few: the list looks them up by code. Joined, they cost a city more than its tenures. */
export const readRules = (view: View): Promise<SupervisionRuleRow[]> =>
  view.read(
    ({ at, within }) => `select r.code, r.lease_years, r.holding_years from supervision_rule r
      where ${at('r')} and ${within('supervision_rule', 'r')}`,
  );

/** The years of a tenure: those of its town, else of the district, else of the city, else the usual ones. */
export const yearsOf = (rules: readonly SupervisionRuleRow[], { bind }: Pick<Statement, 'bind'>): string => {
  const among = (column: 'lease_years' | 'holding_years', usual: number): string => {
    if (rules.length === 0) return `${bind(usual)}::int`;
    const years = `${bind(JSON.stringify(Object.fromEntries(rules.map((rule) => [rule.code, rule[column]]))))}::jsonb`;
    return `coalesce(${years} -> t.town_code, ${years} -> t.district_code, ${years} -> t.city_code, to_jsonb(${bind(usual)}::int))::int`;
  };
  return `case t.kind when 'lease' then ${among('lease_years', usualRule.leaseYears)} else ${among('holding_years', usualRule.holdingYears)} end`;
};

/**
 * Tenures that run on the day, the longest first, or those of `between` in the order in which they come under supervision; one page.
 * A parcel of two places is told once.
 */
export const readTenures = async (view: View, filter: TenureFilter, page: DatedPage): Promise<TenureRow[]> => {
  const rules = await readRules(view);
  return view.read(
    (statement) => {
      const { bind, at, within } = statement;
      const order = filter.between === undefined ? 't.counted_from' : 'u.supervised_from';
      const conditions = [within('supervised_tenure', 't')];
      if (filter.between === undefined) conditions.push(at('t'));
      else {
        const { from, to } = filter.between;
        conditions.push(`t.recorded @> ${bind(view.point.knownAt ?? 'infinity')}::timestamptz`, 't.valid @> u.supervised_from');
        conditions.push(`u.supervised_from between ${bind(from)}::date and ${bind(to)}::date`);
      }
      if (filter.parcelIds !== undefined) conditions.push(`t.parcel_id = any(${bind(filter.parcelIds)}::uuid[])`);
      if (filter.within !== undefined) conditions.push(`t.${filter.within.column} = ${bind(filter.within.code)}`);
      if (filter.kind !== undefined) conditions.push(`t.kind = ${bind(filter.kind)}`);
      if (filter.supervisedOnly === true) conditions.push(`u.supervised_from <= ${bind(view.point.asOf)}::date`);
      if (page.after !== undefined)
        conditions.push(`(${order}, t.tenure_id) > (${bind(page.after.sort)}::date, ${bind(page.after.id)}::uuid)`);
      return `select p.parcel_id, p.tenure_id, p.kind, p.party_ids, p.tenure_from::text as tenure_from, p.tenure_until::text as tenure_until,
        p.counted_from::text as counted_from, p.supervised_from::text as supervised_from
      from (select distinct on (${order}, t.tenure_id) t.*, u.supervised_from
        from supervised_tenure t cross join lateral (
          select (t.counted_from + make_interval(years => ${yearsOf(rules, statement)}))::date as supervised_from) u
        where ${conditions.join(' and ')} order by ${order}, t.tenure_id limit ${bind(page.limit)}) p
      order by p.${order.slice(2)}, p.tenure_id`;
    },
    inOrderUnless(filter.parcelIds, filter.between),
  );
};
