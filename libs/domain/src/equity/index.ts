import { decider } from '../kernel/index.ts';
import type { EquityCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { EquityFact } from './events.ts';
import { absent, type EquityState, evolve } from './state.ts';

export { equityCommands } from './commands.ts';
export { equityRefusals } from './refusals.ts';

/** Streams `equity-<id>`. */
export const equity = decider<EquityCommand, EquityFact, EquityState>({ initial: absent, evolve, decide });
