import { type Decision, factsOf, firstRefusal, type Reservation, refuse, reservationOf } from '../kernel/index.ts';
import type { PartyCommand, PartyCommandNamed, RecordPersonalDataRead, ReserveUscc } from './commands.ts';
import {
  assignUscc,
  correctName,
  correctPerson,
  declareDuplicate,
  erasePerson,
  recordRegister,
  rename,
  reportUscc,
  revokeDuplicate,
} from './decide-identity.ts';
import { declareController, dissolve, divide, endController, listAsLandUser, merge, move, restore } from './decide-standing.ts';
import { type AccessFact, type PartyFact, partyEvents, type UsccFact } from './events.ts';
import { noOtherUscc, notBeforeEntry, partyRefusals, saysTheSame, saysTheSamePerson } from './rules.ts';
import type { Entered, PartyState } from './state.ts';

const fact = factsOf(partyEvents);
type Entry = PartyCommandNamed<'EnterEnterprise' | 'EnterOrganisation' | 'EnterNaturalPerson'>;

const isEntry = (command: PartyCommand): command is Entry =>
  command.type === 'EnterEnterprise' || command.type === 'EnterOrganisation' || command.type === 'EnterNaturalPerson';

/** Decides on a `party-<id>` stream. */
export const decide = (command: PartyCommand, state: PartyState): Decision<PartyFact> => {
  if (isEntry(command)) return state.kind === 'absent' ? [entry(command)] : enterAgain(command, state);
  if (state.kind === 'absent') return refuse(partyRefusals, 'party-not-entered');
  const refused = notBeforeEntry(command, state);
  return refused ?? decideOnEntered(command, state);
};

const entry = (command: Entry): PartyFact => {
  const { jurisdiction } = command.data;
  switch (command.type) {
    case 'EnterEnterprise':
      return fact(command, 'EnterpriseEntered', command.data, [jurisdiction]);
    case 'EnterOrganisation':
      return fact(command, 'OrganisationEntered', command.data, [jurisdiction]);
    case 'EnterNaturalPerson':
      return fact(command, 'NaturalPersonEntered', command.data, [jurisdiction]);
  }
};

const enterAgain = (command: Entry, state: Entered): Decision<PartyFact> =>
  (command.type === 'EnterNaturalPerson' ? saysTheSamePerson(command, state) : firstRefusal([noOtherUscc, saysTheSame], command, state)) ??
  [];

const decideOnEntered = (command: Exclude<PartyCommand, Entry>, state: Entered): Decision<PartyFact> => {
  switch (command.type) {
    case 'CorrectNaturalPerson':
      return correctPerson(command, state);
    case 'ErasePerson':
      return erasePerson(command, state);
    case 'AssignUscc':
      return assignUscc(command, state);
    case 'ReportUscc':
      return reportUscc(command, state);
    case 'RecordForeignRegister':
      return recordRegister(command, state);
    case 'RenameParty':
      return rename(command, state);
    case 'CorrectPartyName':
      return correctName(command, state);
    case 'MoveParty':
      return move(command, state);
    case 'DissolveParty':
      return dissolve(command, state);
    case 'MergeParty':
      return merge(command, state);
    case 'DivideParty':
      return divide(command, state);
    case 'RestoreParty':
      return restore(command, state);
    case 'DeclarePartyDuplicate':
      return declareDuplicate(command, state);
    case 'RevokePartyDuplicate':
      return revokeDuplicate(command, state);
    case 'DeclareActualController':
      return declareController(command, state);
    case 'EndActualController':
      return endController(command, state);
    case 'ListAsLandUser':
      return listAsLandUser(command, state);
  }
};

/** Decides on a `uscc-<code>` stream. */
export const decideUscc = (command: ReserveUscc, state: Reservation): Decision<UsccFact> => {
  const { uscc, partyId, jurisdiction } = command.data;
  const reservation = reservationOf(state, uscc, partyId);
  if (reservation === 'free') return [fact(command, 'UsccReserved', { uscc, partyId }, [jurisdiction])];
  return reservation === 'own' ? [] : reservation;
};

/** Decides on an `access-<partyId>` stream: every reading is told once. */
export const decideAccess = (command: RecordPersonalDataRead, readings: readonly string[]): Decision<AccessFact> => {
  const { jurisdictions, ...reading } = command.data;
  return readings.includes(reading.readingId) ? [] : [fact(command, 'PersonalDataRead', reading, jurisdictions)];
};
