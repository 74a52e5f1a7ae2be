// Which parcel of the ledger a unit of the base map is: proposed by a tool or a person, decided by another person.
import { type Decision, factsOf, firstRefusal, refuse } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import { informing, withFacts } from './consequences.ts';
import { type BaseMapFact, basemapEvents } from './events.ts';
import { basemapRefusals } from './refusals.ts';
import {
  afterEverythingKnown,
  awaitsDecision,
  confirmedByAnother,
  isConfirmed,
  notDeclinedBefore,
  nothingProposed,
  notJoined,
  notMatched,
  parcelWasThere,
} from './rules.ts';
import { type Known, matchWith, presentWinner } from './state.ts';

const fact = factsOf(basemapEvents);

export const proposeMatch = (command: CommandNamed<'ProposeBaseMapMatch'>, state: Known): Decision<BaseMapFact> => {
  const { parcelId, grounds } = command.data;
  const before = matchWith(state, parcelId);
  const isKnown = before !== undefined && grounds.every((ground) => before.grounds.includes(ground));
  if (before?.standing === 'confirmed' || (isKnown && before.standing === 'proposed')) return [];
  const refused = firstRefusal([notJoined, notMatched, notDeclinedBefore], command, state);
  if (refused !== undefined) return refused;
  const data = { ...command.data, grounds: [...new Set(grounds)] };
  return [fact(command, 'BaseMapMatchProposed', data, state.jurisdictions)];
};

export const confirmMatch = (command: CommandNamed<'ConfirmBaseMapMatch'>, state: Known): Decision<BaseMapFact> => {
  const { entryId, parcelId, confirmedBy, parcel } = command.data;
  if (state.matched?.parcelId === parcelId) return [];
  const rules = [notJoined, notMatched, awaitsDecision, confirmedByAnother, afterEverythingKnown, parcelWasThere];
  const refused = firstRefusal(rules, command, state);
  if (refused !== undefined) return refused;
  const confirmed = fact(command, 'BaseMapMatchConfirmed', { entryId, parcelId, confirmedBy }, [...state.jurisdictions, parcel.town]);
  return [confirmed, ...informing(command, state, withFacts(state, [confirmed]))];
};

export const rejectMatch = (command: CommandNamed<'RejectBaseMapMatch'>, state: Known): Decision<BaseMapFact> => {
  if (matchWith(state, command.data.parcelId)?.standing === 'rejected') return [];
  const refused = firstRefusal([awaitsDecision, afterEverythingKnown], command, state);
  return refused ?? [fact(command, 'BaseMapMatchRejected', command.data, state.jurisdictions)];
};

/** A match confirmed in error. What the parcel heard stays on the parcel, until a person corrects it there. */
export const annulMatch = (command: CommandNamed<'AnnulBaseMapMatch'>, state: Known): Decision<BaseMapFact> => {
  if (matchWith(state, command.data.parcelId)?.standing === 'annulled') return [];
  const refused = firstRefusal([isConfirmed, afterEverythingKnown], command, state);
  return refused ?? [fact(command, 'BaseMapMatchAnnulled', command.data, state.jurisdictions)];
};

/** A unit that is no parcel of the ledger yet becomes one, whether or not a certificate exists. */
export const enterUnit = (command: CommandNamed<'EnterBaseMapUnit'>, state: Known): Decision<BaseMapFact> => {
  const { entryId, parcelId, name } = command.data;
  if (state.matched?.parcelId === parcelId) return [];
  const refused = firstRefusal([notJoined, notMatched, nothingProposed, afterEverythingKnown], command, state);
  if (refused !== undefined) return refused;
  const town = presentWinner(state, 'town');
  if (town?.attribute !== 'town') return refuse(basemapRefusals, 'basemap-town-unknown');
  const entered = fact(command, 'BaseMapUnitEntered', { entryId, parcelId, jurisdiction: town.value, name }, state.jurisdictions);
  return [entered, ...informing(command, state, withFacts(state, [entered]))];
};
