import { type Decision, factsOf, valueOn } from '../kernel/index.ts';
import type { InterestCommand } from './commands.ts';
import { type InterestFact, interestEvents } from './events.ts';
import { beganBefore } from './rules.ts';
import { type Interests, interestIn } from './state.ts';

const fact = factsOf(interestEvents);

/** Decides on an `interests-<partyId>` stream. */
export const decide = (command: InterestCommand, state: Interests): Decision<InterestFact> => {
  const { partyId, kind, targetId, jurisdictions } = command.data;
  const known = interestIn(state, command.data);
  const concerned = [...jurisdictions, ...(known?.jurisdictions ?? [])];
  const has = valueOn(known?.has ?? [], command.effectiveOn);
  if (command.type === 'RecordInterest')
    return has === true ? [] : [fact(command, 'InterestRecorded', { partyId, kind, targetId }, concerned)];
  const refused = beganBefore(command, state);
  if (refused !== undefined) return refused;
  return has === true ? [fact(command, 'InterestEnded', { partyId, kind, targetId }, concerned)] : [];
};
