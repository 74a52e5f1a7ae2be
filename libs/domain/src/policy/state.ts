import { type EffectiveDate, holdingFrom, type Timeline } from '../kernel/index.ts';
import type { PolicyEvent, PolicyFact } from './events.ts';

type Set = Extract<PolicyFact, { type: 'GradePolicySet' }>['data'];

/** What a policy says from some day on. */
export type PolicyContent = Omit<Set, 'jurisdiction' | 'code' | 'department'>;

export interface Policy {
  readonly kind: 'set' | 'ended';
  readonly jurisdiction: string;
  readonly code: string;
  readonly department: Set['department'];
  readonly setOn: EffectiveDate;
  /** Before its end, if it has one. */
  readonly contents: Timeline<PolicyContent>;
  readonly ended: { readonly on: EffectiveDate; readonly reason: string } | null;
}

export type PolicyState = { readonly kind: 'absent' } | Policy;
export const absent: PolicyState = { kind: 'absent' };

const contentOf = ({ name, basis, grades, effect, details }: PolicyContent): PolicyContent => ({ name, basis, grades, effect, details });

/** Folds one event of a `policy-<jurisdiction>-<code>` stream. */
export const evolve = (state: PolicyState, event: PolicyEvent): PolicyState => {
  const { effectiveOn: on } = event;
  if (event.type === 'GradePolicySet') {
    const { jurisdiction, code, department } = event.data;
    const contents = holdingFrom([], on, contentOf(event.data));
    return { kind: 'set', jurisdiction, code, department, setOn: on, contents, ended: null };
  }
  if (state.kind === 'absent') return state;
  return event.type === 'GradePolicyReplaced'
    ? { ...state, contents: holdingFrom(state.contents, on, contentOf(event.data)) }
    : { ...state, kind: 'ended', ended: { on, reason: event.data.reason } };
};
