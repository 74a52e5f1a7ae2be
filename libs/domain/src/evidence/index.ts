import { decider } from '../kernel/index.ts';
import type { EvidenceCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { EvidenceFact } from './events.ts';
import { absent, type EvidenceState, evolve } from './state.ts';

export { evidenceCommands } from './commands.ts';

/** Streams `evidence-<id>`. */
export const evidence = decider<EvidenceCommand, EvidenceFact, EvidenceState>({ initial: absent, evolve, decide });
