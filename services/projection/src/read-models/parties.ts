import type { View } from '../tenancy/view.ts';
import { inOrderUnless } from './in-order.ts';
import { among, having, type Searched } from './search.ts';
import { listSources } from './search-sources.ts';
import type { Within } from './within.ts';

export interface PartyRow {
  readonly party_id: string;
  readonly name: string;
  readonly name_key: string;
  readonly kind: string;
  readonly uscc: string | null;
  readonly status: string;
  /** JSON lists: of names, and of party ids. */
  readonly former_names: string;
  readonly successors: string;
  readonly duplicate_of: string | null;
  readonly revision: number | null;
}

export interface PartyFilter {
  readonly ids?: readonly string[] | undefined;
  readonly nameKey?: string | undefined;
  readonly namePrefix?: string | undefined;
  readonly uscc?: string | undefined;
  readonly kind?: string | undefined;
  readonly kinds?: readonly string[] | undefined;
  /** A place that sees it; for callers who are a place. */
  readonly within?: Within | undefined;
  readonly searched?: Searched | undefined;
  readonly status?: string | undefined;
}

const columns = `p.party_id, p.kind, p.name, p.name_key, p.uscc, p.status, p.former_names, p.successors, p.duplicate_of, p.revision`;

/** Parties of the scope by name, one page. A second entry of another party is found by its id only. */
export const readParties = (
  view: View,
  filter: PartyFilter,
  page: { readonly limit: number; readonly after?: { readonly sort: string; readonly id: string } | undefined },
): Promise<PartyRow[]> => (filter.ids === undefined && view.ofPlace ? listed(view, filter, page) : found(view, filter, page));

type Page = Parameters<typeof readParties>[2];
type Writing = Parameters<Parameters<View['read']>[0]>[0];

const conditionsOn = (alias: string, filter: PartyFilter, page: Page, { bind, at }: Writing): string[] => {
  const conditions = [at(alias)];
  if (filter.nameKey !== undefined) conditions.push(`${alias}.name_key = ${bind(filter.nameKey)}`);
  if (filter.namePrefix !== undefined) conditions.push(`${alias}.name_key ^@ ${bind(filter.namePrefix)}`);
  if (filter.uscc !== undefined) conditions.push(`${alias}.uscc = ${bind(filter.uscc)}`);
  if (filter.kind !== undefined) conditions.push(`${alias}.kind = ${bind(filter.kind)}`);
  if (filter.kinds !== undefined) conditions.push(`${alias}.kind = any(${bind(filter.kinds)})`);
  if (filter.status !== undefined) conditions.push(`${alias}.status = ${bind(filter.status)}`);
  if (page.after !== undefined)
    conditions.push(`(${alias}.name_key, ${alias}.party_id) > (${bind(page.after.sort)}::text collate "C", ${bind(page.after.id)}::uuid)`);
  return conditions;
};

/** By the places that see them. */
const listed = (view: View, filter: PartyFilter, page: Page): Promise<PartyRow[]> =>
  view.read(
    (writing) => {
      const { bind, at, within } = writing;
      const conditions = [...conditionsOn('l', filter, page, writing), within('party_place', 'l')];
      if (filter.within !== undefined) conditions.push(`l.${filter.within.column} = ${bind(filter.within.code)}`);
      if (filter.searched !== undefined)
        conditions.push(
          ...among('l.party_id', filter.searched, writing),
          `exists (select from party s where s.party_id = l.party_id and ${having(listSources.parties, 's', filter.searched, writing)}
          and ${at('s')} and ${within('party', 's')} offset 0)`,
        );
      return `select ${columns} from (
        select distinct on (l.name_key, l.party_id) l.name_key, l.party_id from party_place l
        where ${conditions.join(' and ')} order by l.name_key, l.party_id limit ${bind(page.limit)}
      ) l join party p on p.party_id = l.party_id and ${at('p')} and ${within('party', 'p')}
      order by l.name_key, l.party_id`;
    },
    inOrderUnless(filter.uscc, filter.searched?.ids),
  );

/** By id, or by what names them for the scope. */
const found = (view: View, filter: PartyFilter, page: Page): Promise<PartyRow[]> =>
  view.read((writing) => {
    const { bind, within } = writing;
    const conditions = [...conditionsOn('p', filter, page, writing), within('party', 'p')];
    if (filter.within !== undefined) conditions.push('false');
    if (filter.searched !== undefined) conditions.push(having(listSources.parties, 'p', filter.searched, writing));
    conditions.push(filter.ids === undefined ? 'p.duplicate_of is null' : `p.party_id = any(${bind(filter.ids)}::uuid[])`);
    return `select ${columns} from party p where ${conditions.join(' and ')} order by p.name_key, p.party_id limit ${bind(page.limit)}`;
  });
