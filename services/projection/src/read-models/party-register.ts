import type { View } from '../tenancy/view.ts';

export interface RegisterRow {
  readonly party_id: string;
  readonly kind: string;
  /** Null for a natural person. */
  readonly name: string | null;
  readonly uscc: string | null;
}

/**
 * What the public register says of these parties, as far as they are in the scope or appear inside it. A party that the ledger knows
 * only from a later day on, although it held something before, shows what was known first.
 */
export const readRegister = (view: View, partyIds: readonly string[]): Promise<RegisterRow[]> =>
  view.read(
    ({ bind, within }) => `select distinct on (r.party_id) r.party_id, r.kind, r.name, r.uscc from party_register r
      where r.party_id = any(${bind(partyIds)}::uuid[]) and r.recorded @> ${bind(view.point.knownAt ?? 'infinity')}::timestamptz
        and (upper(r.valid) is null or upper(r.valid) > ${bind(view.point.asOf)}::date) and ${within('party_register', 'r')}
      order by r.party_id, lower(r.valid)`,
  );

export interface ControllerRow {
  readonly party_id: string;
  readonly controller_id: string;
}

/** Who is declared to control these parties (实际控制人), each party's in the order of the first declarations. */
export const readControllers = (view: View, partyIds: readonly string[]): Promise<ControllerRow[]> =>
  view.read(
    ({ bind, at, within }) => `select c.party_id, c.controller_id from party_controller c
      where c.party_id = any(${bind(partyIds)}::uuid[]) and ${at('c')} and ${within('party_controller', 'c')} order by c.party_id, c.place`,
  );
