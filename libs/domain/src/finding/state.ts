import type { EffectiveDate } from '../kernel/index.ts';
import type { FindingEvent, FindingFact } from './events.ts';
import { upcast } from './upcast.ts';

export { upcast } from './upcast.ts';

type Opening = Extract<FindingFact, { type: 'FindingOpened' }>['data'];
type Closing = Extract<FindingFact, { type: 'FindingClosed' }>['data'];

export interface Absent {
  readonly kind: 'absent';
}

interface Known extends Pick<Opening, 'findingId' | 'rule' | 'subject' | 'causedBy' | 'departments'> {
  readonly jurisdictions: readonly string[];
  readonly openedOn: EffectiveDate;
}

export interface Open extends Known {
  readonly kind: 'open';
}

export interface Closed extends Known, Pick<Closing, 'outcome' | 'reason'> {
  readonly kind: 'closed';
}

export type FindingState = Absent | Open | Closed;

export const absent: FindingState = { kind: 'absent' };

/** Folds one event of a `finding-<id>` stream. */
export const evolve = (state: FindingState, recorded: FindingEvent): FindingState => {
  const event = upcast(recorded);
  if (event.type === 'FindingOpened') {
    const { findingId, rule, subject, causedBy, departments } = event.data;
    const { jurisdictions, effectiveOn: openedOn } = event;
    return { kind: 'open', findingId, rule, subject, causedBy, departments, jurisdictions, openedOn };
  }
  if (state.kind === 'absent') return state;
  const { outcome, reason } = event.data;
  return { ...state, kind: 'closed', outcome, reason };
};
