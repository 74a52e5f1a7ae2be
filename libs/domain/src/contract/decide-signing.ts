import { type Decision, firstRefusal, refuse, sameCitation } from '../kernel/index.ts';
import { clauseOn, historyOf } from './clauses.ts';
import type { CommandNamed } from './commands.ts';
import type { ContractFact } from './events.ts';
import { fact } from './facts.ts';
import { noMilestones } from './milestones.ts';
import { contractRefusals, inForce } from './rules.ts';
import { sameData } from './same-data.ts';
import {
  agreedInOrder,
  clausesNamedOnce,
  contributionsWithinWhole,
  depositHolds,
  endedClausesHold,
  nodesNamedOnce,
  signedInTime,
  termRuns,
} from './signing-rules.ts';
import type { Contract, ContractState } from './state.ts';

export const sign = (command: CommandNamed<'SignContract'>, state: ContractState): Decision<ContractFact> => {
  const { jurisdictions, ...signed } = command.data;
  if (state.kind !== 'absent')
    return state.since === command.effectiveOn && sameData(state.signed, signed)
      ? []
      : refuse(contractRefusals, 'contract-signed-otherwise');
  const refused =
    firstRefusal([signedInTime, termRuns, contributionsWithinWhole], command, state) ??
    clausesNamedOnce(signed.clauses.map(({ no }) => no)) ??
    nodesNamedOnce(signed.milestones.map(({ node }) => node)) ??
    agreedInOrder(noMilestones, command);
  return refused ?? [fact(command, 'ContractSigned', signed, jurisdictions)];
};

export const correct = (command: CommandNamed<'CorrectContract'>, state: Contract): Decision<ContractFact> => {
  const { jurisdictions, reason, ...particulars } = command.data;
  if (sameData(state.particulars, particulars)) return [];
  const refused =
    firstRefusal([signedInTime, termRuns, contributionsWithinWhole], { ...command, effectiveOn: state.since }, state) ??
    depositHolds(particulars.deposit, state.settlements);
  if (refused !== undefined) return refused;
  return [fact(command, 'ContractCorrected', { ...particulars, reason }, [...state.towns, ...jurisdictions], state.entry)];
};

export const addClause = (command: CommandNamed<'AddClause'>, state: Contract): Decision<ContractFact> => {
  const { contractId, clause } = command.data;
  const { no, ...content } = clause;
  if (sameData(clauseOn(state.clauses, no, command.effectiveOn), content)) return [];
  return historyOf(state.clauses, no).versions.length > 0
    ? refuse(contractRefusals, 'contract-clause-known-otherwise', { no })
    : [fact(command, 'ClauseAdded', { contractId, clause }, state.towns)];
};

export const correctClause = (command: CommandNamed<'CorrectClause'>, state: Contract): Decision<ContractFact> => {
  const { contractId, entry, clause, reason } = command.data;
  const { no, ...content } = clause;
  const before = historyOf(state.clauses, no).versions.find(({ value }) => value.entry === entry && value.content !== null);
  if (before === undefined) return refuse(contractRefusals, 'contract-clause-unknown', { no });
  return sameData(before.value.content, content)
    ? []
    : [fact(command, 'ClauseCorrected', { contractId, clause, reason }, state.towns, entry)];
};

export const signSupplement = (command: CommandNamed<'SignSupplementaryAgreement'>, state: Contract): Decision<ContractFact> => {
  const { data, effectiveOn } = command;
  const known = state.supplements.find(({ number }) => number === data.number);
  if (known !== undefined)
    return sameData(known, { ...data, on: effectiveOn })
      ? []
      : refuse(contractRefusals, 'contract-supplement-signed-otherwise', { number: data.number });
  const refused =
    firstRefusal([inForce, signedInTime, endedClausesHold], command, state) ??
    clausesNamedOnce(data.changes.map(({ no }) => no)) ??
    nodesNamedOnce(data.milestones.map(({ node }) => node)) ??
    agreedInOrder(state.milestones, command);
  return refused ?? [fact(command, 'SupplementaryAgreementSigned', data, state.towns)];
};

const standingBreach = ({ effectiveOn, data }: CommandNamed<'SettleDeposit'>, { breaches }: Contract) =>
  data.outcome === 'refunded' || breaches.declared.some(({ on, closed }) => on <= effectiveOn && closed?.outcome !== 'withdrawn')
    ? undefined
    : refuse(contractRefusals, 'contract-forfeit-without-breach', { effectiveOn });

export const settleDeposit = (command: CommandNamed<'SettleDeposit'>, state: Contract): Decision<ContractFact> => {
  const { data, effectiveOn, sources } = command;
  const known = state.settlements.some(
    ({ settled, on, source }) => on === effectiveOn && sameCitation(source, sources[0]) && sameData(settled, data),
  );
  if (known) return [];
  const refused = depositHolds(state.particulars.deposit, [...state.settlements, { settled: data }]) ?? standingBreach(command, state);
  return refused ?? [fact(command, 'DepositSettled', data, state.towns)];
};
