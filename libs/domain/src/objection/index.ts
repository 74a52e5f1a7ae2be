import { decider } from '../kernel/index.ts';
import type { ObjectionCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { ObjectionFact } from './events.ts';
import { absent, evolve, type ObjectionState } from './state.ts';

export { objectionCommands } from './commands.ts';
export { undecidable } from './standing.ts';

/** Streams `objection-<id>`, one per enterprise, parcel and decided edition of a list. */
export const objection = decider<ObjectionCommand, ObjectionFact, ObjectionState>({ initial: absent, evolve, decide });
