import { type Decider, decider, type Identified, type Reservation } from '../kernel/index.ts';
import type { ParcelCommand, ReserveParcelCode } from './commands.ts';
import { decide, decideCode } from './decide.ts';
import type { ParcelCodeFact, ParcelFact } from './events.ts';
import { absent, evolve, type ParcelState } from './state.ts';

export { parcelCommands } from './commands.ts';

/** Streams `parcel-<id>`. */
export const parcel = decider<ParcelCommand, ParcelFact, ParcelState>({ initial: absent, evolve, decide });

/** Streams `parcelcode-<code>`. */
export const parcelCodeReservation: Decider<ReserveParcelCode, ParcelCodeFact, Reservation> = decider({
  initial: { holder: null },
  evolve: (_: Reservation, event: Identified<ParcelCodeFact>): Reservation => ({ holder: event.data.parcelId }),
  decide: decideCode,
});
