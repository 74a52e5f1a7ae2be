import { type Decision, factsOf, firstRefusal, refuse, valueOn } from '../kernel/index.ts';
import type { JurisdictionCommand } from './commands.ts';
import { type JurisdictionFact, jurisdictionEvents } from './events.ts';
import {
  jurisdictionRefusals,
  noNameRecordedLater,
  notBeforeRegistration,
  notYetRecoded,
  parentIsPrefix,
  stillInForce,
  successorFits,
} from './rules.ts';
import type { JurisdictionState, Registered } from './state.ts';

const fact = factsOf(jurisdictionEvents);
type CommandNamed<T extends JurisdictionCommand['type']> = Extract<JurisdictionCommand, { type: T }>;

/** Decides on a `jurisdiction-<code>` stream. */
export const decide = (command: JurisdictionCommand, state: JurisdictionState): Decision<JurisdictionFact> => {
  if (command.type === 'RegisterJurisdiction') return register(command, state);
  if (state.kind === 'absent') return refuse(jurisdictionRefusals, 'jurisdiction-not-registered', { code: command.data.code });
  switch (command.type) {
    case 'RenameJurisdiction':
      return rename(command, state);
    case 'RecodeJurisdiction':
      return recode(command, state);
  }
};

const register = (command: CommandNamed<'RegisterJurisdiction'>, state: JurisdictionState): Decision<JurisdictionFact> => {
  const refused = parentIsPrefix(command, state);
  if (refused !== undefined) return refused;
  const { code, name, parent } = command.data;
  if (state.kind === 'absent') return [fact(command, 'JurisdictionRegistered', { code, name, parent }, [code])];
  return state.firstName === name ? [] : refuse(jurisdictionRefusals, 'jurisdiction-already-registered', { code, name: state.firstName });
};

const rename = (command: CommandNamed<'RenameJurisdiction'>, state: Registered): Decision<JurisdictionFact> => {
  const refused = firstRefusal([notBeforeRegistration, stillInForce], command, state);
  if (refused !== undefined) return refused;
  const { code, name } = command.data;
  return valueOn(state.names, command.effectiveOn) === name ? [] : [fact(command, 'JurisdictionRenamed', { code, name }, [code])];
};

const recode = (command: CommandNamed<'RecodeJurisdiction'>, state: Registered): Decision<JurisdictionFact> => {
  const { code, successor, reason } = command.data;
  if (state.recoded?.successor === successor && state.recoded.on === command.effectiveOn) return [];
  const refused = firstRefusal([notBeforeRegistration, notYetRecoded, successorFits, noNameRecordedLater], command, state);
  if (refused !== undefined) return refused;
  return [fact(command, 'JurisdictionRecoded', { code, successor, reason }, [code, successor])];
};
