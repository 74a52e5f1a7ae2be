// What only one unit may have: a unified code, and a parcel it is matched with.
import { type Decision, factsOf, type Identified, type Reservation, refuse, reservationOf } from '../kernel/index.ts';
import type { BaseMapParcelCommand, ReserveBaseMapCode } from './commands.ts';
import { type BaseMapCodeFact, type BaseMapParcelFact, basemapEvents } from './events.ts';
import { basemapRefusals } from './refusals.ts';

const fact = factsOf(basemapEvents);

export const free: Reservation = { holder: null };

/** Decides on a `unifiedcode-<district>-<code>` stream. */
export const decideCode = (command: ReserveBaseMapCode, state: Reservation): Decision<BaseMapCodeFact> => {
  const { code, entryId, jurisdictions } = command.data;
  const reservation = reservationOf(state, code, entryId);
  if (reservation === 'free') return [fact(command, 'BaseMapCodeReserved', { code, entryId }, jurisdictions)];
  return reservation === 'own' ? [] : reservation;
};

/** Folds one event of a `basemapparcel-<parcelId>` stream. */
export const evolveParcel = (_: Reservation, event: Identified<BaseMapParcelFact>): Reservation =>
  event.type === 'BaseMapParcelReserved' ? { holder: event.data.entryId } : free;

/** Decides on a `basemapparcel-<parcelId>` stream: held from the confirmation of a match until its annulment. */
export const decideParcel = (command: BaseMapParcelCommand, { holder }: Reservation): Decision<BaseMapParcelFact> => {
  const { parcelId, entryId, jurisdictions } = command.data;
  if (command.type === 'ReleaseBaseMapParcel')
    return holder === entryId ? [fact(command, 'BaseMapParcelReleased', { parcelId, entryId }, jurisdictions)] : [];
  if (holder === null) return [fact(command, 'BaseMapParcelReserved', { parcelId, entryId }, jurisdictions)];
  return holder === entryId ? [] : refuse(basemapRefusals, 'basemap-parcel-taken', { parcelId, entryId: holder });
};
