import { type Decision, factsOf, refuse } from '../kernel/index.ts';
import type { FindingCommand } from './commands.ts';
import { type FindingFact, findingEvents } from './events.ts';
import { findingRefusals, notBeforeOpening, notClosedOtherwise, sameCause } from './rules.ts';
import type { FindingState } from './state.ts';

const fact = factsOf(findingEvents);
type CommandNamed<T extends FindingCommand['type']> = Extract<FindingCommand, { type: T }>;

/** Decides on a `finding-<id>` stream. */
export const decide = (command: FindingCommand, state: FindingState): Decision<FindingFact> => {
  switch (command.type) {
    case 'OpenFinding':
      return open(command, state);
    case 'CloseFinding':
      return close(command, state);
  }
};

const open = (command: CommandNamed<'OpenFinding'>, state: FindingState): Decision<FindingFact> => {
  const { jurisdictions, departments = [], ...opening } = command.data;
  return state.kind === 'absent'
    ? [fact(command, 'FindingOpened', { ...opening, departments }, jurisdictions)]
    : (sameCause(command, state) ?? []);
};

const close = (command: CommandNamed<'CloseFinding'>, state: FindingState): Decision<FindingFact> => {
  if (state.kind === 'absent') return refuse(findingRefusals, 'finding-not-opened');
  if (state.kind === 'closed') return notClosedOtherwise(command, state) ?? [];
  return notBeforeOpening(command, state) ?? [fact(command, 'FindingClosed', command.data, state.jurisdictions)];
};
