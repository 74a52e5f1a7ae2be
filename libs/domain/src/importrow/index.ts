import { decider } from '../kernel/index.ts';
import type { ImportRowCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { ImportRowFact } from './events.ts';
import { absent, evolve, type ImportRowState } from './state.ts';

export { importRowCommands } from './commands.ts';

/** Streams `importrow-<hash>`. */
export const importRow = decider<ImportRowCommand, ImportRowFact, ImportRowState>({ initial: absent, evolve, decide });
