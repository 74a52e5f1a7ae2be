import { allRefusals, type Decision, firstRefusal, isRejection, refuse } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import type { ContractFact } from './events.ts';
import { fact, reported } from './facts.ts';
import { namedCase } from './idle-rules.ts';
import { type Recovering, rulesOf } from './recovery-rules.ts';
import { contractRefusals } from './rules.ts';
import { sameData } from './same-data.ts';
import type { Contract } from './state.ts';

/** Decided or reported: what was said before is nothing new; land is recovered once. */
export const recover = (command: Recovering, state: Contract): Decision<ContractFact> => {
  const { data, effectiveOn } = command;
  const basis = command.type === 'RecoverLand' ? 'decided' : 'reported';
  if (data.idleId !== null) {
    const idle = namedCase(state, data.idleId);
    if (isRejection(idle)) return idle;
  }
  if (state.recovery !== null) {
    const { id: _, ...before } = state.recovery;
    return sameData(before, { ...data, basis, on: effectiveOn })
      ? []
      : refuse(contractRefusals, 'contract-recovered-otherwise', { on: before.on });
  }
  const recovered = fact(command, 'LandRecovered', { ...data, basis }, state.towns);
  if (basis === 'reported') return reported(command, state, recovered, allRefusals(rulesOf(command), command, state));
  return firstRefusal(rulesOf(command), command, state) ?? [recovered];
};

/** Whether a recovery for breach would stand without the termination it rests on. */
const recoveryLosesTermination = ({ recovery, termination }: Contract, decision: string) =>
  recovery?.ground === 'breach' && termination?.id === decision
    ? refuse(contractRefusals, 'contract-recovery-before-termination', { effectiveOn: recovery.on })
    : undefined;

/** What was decided on a determination of idleness that would no longer stand: the fee, and the recovery of the land. */
const idleDecisionsLoseGround = ({ recovery, idleCases }: Contract, decision: string) => {
  const fallen = idleCases.filter(({ determined }) => determined?.id === decision);
  return fallen.flatMap(({ opened, fee }) =>
    [fee, recovery?.idleId === opened.idleId ? recovery : null]
      .filter((decided) => decided !== null)
      .map(({ on }) => refuse(contractRefusals, 'contract-idle-not-determined', { effectiveOn: on })),
  );
};

export const annulDecision = (command: CommandNamed<'ReportContractDecisionAnnulled'>, state: Contract): Decision<ContractFact> => {
  const { decision, ...data } = command.data;
  if (state.annulled.includes(decision)) return [];
  const ofCases = state.idleCases.flatMap(({ determined, fee }) => [determined?.id, fee?.id]);
  const known = [state.termination?.id, state.recovery?.id, ...ofCases].includes(decision);
  if (!known) return refuse(contractRefusals, 'contract-decision-unknown', { decision });
  const annulled = fact(command, 'ContractDecisionAnnulled', data, state.towns, decision);
  return reported(command, state, annulled, [recoveryLosesTermination(state, decision), ...idleDecisionsLoseGround(state, decision)]);
};
