import { of, uuidOf } from './chance.ts';
import { type Draft, dayOf } from './draft.ts';
import { personId } from './shape.ts';

/** A natural person of a town; the ledger knows no name. */
export const personEntered = (person: number, town: string, at: number): Draft => ({
  stream: `party-${personId(person)}`,
  revision: 0,
  type: 'NaturalPersonEntered',
  jurisdictions: [town],
  on: dayOf(at),
  at,
  hand: 'town',
  data: { partyId: personId(person), vaultRecord: uuidOf(of.vault, person), jurisdiction: town },
});
