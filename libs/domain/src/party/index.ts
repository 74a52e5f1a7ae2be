import { type Decider, decider, type Identified, type Reservation } from '../kernel/index.ts';
import type { PartyCommand, RecordPersonalDataRead, ReserveUscc } from './commands.ts';
import { decide, decideAccess, decideUscc } from './decide.ts';
import type { AccessFact, PartyFact, UsccFact } from './events.ts';
import { absent, evolve, type PartyState } from './state.ts';

export { partyCommands } from './commands.ts';
export { partyRefusals } from './rules.ts';
export { concernedFrom, declaredControllersOn } from './state.ts';

/** Streams `party-<id>`. */
export const party = decider<PartyCommand, PartyFact, PartyState>({ initial: absent, evolve, decide });

/** Streams `uscc-<code>`. */
export const usccReservation: Decider<ReserveUscc, UsccFact, Reservation> = decider({
  initial: { holder: null },
  evolve: (_: Reservation, event: Identified<UsccFact>): Reservation => ({ holder: event.data.partyId }),
  decide: decideUscc,
});

/** Streams `access-<partyId>`: who was shown the personal data of a natural person, and what for. */
export const personalDataAccess: Decider<RecordPersonalDataRead, AccessFact, readonly string[]> = decider({
  initial: [],
  evolve: (readings: readonly string[], event: Identified<AccessFact>): readonly string[] => [...readings, event.data.readingId],
  decide: decideAccess,
});
