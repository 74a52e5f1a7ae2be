import { decider } from '../kernel/index.ts';
import type { ContractCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { ContractFact } from './events.ts';
import { absent, type ContractState, evolve } from './state.ts';

export { contractCommands } from './commands.ts';
export { equityConsentOn, milestonesOn, suspectedIdleOn } from './standing.ts';

/** Streams `contract-<id>`. */
export const contract = decider<ContractCommand, ContractFact, ContractState>({ initial: absent, evolve, decide });
