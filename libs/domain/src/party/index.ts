import { type Decider, decider, type Identified, type Reservation } from '../kernel/index.ts';
import type { PartyCommand, ReserveUscc } from './commands.ts';
import { decide, decideUscc } from './decide.ts';
import type { PartyFact, UsccFact } from './events.ts';
import { absent, evolve, type PartyState } from './state.ts';

export { partyCommands } from './commands.ts';

/** Streams `party-<id>`. */
export const party = decider<PartyCommand, PartyFact, PartyState>({ initial: absent, evolve, decide });

/** Streams `uscc-<code>`. */
export const usccReservation: Decider<ReserveUscc, UsccFact, Reservation> = decider({
  initial: { holder: null },
  evolve: (_: Reservation, event: Identified<UsccFact>): Reservation => ({ holder: event.data.partyId }),
  decide: decideUscc,
});
