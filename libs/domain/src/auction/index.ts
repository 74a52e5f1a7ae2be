import { decider } from '../kernel/index.ts';
import type { AuctionCommand } from './commands.ts';
import { decide } from './decide.ts';
import type { AuctionFact } from './events.ts';
import { type AuctionState, absent, evolve } from './state.ts';

export { type AuctionAsOf, auctionAsOf, conditionsOf, type LotAsOf, type OutstandingAnswer } from './as-of.ts';
export { auctionCommands, openAuctionRequest } from './commands.ts';
export { auctionRefusals } from './rules.ts';

/** Streams `auction-<id>`. */
export const auction = decider<AuctionCommand, AuctionFact, AuctionState>({ initial: absent, evolve, decide });
