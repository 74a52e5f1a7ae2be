import { decider } from '../kernel/index.ts';
import type { RightCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { RightFact } from './events.ts';
import { evolve, type Title, untitled } from './state.ts';

export { rightCommands } from './commands.ts';
export { leasesOn } from './leases.ts';
export { mortgagesOn } from './mortgages.ts';
export { holdersOn, rightsOn, turningDays } from './rights.ts';
export { rightRefusals } from './rules.ts';
export { isSeizedOn, seizuresOn } from './seizures.ts';

/** Streams `title-<parcelId>`. */
export const title = decider<RightCommand, RightFact, Title>({ initial: untitled, evolve, decide });
