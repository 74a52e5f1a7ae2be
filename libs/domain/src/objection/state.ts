import type { EffectiveDate } from '../kernel/index.ts';
import type { ObjectionEvent, ObjectionFact } from './events.ts';

type DataOf<T extends ObjectionFact['type']> = Extract<ObjectionFact, { type: T }>['data'];

interface Known {
  readonly content: DataOf<'ObjectionLodged'>;
  readonly lodgedOn: EffectiveDate;
  readonly jurisdictions: readonly string[];
}

interface Pending extends Known {
  readonly kind: 'pending';
}

export interface Closed extends Known {
  readonly kind: 'withdrawn' | 'upheld' | 'rejected';
  readonly reason: string;
  /** Which figures were wrong, if it was upheld for that. */
  readonly corrections: string | null;
}

export type Lodged = Pending | Closed;
export type ObjectionState = { readonly kind: 'absent' } | Lodged;
export const absent: ObjectionState = { kind: 'absent' };

const kindAfter = { ObjectionWithdrawn: 'withdrawn', ObjectionUpheld: 'upheld', ObjectionRejected: 'rejected' } as const;

/** Folds one event of an `objection-<id>` stream. */
export const evolve = (state: ObjectionState, event: ObjectionEvent): ObjectionState => {
  if (event.type === 'ObjectionLodged') {
    const { data: content, effectiveOn: lodgedOn, jurisdictions } = event;
    return { kind: 'pending', content, lodgedOn, jurisdictions };
  }
  if (state.kind === 'absent') return state;
  const corrections = event.type === 'ObjectionUpheld' ? event.data.corrections : null;
  return { ...state, kind: kindAfter[event.type], reason: event.data.reason, corrections };
};
