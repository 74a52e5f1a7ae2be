// How a party stands: where it is at home, whether it exists, who controls it, and where lists see it.
import {
  type Decision,
  discrepancyOf,
  type EffectiveDate,
  factsOf,
  firstRefusal,
  type Rejection,
  refuse,
  type Timeline,
  valueOn,
} from '../kernel/index.ts';
import type { PartyCommand, PartyCommandNamed } from './commands.ts';
import { type PartyFact, partyEvents } from './events.ts';
import {
  controlledByAnother,
  didNotActLater,
  endedOrWithoutLicence,
  isAnOrganisation,
  notEnded,
  partyRefusals,
  statusNotChangedLater,
  statusStaysLater,
  successorIsAnother,
} from './rules.ts';
import { concernedFrom, type Entered, isEnded, type Standing, sameStanding, standingOn, statusGoingOn } from './state.ts';

const fact = factsOf(partyEvents);

export const move = (command: PartyCommandNamed<'MoveParty'>, state: Entered): Decision<PartyFact> => {
  const { jurisdiction } = command.data;
  const refused = notEnded(command, state);
  if (refused !== undefined) return refused;
  if (valueOn(state.homes, command.effectiveOn) === jurisdiction) return [];
  const concerned = [jurisdiction, ...concernedFrom(state, command.effectiveOn)];
  return [fact(command, 'PartyMoved', { partyId: state.partyId, jurisdiction }, concerned)];
};

/** What forbids that the party stands so from the day of the command on; `already` when it does. */
const refusedOrAlready = (
  command: PartyCommandNamed<'DissolveParty' | 'MergeParty' | 'DivideParty'>,
  state: Entered,
  next: Standing,
): Rejection | 'already' | undefined => {
  if (sameStanding(standingOn(state, command.effectiveOn), next)) return 'already';
  return firstRefusal([isAnOrganisation, notEnded, statusStaysLater(next), ...(isEnded(next) ? [didNotActLater] : [])], command, state);
};

export const dissolve = (command: PartyCommandNamed<'DissolveParty'>, state: Entered): Decision<PartyFact> => {
  const { manner, reason } = command.data;
  const refused = refusedOrAlready(command, state, { status: manner, into: [] });
  if (refused === 'already') return [];
  const dissolved = { partyId: state.partyId, manner, reason };
  return refused ?? [fact(command, 'PartyDissolved', dissolved, concernedFrom(state, command.effectiveOn))];
};

export const merge = (command: PartyCommandNamed<'MergeParty'>, state: Entered): Decision<PartyFact> => {
  const { into } = command.data;
  const refused = successorIsAnother(command, state) ?? refusedOrAlready(command, state, { status: 'merged', into: [into] });
  if (refused === 'already') return [];
  return refused ?? [fact(command, 'PartyMerged', { partyId: state.partyId, into }, concernedFrom(state, command.effectiveOn))];
};

export const divide = (command: PartyCommandNamed<'DivideParty'>, state: Entered): Decision<PartyFact> => {
  const { into, continues } = command.data;
  const next: Standing = { status: continues ? statusGoingOn(state, command.effectiveOn) : 'divided', into };
  const refused = successorIsAnother(command, state) ?? refusedOrAlready(command, state, next);
  if (refused === 'already') return [];
  const divided = { partyId: state.partyId, into, continues };
  return refused ?? [fact(command, 'PartyDivided', divided, concernedFrom(state, command.effectiveOn))];
};

export const restore = (command: PartyCommandNamed<'RestoreParty'>, state: Entered): Decision<PartyFact> => {
  const wasRestored = valueOn(state.standing, command.effectiveOn)?.status === 'existing';
  if (wasRestored) return [];
  const restored = { partyId: state.partyId, reason: command.data.reason };
  return (
    firstRefusal([endedOrWithoutLicence, statusNotChangedLater], command, state) ?? [
      fact(command, 'PartyRestored', restored, concernedFrom(state, command.effectiveOn)),
    ]
  );
};

/** A fact that is reported of a party that had ended is kept, with what is wrong about it. */
const discrepancies = (command: PartyCommand, state: Entered, about: PartyFact['type'], concerned: readonly string[]): PartyFact[] => {
  const broken = notEnded(command, state);
  if (broken === undefined) return [];
  return [fact(command, 'PartyDiscrepancyFound', { partyId: state.partyId, discrepancy: discrepancyOf(broken), about }, concerned)];
};

const controls = (
  { controllers }: Entered,
  { data: { controllerId } }: PartyCommandNamed<'DeclareActualController' | 'EndActualController'>,
): Timeline<boolean> => controllers.find((each) => each.controllerId === controllerId)?.controls ?? [];

/** Whether this is the last word on the very day: the same said of another day is a further witness, should facts in between arrive late. */
const isSaid = (timeline: Timeline<boolean>, on: EffectiveDate, value: boolean): boolean =>
  timeline.findLast(({ from }) => from === on)?.value === value;

export const declareController = (command: PartyCommandNamed<'DeclareActualController'>, state: Entered): Decision<PartyFact> => {
  const refused = firstRefusal([isAnOrganisation, controlledByAnother], command, state);
  if (refused !== undefined) return refused;
  if (isSaid(controls(state, command), command.effectiveOn, true)) return [];
  const declared = { partyId: state.partyId, controllerId: command.data.controllerId };
  const concerned = concernedFrom(state, command.effectiveOn);
  return [
    fact(command, 'ActualControllerDeclared', declared, concerned),
    ...discrepancies(command, state, 'ActualControllerDeclared', concerned),
  ];
};

export const endController = (command: PartyCommandNamed<'EndActualController'>, state: Entered): Decision<PartyFact> => {
  const { controllerId } = command.data;
  const { effectiveOn } = command;
  const known = controls(state, command);
  if (valueOn(known, effectiveOn) === undefined)
    return refuse(partyRefusals, 'party-controller-not-declared', { controllerId, effectiveOn });
  if (isSaid(known, effectiveOn, false)) return [];
  const ended = { partyId: state.partyId, controllerId };
  return [fact(command, 'ActualControllerEnded', ended, concernedFrom(state, effectiveOn))];
};

export const listAsLandUser = (command: PartyCommandNamed<'ListAsLandUser'>, state: Entered): Decision<PartyFact> => {
  const { parcelId, jurisdiction, nameAsPrinted } = command.data;
  const refused = isAnOrganisation(command, state);
  if (refused !== undefined) return refused;
  if (state.landUserOf.includes(parcelId)) return [];
  const listed = { partyId: state.partyId, parcelId, jurisdiction, nameAsPrinted, role: 'land-user', confirmed: false } as const;
  const concerned = [jurisdiction, ...concernedFrom(state, command.effectiveOn)];
  return [fact(command, 'LandUserListed', listed, concerned), ...discrepancies(command, state, 'LandUserListed', concerned)];
};
