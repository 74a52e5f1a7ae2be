import { decider } from '../kernel/index.ts';
import type { CycleCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { CycleFact } from './events.ts';
import { absent, type CycleState, evolve } from './state.ts';

export { cycleCommands } from './commands.ts';
export { unfinished, withoutResult } from './results.ts';
export { scheduledOn, standingRun } from './state.ts';

/** Streams `cycle-<code>-<year>` for parcels, `cycle-<code>-<year>-enterprise` for enterprises. */
export const cycle = decider<CycleCommand, CycleFact, CycleState>({ initial: absent, evolve, decide });
