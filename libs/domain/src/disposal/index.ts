import { decider } from '../kernel/index.ts';
import type { DisposalCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { DisposalFact } from './events.ts';
import { evolve, type Plan, unlisted } from './state.ts';

export { disposalCommands } from './commands.ts';

/** Streams `plan-<parcelId>`. */
export const plan = decider<DisposalCommand, DisposalFact, Plan>({ initial: unlisted, evolve, decide });
