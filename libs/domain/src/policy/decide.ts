import { type Decision, factsOf, firstOf, firstRefusal, refuse, valueOn } from '../kernel/index.ts';
import { bitsOf } from '../scoring/index.ts';
import type { CommandNamed, PolicyCommand } from './commands.ts';
import { type PolicyFact, policyEvents, policyGrades } from './events.ts';
import { notBeforeSetting, notReplacedLater, policyRefusals, speaksFor, stillInForce } from './rules.ts';
import type { Policy, PolicyContent, PolicyState } from './state.ts';

const fact = factsOf(policyEvents);

/** The first source a command cites is the document that the policy rests on; grades stand in their order, each once. */
const contentOf = ({ data, sources }: CommandNamed<'SetGradePolicy' | 'ReplaceGradePolicy'>): PolicyContent => {
  const { name, grades, effect, details } = data;
  const { number: document, clause = null } = firstOf(sources);
  return { name, basis: { document, clause }, grades: policyGrades.filter((grade) => grades.includes(grade)), effect, details };
};

/** Decides on a `policy-<jurisdiction>-<code>` stream: what a department does with parcels of some grades. */
export const decide = (command: PolicyCommand, state: PolicyState): Decision<PolicyFact> => {
  if (command.type === 'SetGradePolicy') return set(command, state);
  if (state.kind === 'absent') {
    const { jurisdiction, code } = command.data;
    return refuse(policyRefusals, 'policy-not-set', { jurisdiction, code });
  }
  const refused = speaksFor(command, state.department);
  if (refused !== undefined) return refused;
  return command.type === 'ReplaceGradePolicy' ? replace(command, state) : end(command, state);
};

/** Set once: said again as it was first, it is nothing new, whatever replaced it since. */
const set = (command: CommandNamed<'SetGradePolicy'>, state: PolicyState): Decision<PolicyFact> => {
  const { jurisdiction, code, department } = command.data;
  const refused = speaksFor(command, department);
  if (refused !== undefined) return refused;
  const content = contentOf(command);
  if (state.kind === 'absent') return [fact(command, 'GradePolicySet', { jurisdiction, code, department, ...content }, [jurisdiction])];
  const first = [state.department, firstOf(state.contents)];
  const isRepeated = bitsOf(first) === bitsOf([department, { from: command.effectiveOn, value: content }]);
  return isRepeated ? [] : refuse(policyRefusals, 'policy-already-set', { jurisdiction, code });
};

const replace = (command: CommandNamed<'ReplaceGradePolicy'>, state: Policy): Decision<PolicyFact> => {
  const { jurisdiction, code, reason } = command.data;
  const { department, contents } = state;
  const refused = firstRefusal([notBeforeSetting, stillInForce], command, state);
  if (refused !== undefined) return refused;
  const content = contentOf(command);
  if (bitsOf(valueOn(contents, command.effectiveOn)) === bitsOf(content)) return [];
  return [fact(command, 'GradePolicyReplaced', { jurisdiction, code, department, ...content, reason }, [jurisdiction])];
};

const end = (command: CommandNamed<'EndGradePolicy'>, state: Policy): Decision<PolicyFact> => {
  const { jurisdiction, code, reason } = command.data;
  const { department, ended } = state;
  if (ended !== null)
    return bitsOf(ended) === bitsOf({ on: command.effectiveOn, reason }) ? [] : refuse(policyRefusals, 'policy-ended', ended);
  const refused = firstRefusal([notBeforeSetting, notReplacedLater], command, state);
  return refused ?? [fact(command, 'GradePolicyEnded', { jurisdiction, code, department, reason }, [jurisdiction])];
};
