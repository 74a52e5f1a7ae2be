// A party as everybody who meets it may know it.
import { readRegister } from '../read-models/party-register.ts';
import type { View } from '../tenancy/view.ts';

const upper = (text: string): string => text.replaceAll('-', '_').toUpperCase();

/** A party by its id, with its entry in the public register where the scope may read that. */
export interface PublicParty {
  readonly id: string;
  readonly kind: string | null;
  readonly name: string | null;
  readonly uscc: string | null;
}

/** Parties by id, in one statement. What it answers knows every id that is asked for. */
export const readPublicParties = async (view: View, ids: readonly string[]): Promise<(id: string) => PublicParty> => {
  const wanted = [...new Set(ids)];
  const rows = wanted.length === 0 ? [] : await readRegister(view, wanted);
  const known = new Map(rows.map(({ party_id: id, kind, name, uscc }) => [id, { id, kind: upper(kind), name, uscc }]));
  return (id) => known.get(id) ?? { id, kind: null, name: null, uscc: null };
};
