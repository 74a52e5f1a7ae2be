// What follows from a grade on a day.
import { type EffectiveDate, valueOn } from '../kernel/index.ts';
import type { policyGrades } from './events.ts';
import type { Policy, PolicyContent, PolicyState } from './state.ts';

/** What a policy says on a day, with whose it is. */
export type PolicyInForce = PolicyContent & Pick<Policy, 'jurisdiction' | 'code' | 'department'>;

/** What one policy says on a day, that day included; undefined while it is not in force. */
export const policyOn = (state: PolicyState, on: EffectiveDate): PolicyInForce | undefined => {
  if (state.kind === 'absent' || (state.ended !== null && state.ended.on <= on)) return undefined;
  const { jurisdiction, code, department, contents } = state;
  const content = valueOn(contents, on);
  return content === undefined ? undefined : { jurisdiction, code, department, ...content };
};

/** The policies in force on a day, that day included, that follow from a grade; in the order of the states. */
export const policiesOn = (
  states: readonly PolicyState[],
  on: EffectiveDate,
  grade: (typeof policyGrades)[number],
): readonly PolicyInForce[] =>
  states.flatMap((state) => {
    const policy = policyOn(state, on);
    return policy?.grades.includes(grade) === true ? [policy] : [];
  });
