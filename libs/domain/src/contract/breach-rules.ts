// 违约: breach → notice served → cure or termination, in this order.
import { type Command, type Rejection, type Rule, refuse } from '../kernel/index.ts';
import { type Breach, breachOf, leadOf } from './breaches.ts';
import { clauseOn } from './clauses.ts';
import type { CommandNamed } from './commands.ts';
import { dueOf, nodeNames, standingsOn } from './milestones.ts';
import { contractRefusals } from './rules.ts';
import { sameData } from './same-data.ts';
import type { Contract } from './state.ts';

type Declaring = CommandNamed<'DeclareBreach'>;
export type Terminating = CommandNamed<'TerminateContract' | 'ReportContractTermination'>;

export const leadIsOpen = (contract: Contract, lead: string): Rejection | undefined => {
  const known = leadOf(contract.breaches, lead);
  if (known === undefined) return refuse(contractRefusals, 'contract-lead-unknown', { lead });
  return known.closed === null && known.takenUpBy === null ? undefined : refuse(contractRefusals, 'contract-lead-settled', { lead });
};

export const leadCanBeTakenUp: Rule<Declaring, Contract> = ({ data: { lead } }, contract) =>
  lead === null ? undefined : leadIsOpen(contract, lead);

/** What is said to be broken is a clause that holds, or a node that is late. */
export const dutyIsBroken: Rule<Declaring, Contract> = ({ effectiveOn, data: { of } }, { milestones, clauses }) => {
  if (of.kind === 'clause')
    return clauseOn(clauses, of.no, effectiveOn) === undefined
      ? refuse(contractRefusals, 'contract-clause-unknown', { no: of.no })
      : undefined;
  const node = nodeNames[of.node];
  if (dueOf(milestones, of.node, effectiveOn) === undefined)
    return refuse(contractRefusals, 'contract-node-not-agreed', { node, effectiveOn });
  const late = standingsOn(milestones, effectiveOn).some((standing) => standing.node === of.node && standing.daysLate > 0);
  return late ? undefined : refuse(contractRefusals, 'contract-node-not-missed', { node, effectiveOn });
};

/** One duty has one breach at a time. */
export const noOtherBreach: Rule<Declaring, Contract> = ({ effectiveOn, data: { of } }, { breaches }) =>
  breaches.declared.some(({ declared, closed }) => sameData(declared.of, of) && (closed === null || closed.on > effectiveOn))
    ? refuse(contractRefusals, 'contract-breach-declared-otherwise')
    : undefined;

export const notClosed = ({ closed }: Pick<Breach, 'closed'>): Rejection | undefined =>
  closed === null ? undefined : refuse(contractRefusals, 'contract-breach-closed', { on: closed.on });

/** A step is not dated before the one it follows: the notice, or else the declaration. */
export const followsLastStep = ({ effectiveOn }: Command, { on, notice }: Breach): Rejection | undefined => {
  const since = notice?.on ?? on;
  return effectiveOn < since ? refuse(contractRefusals, 'contract-breach-step-too-early', { effectiveOn, since }) : undefined;
};

export const cureTakesTime: Rule<CommandNamed<'ServeBreachNotice'>, Contract> = ({ effectiveOn, data: { cureUntil } }) =>
  cureUntil <= effectiveOn ? refuse(contractRefusals, 'contract-cure-period-empty', { cureUntil, effectiveOn }) : undefined;

export const notTerminatedFor = ({ termination }: Contract, breachId: string): Rejection | undefined =>
  termination?.breachId === breachId ? refuse(contractRefusals, 'contract-terminated-for-breach', { on: termination.on }) : undefined;

const breachNamed = ({ data: { breachId } }: Terminating, { breaches }: Contract): Breach | undefined =>
  breachId === null ? undefined : breachOf(breaches, breachId);

export const restsOnBreach: Rule<Terminating, Contract> = (command, contract) =>
  breachNamed(command, contract) === undefined ? refuse(contractRefusals, 'contract-termination-without-breach') : undefined;

export const breachStands: Rule<Terminating, Contract> = (command, contract) => {
  const breach = breachNamed(command, contract);
  return breach && notClosed(breach);
};

export const noticeWasServed: Rule<Terminating, Contract> = (command, contract) => {
  const breach = breachNamed(command, contract);
  const { effectiveOn } = command;
  return breach !== undefined && (breach.notice === null || breach.notice.on > effectiveOn)
    ? refuse(contractRefusals, 'contract-termination-without-notice', { effectiveOn })
    : undefined;
};

export const cureIsOver: Rule<Terminating, Contract> = (command, contract) => {
  const cureUntil = breachNamed(command, contract)?.notice?.cureUntil;
  return cureUntil !== undefined && command.effectiveOn <= cureUntil
    ? refuse(contractRefusals, 'contract-cure-period-running', { cureUntil })
    : undefined;
};
