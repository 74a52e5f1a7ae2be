// The areas that sources give, and the conflicts between them.
import { type Area, type Decision, factsOf, firstRefusal, sameCitation } from '../kernel/index.ts';
import type { CommandNamed, ParcelCommand } from './commands.ts';
import { type ParcelFact, parcelEvents } from './events.ts';
import { conflictIsOpen, observationIsKnown, resolutionFollowsOpening, sameArea } from './rules.ts';
import { areaConflict, type Entered } from './state.ts';

const fact = factsOf(parcelEvents);

export const observeArea = (command: CommandNamed<'ObserveParcelArea'>, state: Entered): Decision<ParcelFact> => {
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

export const correctArea = (command: CommandNamed<'CorrectParcelArea'>, state: Entered): Decision<ParcelFact> => {
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

export const resolveConflict = (command: CommandNamed<'ResolveParcelAreaConflict'>, state: Entered): Decision<ParcelFact> => {
  const { observation, reason } = command.data;
  if (areaConflict(state) === 'resolved' && state.chosen === observation) return [];
  const refused = firstRefusal([observationIsKnown, conflictIsOpen, resolutionFollowsOpening], command, state);
  if (refused !== undefined) return refused;
  return [fact(command, 'ParcelAreaConflictResolved', { parcelId: state.parcelId, observation, reason }, [state.jurisdiction])];
};
