import type { View } from '../tenancy/view.ts';

export interface InterestRow {
  readonly party_id: string;
  readonly kind: string;
  readonly target_id: string;
  /** Of a company, where the scope sees who holds it. */
  readonly share: string | null;
}

/**
 * What these parties have in companies and in land inside the scope: as their interests tell, and as the holders of the companies
 * that the scope sees.
 */
export const readInterests = (view: View, partyIds: readonly string[]): Promise<InterestRow[]> =>
  view.read(({ bind, at, within }) => {
    const ids = `${bind(partyIds)}::uuid[]`;
    return `select e.party_id, e.kind, e.target_id, max(e.share) as share from (
        select i.party_id, i.kind, i.target_id, null as share from interest i
        where i.party_id = any(${ids}) and ${at('i')} and ${within('interest', 'i')}
        union all
        select h.holder_id, 'company', h.company_id, coalesce(h.share, h.joint_share) from holding h
        where h.holder_id = any(${ids}) and ${at('h')} and ${within('holding', 'h')}
      ) e group by e.party_id, e.kind, e.target_id order by e.party_id, e.kind, e.target_id`;
  });
