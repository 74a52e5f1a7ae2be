// Uniqueness of a code is a stream of its own: reserve first, then enter. The owner's retry completes.
import { type RefusalCatalogue, type Rejection, refuse } from './rejection.ts';

/** State of a reservation stream: free, or held by the id of the parcel or party that reserved it. */
export interface Reservation {
  readonly holder: string | null;
}

export const reservationRefusals = {
  'code-already-held': {
    kind: 'conflict',
    en: 'Code {code} is already held by another entry.',
    zh: '代码{code}已被其他登记对象占用。',
  },
} as const satisfies RefusalCatalogue;

/** What reserving would mean: to be recorded, nothing to do because the same holder has it, or refused. */
export const reservationOf = (state: Reservation, code: string, holder: string): 'free' | 'own' | Rejection => {
  if (state.holder === null) return 'free';
  return state.holder === holder ? 'own' : refuse(reservationRefusals, 'code-already-held', { code });
};
