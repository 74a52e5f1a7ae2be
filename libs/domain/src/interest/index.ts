import { decider } from '../kernel/index.ts';
import type { InterestCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { InterestFact } from './events.ts';
import { evolve, type Interests, noInterests } from './state.ts';

export { interestCommands } from './commands.ts';
export { type Interests, interestIn, interestsOn } from './state.ts';

/** Streams `interests-<partyId>`. */
export const interest = decider<InterestCommand, InterestFact, Interests>({ initial: noInterests, evolve, decide });
