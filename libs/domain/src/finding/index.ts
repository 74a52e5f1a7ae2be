import { decider } from '../kernel/index.ts';
import type { FindingCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { FindingFact } from './events.ts';
import { absent, evolve, type FindingState } from './state.ts';

export { findingCommands } from './commands.ts';

/** Streams `finding-<id>`. */
export const finding = decider<FindingCommand, FindingFact, FindingState>({ initial: absent, evolve, decide });
