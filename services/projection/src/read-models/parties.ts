import type { View } from '../tenancy/view.ts';

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
  readonly status?: string | undefined;
}

/** Parties of the scope by name, one page. A second entry of another party is found by its id only. */
export const readParties = (
  view: View,
  filter: PartyFilter,
  page: { readonly limit: number; readonly after?: { readonly sort: string; readonly id: string } | undefined },
): Promise<PartyRow[]> =>
  view.read(({ bind, at, within }) => {
    const conditions = [at('p'), within('party', 'p')];
    if (filter.ids !== undefined) conditions.push(`p.party_id = any(${bind(filter.ids)}::uuid[])`);
    else conditions.push('p.duplicate_of is null');
    if (filter.nameKey !== undefined) conditions.push(`p.name_key = ${bind(filter.nameKey)}`);
    if (filter.namePrefix !== undefined) conditions.push(`p.name_key ^@ ${bind(filter.namePrefix)}`);
    if (filter.uscc !== undefined) conditions.push(`p.uscc = ${bind(filter.uscc)}`);
    if (filter.kind !== undefined) conditions.push(`p.kind = ${bind(filter.kind)}`);
    if (filter.status !== undefined) conditions.push(`p.status = ${bind(filter.status)}`);
    if (page.after !== undefined) conditions.push(`(p.name_key, p.party_id) > (${bind(page.after.sort)}, ${bind(page.after.id)}::uuid)`);
    return `select p.party_id, p.kind, p.name, p.name_key, p.uscc, p.status, p.former_names, p.successors, p.duplicate_of, p.revision
      from party p where ${conditions.join(' and ')} order by p.name_key, p.party_id limit ${bind(page.limit)}`;
  });
