import { type Decision, factsOf, firstRefusal, type Reservation, refuse, reservationOf } from '../kernel/index.ts';
import type { PartyCommand, ReserveUscc } from './commands.ts';
import { type PartyFact, partyEvents, type UsccFact } from './events.ts';
import { noOtherUscc, notBeforeEntry, partyRefusals, saysTheSame } from './rules.ts';
import type { Entered, PartyState } from './state.ts';

const fact = factsOf(partyEvents);
type CommandNamed<T extends PartyCommand['type']> = Extract<PartyCommand, { type: T }>;

/** Decides on a `party-<id>` stream. */
export const decide = (command: PartyCommand, state: PartyState): Decision<PartyFact> => {
  if (command.type === 'EnterEnterprise') return enter(command, state);
  if (state.kind === 'absent') return refuse(partyRefusals, 'party-not-entered');
  const refused = notBeforeEntry(command, state);
  if (refused !== undefined) return refused;
  switch (command.type) {
    case 'AssignUscc':
      return assignUscc(command, state);
    case 'ListAsLandUser':
      return listAsLandUser(command, state);
    default:
      return command satisfies never;
  }
};

const enter = (command: CommandNamed<'EnterEnterprise'>, state: PartyState): Decision<PartyFact> =>
  state.kind === 'absent'
    ? [fact(command, 'EnterpriseEntered', command.data, [command.data.jurisdiction])]
    : (firstRefusal([noOtherUscc, saysTheSame], command, state) ?? []);

const assignUscc = (command: CommandNamed<'AssignUscc'>, state: Entered): Decision<PartyFact> => {
  const { uscc } = command.data;
  if (state.uscc === uscc) return [];
  return noOtherUscc(command, state) ?? [fact(command, 'UsccAssigned', { partyId: state.partyId, uscc }, [state.jurisdiction])];
};

const listAsLandUser = (command: CommandNamed<'ListAsLandUser'>, state: Entered): Decision<PartyFact> => {
  const { parcelId, jurisdiction, nameAsPrinted } = command.data;
  if (state.landUserOf.includes(parcelId)) return [];
  const listed = { partyId: state.partyId, parcelId, jurisdiction, nameAsPrinted, role: 'land-user', confirmed: false } as const;
  return [fact(command, 'LandUserListed', listed, [jurisdiction, state.jurisdiction])];
};

/** Decides on a `uscc-<code>` stream. */
export const decideUscc = (command: ReserveUscc, state: Reservation): Decision<UsccFact> => {
  const { uscc, partyId, jurisdiction } = command.data;
  const reservation = reservationOf(state, uscc, partyId);
  if (reservation === 'free') return [fact(command, 'UsccReserved', { uscc, partyId }, [jurisdiction])];
  return reservation === 'own' ? [] : reservation;
};
