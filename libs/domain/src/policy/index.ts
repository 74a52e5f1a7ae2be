import { decider } from '../kernel/index.ts';
import type { PolicyCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { PolicyFact } from './events.ts';
import { absent, evolve, type PolicyState } from './state.ts';

export { policyCommands } from './commands.ts';

/** Streams `policy-<jurisdiction>-<code>`. A document usually says that what it rules begins or ends on a day that lies ahead. */
export const policy = decider<PolicyCommand, PolicyFact, PolicyState>({ initial: absent, evolve, decide }, [
  'SetGradePolicy',
  'ReplaceGradePolicy',
  'EndGradePolicy',
]);
