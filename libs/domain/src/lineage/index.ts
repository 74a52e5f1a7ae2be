import { type Decider, decider } from '../kernel/index.ts';
import type { LineageCommand, SetLineageTolerance } from './commands.ts';
import { decide, decideTolerance } from './decide.ts';
import type { LineageFact, ToleranceFact } from './events.ts';
import { absent, evolve, evolveTolerances, type LineageState, type Tolerances } from './state.ts';

export { lineageCommands, lineageRequests } from './commands.ts';

/** Streams `lineage-<id>`. */
export const lineage = decider<LineageCommand, LineageFact, LineageState>({ initial: absent, evolve, decide });

/** Streams `lineagerule-<code>`. */
export const lineageTolerance: Decider<SetLineageTolerance, ToleranceFact, Tolerances> = decider({
  initial: [],
  evolve: evolveTolerances,
  decide: decideTolerance,
});
