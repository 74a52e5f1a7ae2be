// Who belongs together: companies below a party, and what land all of them hold.
import type { View } from '../tenancy/view.ts';

export interface BelowRow {
  readonly company_id: string;
}

/** Companies of which these parties have any share, or which declare one of them as controller, and so on down, as far as the scope reaches. */
export const readCompaniesBelow = (view: View, partyIds: readonly string[]): Promise<BelowRow[]> =>
  view.read(
    ({ bind, at, within }) => `with recursive below (company_id) as (
        select unnest(${bind(partyIds)}::uuid[])
        union
        select n.company_id from below b cross join lateral (
          select h.company_id from holding h where h.holder_id = b.company_id and ${at('h')} and ${within('holding', 'h')}
          union all
          select c.party_id from party_controller c where c.controller_id = b.company_id and ${at('c')} and ${within('party_controller', 'c')}
        ) n
      )
      select company_id from below where company_id <> all (${bind(partyIds)}::uuid[])`,
  );

export interface HeldLandRow {
  readonly party_id: string;
  readonly parcel_id: string;
  readonly right_id: string;
  readonly share: string | null;
}

/** The rights that these parties hold inside the scope on the day. */
export const readHeldLand = (view: View, partyIds: readonly string[]): Promise<HeldLandRow[]> =>
  view.read(({ bind, at, within }) => {
    const ids = `${bind(partyIds)}::uuid[]`;
    return `select (w ->> 'partyId')::uuid as party_id, r.parcel_id, r.right_id, w ->> 'share' as share
      from title_right r cross join lateral jsonb_array_elements(r.holders::jsonb) w
      where r.parcel_id = any(array(select t.parcel_id from named_party n join title t on t.entity = n.entity
          where n.party_id = any(${ids}) and ${at('n')} and ${within('named_party', 'n')} and ${at('t')} and ${within('title', 't')}))
        and (w ->> 'partyId')::uuid = any(${ids}) and ${at('r')} and ${within('title_right', 'r')}
      order by r.parcel_id, r.right_id, party_id`;
  });
