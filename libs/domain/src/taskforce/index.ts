import { decider } from '../kernel/index.ts';
import type { MandateCommand, TaskForceCommand } from './commands.ts';
import { decideMandate, decideTaskForce } from './decide.ts';
import type { MandateFact, TaskForceFact } from './events.ts';
import { evolveMandate, evolveTaskForce, type MandateState, noMandate, noTaskForce, type TaskForceState } from './state.ts';

export { mandateCommands, taskForceCommands } from './commands.ts';
export { holdsOn, rosterOn } from './state.ts';

/** Streams `taskforce-<code>-<year>`. */
export const taskForce = decider<TaskForceCommand, TaskForceFact, TaskForceState>({
  initial: noTaskForce,
  evolve: evolveTaskForce,
  decide: decideTaskForce,
});

/** Streams `mandate-<id>`. */
export const mandate = decider<MandateCommand, MandateFact, MandateState>({
  initial: noMandate,
  evolve: evolveMandate,
  decide: decideMandate,
});
