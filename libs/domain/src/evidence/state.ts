import type { EffectiveDate } from '../kernel/index.ts';
import type { EvidenceEvent, EvidenceFact } from './events.ts';

type Storing = Extract<EvidenceFact, { type: 'EvidenceStored' }>['data'];
type Withdrawing = Extract<EvidenceFact, { type: 'EvidenceWithdrawn' }>['data'];

export interface Absent {
  readonly kind: 'absent';
}

interface Known extends Storing {
  readonly jurisdictions: readonly string[];
  readonly storedOn: EffectiveDate;
}

export interface Stored extends Known {
  readonly kind: 'stored';
}

export interface Withdrawn extends Known, Pick<Withdrawing, 'reason'> {
  readonly kind: 'withdrawn';
}

export type EvidenceState = Absent | Stored | Withdrawn;

export const absent: EvidenceState = { kind: 'absent' };

/** Folds one event of an `evidence-<id>` stream. */
export const evolve = (state: EvidenceState, event: EvidenceEvent): EvidenceState => {
  if (event.type === 'EvidenceStored')
    return { ...event.data, kind: 'stored', jurisdictions: event.jurisdictions, storedOn: event.effectiveOn };
  return state.kind === 'absent' ? state : { ...state, kind: 'withdrawn', reason: event.data.reason };
};
