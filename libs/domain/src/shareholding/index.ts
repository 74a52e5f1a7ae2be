import { decider } from '../kernel/index.ts';
import type { ShareholdingCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { ShareholdingFact } from './events.ts';
import { evolve, nothingRecorded, type Shareholdings } from './state.ts';

export { shareholdingCommands } from './commands.ts';
export { type Control, ultimateControllers } from './controllers.ts';
export { holdingsOn, type Shareholdings } from './state.ts';
export type { Structure } from './structure.ts';

/** Streams `shares-<companyId>`. */
export const shareholding = decider<ShareholdingCommand, ShareholdingFact, Shareholdings>({ initial: nothingRecorded, evolve, decide });
