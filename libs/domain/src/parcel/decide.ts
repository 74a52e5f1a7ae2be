import { type Area, type Decision, factsOf, firstRefusal, type Reservation, refuse, reservationOf, sameCitation } from '../kernel/index.ts';
import type { ParcelCommand, ReserveParcelCode } from './commands.ts';
import { type ParcelCodeFact, type ParcelFact, parcelEvents } from './events.ts';
import {
  codeLiesInDistrict,
  conflictIsOpen,
  notBeforeEntry,
  observationIsKnown,
  parcelRefusals,
  resolutionFollowsOpening,
  sameArea,
  unitCodeFitsParcelCode,
} from './rules.ts';
import { areaConflict, type Entered, type ParcelState } from './state.ts';

const fact = factsOf(parcelEvents);
type CommandNamed<T extends ParcelCommand['type']> = Extract<ParcelCommand, { type: T }>;

/** Decides on a `parcel-<id>` stream. */
export const decide = (command: ParcelCommand, state: ParcelState): Decision<ParcelFact> => {
  if (command.type === 'EnterParcel') return enter(command, state);
  if (state.kind === 'absent') return refuse(parcelRefusals, 'parcel-not-entered');
  const refused = notBeforeEntry(command, state);
  if (refused !== undefined) return refused;
  switch (command.type) {
    case 'ObserveParcelArea':
      return observeArea(command, state);
    case 'CorrectParcelArea':
      return correctArea(command, state);
    case 'ResolveParcelAreaConflict':
      return resolveConflict(command, state);
    case 'ObserveParcelAddress':
      return command.data.address === state.address
        ? []
        : [fact(command, 'ParcelAddressObserved', { parcelId: state.parcelId, address: command.data.address }, [state.jurisdiction])];
    case 'AssignParcelCode':
      return assignCode(command, state);
    default:
      return command satisfies never;
  }
};

const enter = (command: CommandNamed<'EnterParcel'>, state: ParcelState): Decision<ParcelFact> => {
  const { area, rank, ...particulars } = command.data;
  const entered = fact(command, 'ParcelEntered', { ...particulars, observed: area === null ? null : { area, rank } }, [
    particulars.jurisdiction,
  ]);
  if (state.kind === 'absent') return [entered];
  const same =
    state.name === particulars.name &&
    state.jurisdiction === particulars.jurisdiction &&
    (area === null || state.observations.some((each) => sameArea(each.area, area)));
  return same ? [] : refuse(parcelRefusals, 'parcel-already-entered');
};

const observeArea = (command: CommandNamed<'ObserveParcelArea'>, state: Entered): Decision<ParcelFact> => {
  const { area, rank } = command.data;
  const known = state.observations.some((each) => sameCitation(each.source, command.sources[0]) && sameArea(each.area, area));
  if (known) return [];
  const observed = fact(command, 'ParcelAreaObserved', { parcelId: state.parcelId, observed: { area, rank } }, [state.jurisdiction]);
  return [observed, ...conflictAfter(command, state, [...state.observations.map((each) => each.area), area])];
};

/**
 * Opens a conflict when the areas of all sources differ and none is open yet; not before the day on which the last one was
 * resolved, because that decision stands for the time before.
 */
const conflictAfter = (command: ParcelCommand, state: Entered, areas: readonly Area[]): ParcelFact[] => {
  const distinct = areas.filter((area, i) => areas.findIndex((other) => sameArea(other, area)) === i);
  if (distinct.length < 2 || areaConflict(state) === 'open') return [];
  const chosen = state.observations.find(({ id }) => id === state.chosen);
  const news = areas.at(-1);
  if (chosen !== undefined && news !== undefined && sameArea(chosen.area, news)) return [];
  const opened = fact(command, 'ParcelAreaConflictOpened', { parcelId: state.parcelId, areas: distinct }, [state.jurisdiction]);
  const { resolvedOn } = state;
  return [resolvedOn !== null && resolvedOn > opened.effectiveOn ? { ...opened, effectiveOn: resolvedOn } : opened];
};

const correctArea = (command: CommandNamed<'CorrectParcelArea'>, state: Entered): Decision<ParcelFact> => {
  const refused = firstRefusal([observationIsKnown], command, state);
  if (refused !== undefined) return refused;
  const { observation, area, reason } = command.data;
  const before = state.observations.find(({ id }) => id === observation);
  if (before !== undefined && sameArea(before.area, area)) return [];
  const corrected = fact(command, 'ParcelAreaCorrected', { parcelId: state.parcelId, area, reason }, [state.jurisdiction], observation);
  const after = state.observations.map((each) => (each.id === observation ? area : each.area));
  const agree = after.every((each) => sameArea(each, area));
  if (agree && areaConflict(state) === 'open') {
    const resolved = { parcelId: state.parcelId, observation, reason };
    return [corrected, fact(command, 'ParcelAreaConflictResolved', resolved, [state.jurisdiction])];
  }
  return [corrected, ...conflictAfter(command, state, [...after.filter((each) => each !== area), area])];
};

const resolveConflict = (command: CommandNamed<'ResolveParcelAreaConflict'>, state: Entered): Decision<ParcelFact> => {
  const { observation, reason } = command.data;
  if (areaConflict(state) === 'resolved' && state.chosen === observation) return [];
  const refused = firstRefusal([observationIsKnown, conflictIsOpen, resolutionFollowsOpening], command, state);
  if (refused !== undefined) return refused;
  return [fact(command, 'ParcelAreaConflictResolved', { parcelId: state.parcelId, observation, reason }, [state.jurisdiction])];
};

const assignCode = (command: CommandNamed<'AssignParcelCode'>, state: Entered): Decision<ParcelFact> => {
  const { assigned } = command.data;
  if (state.codes.some(({ code }) => code === assigned.code)) return [];
  const refused = firstRefusal([codeLiesInDistrict, unitCodeFitsParcelCode], command, state);
  if (refused !== undefined) return refused;
  return [fact(command, 'ParcelCodeAssigned', { parcelId: state.parcelId, assigned }, [state.jurisdiction])];
};

/** Decides on a `parcelcode-<code>` stream. */
export const decideCode = (command: ReserveParcelCode, state: Reservation): Decision<ParcelCodeFact> => {
  const { code, parcelId, jurisdiction } = command.data;
  const reservation = reservationOf(state, code, parcelId);
  if (reservation === 'free') return [fact(command, 'ParcelCodeReserved', { code, parcelId }, [jurisdiction])];
  return reservation === 'own' ? [] : reservation;
};
