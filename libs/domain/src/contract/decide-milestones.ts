import { type Decision, firstRefusal, refuse } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import { type ContractFact, contractNodes } from './events.ts';
import { fact, reported } from './facts.ts';
import {
  alreadyAssessed,
  breachesStay,
  determinationsStay,
  extendedInOrder,
  extending,
  extensionsLengthen,
  extensionsStayLonger,
  idlenessStays,
  verdictIsFounded,
  verdictsStay,
} from './milestone-rules.ts';
import {
  achievedOutOfOrder,
  type ContractNode,
  duesOutOfOrder,
  nodeNames,
  nodesOfWorks,
  withAchieved,
  withDueCorrected,
} from './milestones.ts';
import { contractRefusals, inForce } from './rules.ts';
import { sameData, withoutId } from './same-data.ts';
import { nodesNamedOnce, outOfOrderRefusal } from './signing-rules.ts';
import { type Contract, subjectKey } from './state.ts';

export const extendMilestones = (command: CommandNamed<'ExtendMilestones'>, state: Contract): Decision<ContractFact> => {
  const { data, effectiveOn } = command;
  if (state.extensions.some((each) => sameData(withoutId(each), { ...data, on: effectiveOn }))) return [];
  const after = extending(state.milestones, command);
  const refused =
    nodesNamedOnce(data.extensions.map(({ node }) => node)) ??
    firstRefusal([inForce, extensionsLengthen, extendedInOrder], command, state) ??
    breachesStay(state, after) ??
    verdictsStay(state, after) ??
    idlenessStays(state, after);
  return refused ?? [fact(command, 'MilestonesExtended', data, state.towns)];
};

/** A due day that was misread. What was decided on it stands: it is held against the corrected day, not undone. */
export const correctDue = (command: CommandNamed<'CorrectMilestoneDue'>, state: Contract): Decision<ContractFact> => {
  const { contractId, node, entry, dueOn, reason } = command.data;
  const due = state.milestones[node].dues.find(({ value }) => value.entry === entry);
  if (due === undefined) return refuse(contractRefusals, 'contract-due-unknown', { node: nodeNames[node], entry });
  if (due.value.on === dueOn) return [];
  const after = withDueCorrected(state.milestones, node, { entry, on: dueOn });
  const refused = extensionsStayLonger(after, node) ?? outOfOrderRefusal(duesOutOfOrder(after, state.since), 'contract-dues-out-of-order');
  if (refused !== undefined) return refused;
  const told = fact(command, 'MilestoneDueCorrected', { contractId, node, dueOn, reason }, state.towns, entry);
  return reported(command, state, told, [breachesStay(state, after), verdictsStay(state, after), idlenessStays(state, after)]);
};

type Reaching = CommandNamed<'ReportMilestone' | 'CorrectMilestone'>;

/** What a node reached on the command's day contradicts. */
const contradictions = (command: Reaching, state: Contract, node: ContractNode) => {
  const on = command.effectiveOn;
  const after = withAchieved(state.milestones, node, { id: '', on });
  return [
    inForce(command, state),
    outOfOrderRefusal(achievedOutOfOrder(after), 'contract-nodes-reached-out-of-order'),
    breachesStay(state, after),
    verdictsStay(state, after),
    nodesOfWorks.includes(node) ? determinationsStay(state, on) : undefined,
  ];
};

export const reportMilestone = (command: CommandNamed<'ReportMilestone'>, state: Contract): Decision<ContractFact> => {
  const { contractId, node } = command.data;
  const { achieved } = state.milestones[node];
  if (achieved !== null)
    return achieved.on === command.effectiveOn
      ? []
      : refuse(contractRefusals, 'contract-node-reached-otherwise', { node: nodeNames[node], on: achieved.on });
  const told = fact(command, 'MilestoneAchieved', { contractId, node }, state.towns);
  return reported(command, state, told, contradictions(command, state, node));
};

const nodeReportedBy = ({ milestones }: Contract, milestone: string): ContractNode | undefined =>
  contractNodes.find((node) => milestones[node].achieved?.id === milestone);

export const correctMilestone = (command: CommandNamed<'CorrectMilestone'>, state: Contract): Decision<ContractFact> => {
  const { contractId, milestone, reason } = command.data;
  const node = nodeReportedBy(state, milestone);
  if (node === undefined) return refuse(contractRefusals, 'contract-node-report-unknown', { milestone });
  if (state.milestones[node].achieved?.on === command.effectiveOn) return [];
  const told = fact(command, 'MilestoneCorrected', { contractId, node, reason }, state.towns, milestone);
  return reported(command, state, told, contradictions(command, state, node));
};

export const annulMilestone = (command: CommandNamed<'AnnulMilestone'>, state: Contract): Decision<ContractFact> => {
  const { contractId, milestone, reason } = command.data;
  if (state.annulled.includes(milestone)) return [];
  const node = nodeReportedBy(state, milestone);
  if (node === undefined) return refuse(contractRefusals, 'contract-node-report-unknown', { milestone });
  const told = fact(command, 'MilestoneAnnulled', { contractId, node, reason }, state.towns, milestone);
  return reported(command, state, told, [verdictsStay(state, withAchieved(state.milestones, node, null))]);
};

export const assessCompliance = (command: CommandNamed<'AssessCompliance'>, state: Contract): Decision<ContractFact> => {
  if (alreadyAssessed(command, state, subjectKey(command.data.subject))) return [];
  return verdictIsFounded(command, state) ?? [fact(command, 'ComplianceAssessed', command.data, state.towns)];
};
