import { type Decider, decider, type Identified, type Reservation } from '../kernel/index.ts';
import { type BatchState, decideBatch, evolveBatch, noBatch } from './batch.ts';
import type { BaseMapCommand, BaseMapImportCommand, BaseMapParcelCommand, ReserveBaseMapCode } from './commands.ts';
import { decide } from './decide.ts';
import type { BaseMapCodeFact, BaseMapFact, BaseMapImportFact, BaseMapParcelFact } from './events.ts';
import { decideCode, decideParcel, evolveParcel, free } from './reservations.ts';
import { absent, type BaseMapState, evolve } from './state.ts';

export { baseMapRecordBody, basemapCommands } from './commands.ts';

/** Streams `basemap-<entryId>`. */
export const baseMap = decider<BaseMapCommand, BaseMapFact, BaseMapState>({ initial: absent, evolve, decide });

/** Streams `basemapbatch-<batchId>`. */
export const baseMapImport = decider<BaseMapImportCommand, BaseMapImportFact, BatchState>({
  initial: noBatch,
  evolve: evolveBatch,
  decide: decideBatch,
});

/** Streams `unifiedcode-<district>-<code>`. */
export const baseMapCodeReservation: Decider<ReserveBaseMapCode, BaseMapCodeFact, Reservation> = decider({
  initial: free,
  evolve: (_: Reservation, event: Identified<BaseMapCodeFact>): Reservation => ({ holder: event.data.entryId }),
  decide: decideCode,
});

/** Streams `basemapparcel-<parcelId>`. */
export const baseMapParcelReservation: Decider<BaseMapParcelCommand, BaseMapParcelFact, Reservation> = decider({
  initial: free,
  evolve: evolveParcel,
  decide: decideParcel,
});
