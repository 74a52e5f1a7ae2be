import { type Command, factsOf } from '../kernel/index.ts';
import { newBreaches } from './consent.ts';
import { type EquityFact, equityEvents } from './events.ts';
import type { EquityCase } from './state.ts';

/** A fact of this context; date and sources are the command's own. */
export const fact = factsOf(equityEvents);

/**
 * The suspicion that clauses have been broken, if the change has taken place and there is a new one. It is asked after everything
 * that may bring one to light, so that it does not matter whether the contract was named or the change of control determined
 * before the change or after it.
 * @param state the case with what the command brings
 */
export const suspicion = (command: Command, state: EquityCase): readonly EquityFact[] => {
  const { equityId, companyId, changedOn, jurisdictions } = state;
  if (changedOn === null) return [];
  const breaches = newBreaches(state, changedOn);
  if (breaches.length === 0) return [];
  return [fact(command, 'EquityClauseBreachSuspected', { equityId, companyId, changedOn, breaches }, jurisdictions)];
};
