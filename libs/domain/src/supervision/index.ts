import { decider } from '../kernel/index.ts';
import type { SetSupervisionRule, SupervisionCommand } from './commands.ts';
import { decide, decideRule } from './decide.ts';
import type { SupervisionFact, SupervisionRuleFact } from './events.ts';
import { evolve, evolveRules, type Supervision, type SupervisionRules, unsupervised } from './state.ts';

export { supervisionCommands } from './commands.ts';

/** Streams `supervision-<parcelId>`. */
export const supervision = decider<SupervisionCommand, SupervisionFact, Supervision>({ initial: unsupervised, evolve, decide });

/** Streams `supervisionrule-<code>`: one per jurisdiction. Years may be set for days to come. */
export const supervisionRule = decider<SetSupervisionRule, SupervisionRuleFact, SupervisionRules>(
  { initial: [], evolve: evolveRules, decide: decideRule },
  ['SetSupervisionRule'],
);
