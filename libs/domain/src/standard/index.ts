import { decider } from '../kernel/index.ts';
import type { StandardCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { StandardFact } from './events.ts';
import { evolve, noVersions, type StandardState } from './state.ts';

export { standardCommands } from './commands.ts';
export { samples } from './samples/index.ts';
export { inForceOn, isInForce, versionOf } from './state.ts';
export { faultsOf } from './validate.ts';

/** Streams `standard-<code>-<year>` for parcels, `standard-<code>-<year>-enterprise` for enterprises. */
export const standard = decider<StandardCommand, StandardFact, StandardState>({ initial: noVersions, evolve, decide }, ['PublishStandard']);
