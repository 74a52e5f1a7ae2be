import { decider } from '../kernel/index.ts';
import type { JurisdictionCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { JurisdictionFact } from './events.ts';
import { absent, evolve, type JurisdictionState } from './state.ts';

export { jurisdictionCommands } from './commands.ts';

/** Streams `jurisdiction-<code>`. */
export const jurisdiction = decider<JurisdictionCommand, JurisdictionFact, JurisdictionState>({ initial: absent, evolve, decide });
