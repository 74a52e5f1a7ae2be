import { allRefusals, type Decision, firstRefusal, type Rejection, refuse } from '../kernel/index.ts';
import {
  breachStands,
  cureIsOver,
  cureTakesTime,
  dutyIsBroken,
  followsLastStep,
  leadCanBeTakenUp,
  leadIsOpen,
  noOtherBreach,
  notClosed,
  noticeWasServed,
  notTerminatedFor,
  restsOnBreach,
  type Terminating,
} from './breach-rules.ts';
import { type Breach, breachOf, leadOf } from './breaches.ts';
import type { CommandNamed } from './commands.ts';
import type { ContractFact } from './events.ts';
import { fact, reported } from './facts.ts';
import { contractRefusals, endsAfterLastAct, inForce } from './rules.ts';
import { sameData } from './same-data.ts';
import type { Contract } from './state.ts';

/** A lead is a memo: it is kept whatever its date and whatever became of the contract. */
export const recordLead = (command: CommandNamed<'RecordBreachLead'>, state: Contract): Decision<ContractFact> => {
  const { data } = command;
  const known = leadOf(state.breaches, data.lead);
  if (known === undefined) return [fact(command, 'BreachLeadRecorded', data, state.towns)];
  return sameData(known.recorded, data) ? [] : refuse(contractRefusals, 'contract-lead-recorded-otherwise', { lead: data.lead });
};

export const closeLead = (command: CommandNamed<'CloseBreachLead'>, state: Contract): Decision<ContractFact> => {
  const { data } = command;
  const closed = leadOf(state.breaches, data.lead)?.closed;
  if (sameData(closed, data)) return [];
  return leadIsOpen(state, data.lead) ?? [fact(command, 'BreachLeadClosed', data, state.towns)];
};

export const declareBreach = (command: CommandNamed<'DeclareBreach'>, state: Contract): Decision<ContractFact> => {
  const { data, effectiveOn } = command;
  const known = breachOf(state.breaches, data.breachId);
  if (known !== undefined)
    return known.on === effectiveOn && sameData(known.declared, data) ? [] : refuse(contractRefusals, 'contract-breach-declared-otherwise');
  const refused = firstRefusal([inForce, leadCanBeTakenUp, dutyIsBroken, noOtherBreach], command, state);
  return refused ?? [fact(command, 'BreachDeclared', data, state.towns)];
};

const named = (state: Contract, breachId: string): Breach | Rejection =>
  breachOf(state.breaches, breachId) ?? refuse(contractRefusals, 'contract-breach-unknown', { breachId });

export const serveNotice = (command: CommandNamed<'ServeBreachNotice'>, state: Contract): Decision<ContractFact> => {
  const { data, effectiveOn } = command;
  const breach = named(state, data.breachId);
  if ('rejected' in breach) return breach;
  if (sameData(breach.notice, { ...data, on: effectiveOn })) return [];
  if (breach.notice !== null) return refuse(contractRefusals, 'contract-notice-served-otherwise', { on: breach.notice.on });
  const refused = notClosed(breach) ?? followsLastStep(command, breach) ?? firstRefusal([cureTakesTime, inForce], command, state);
  return refused ?? [fact(command, 'BreachNoticeServed', data, state.towns)];
};

export const closeBreach = (command: CommandNamed<'CloseBreach'>, state: Contract): Decision<ContractFact> => {
  const { data, effectiveOn } = command;
  const breach = named(state, data.breachId);
  if ('rejected' in breach) return breach;
  if (sameData(breach.closed, { ...data, on: effectiveOn })) return [];
  const refused =
    notClosed(breach) ?? notTerminatedFor(state, data.breachId) ?? followsLastStep(command, breach) ?? inForce(command, state);
  return refused ?? [fact(command, 'BreachClosed', data, state.towns)];
};

export const noteDamages = (command: CommandNamed<'NoteLiquidatedDamages'>, state: Contract): Decision<ContractFact> => {
  const { data, effectiveOn } = command;
  const breach = named(state, data.breachId);
  if ('rejected' in breach) return breach;
  if (breach.damages.some((each) => sameData(each, { ...data, on: effectiveOn }))) return [];
  if (effectiveOn < breach.on) return refuse(contractRefusals, 'contract-breach-step-too-early', { effectiveOn, since: breach.on });
  return [fact(command, 'LiquidatedDamagesNoted', data, state.towns)];
};

const order = [restsOnBreach, breachStands, noticeWasServed, cureIsOver, inForce, endsAfterLastAct];

/** Decided or reported: what was said before is nothing new; another ending of the same contract cannot be. */
export const terminate = (command: Terminating, state: Contract): Decision<ContractFact> => {
  const { data, effectiveOn } = command;
  const basis = command.type === 'TerminateContract' ? 'decided' : 'reported';
  if (data.breachId !== null) {
    const breach = named(state, data.breachId);
    if ('rejected' in breach) return breach;
  }
  if (state.termination !== null) {
    const { id: _, ...before } = state.termination;
    return sameData(before, { ...data, basis, on: effectiveOn })
      ? []
      : refuse(contractRefusals, 'contract-terminated-otherwise', { on: before.on });
  }
  const ended = fact(command, 'ContractTerminated', { ...data, basis }, state.towns);
  if (basis === 'reported') return reported(command, state, ended, allRefusals(order, command, state));
  return firstRefusal(order, command, state) ?? [ended];
};
