import { decider } from '../kernel/index.ts';
import type { TargetCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { TargetFact } from './events.ts';
import { evolve, noTargets, type TargetState } from './state.ts';

export { targetCommands } from './commands.ts';
export { actualOn, gapTo, type Tier, type Tiers, targetsOn, tierReached } from './state.ts';

/** Streams `target-<code>-<year>`. */
export const target = decider<TargetCommand, TargetFact, TargetState>({ initial: noTargets, evolve, decide });
