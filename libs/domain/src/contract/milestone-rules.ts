// 履约节点: what an extension, a report and a verdict must keep to.
import { type Rejection, type Rule, refuse, valueOn } from '../kernel/index.ts';
import { clauseOn } from './clauses.ts';
import type { CommandNamed } from './commands.ts';
import { type ContractNode, dueOf, duesOutOfOrder, type Milestones, nodeNames, standingsOn, withDue } from './milestones.ts';
import { contractRefusals } from './rules.ts';
import { outOfOrderRefusal } from './signing-rules.ts';
import type { Contract } from './state.ts';

type Extending = CommandNamed<'ExtendMilestones'>;
type Assessing = CommandNamed<'AssessCompliance'>;
type NodeVerdict = Extract<Assessing['data']['subject'], { kind: 'milestone' }>;

/** The nodes as they would be with the extensions of a command. */
export const extending = (milestones: Milestones, { effectiveOn, data }: Extending): Milestones =>
  data.extensions.reduce((known, { node, until }) => withDue(known, node, effectiveOn, { entry: '', on: until }), milestones);

/** Each extension puts an agreed node off, and no extension that holds from a later day falls short of it. */
export const extensionsLengthen: Rule<Extending, Contract> = ({ effectiveOn, data: { extensions } }, { milestones }) => {
  for (const { node, until } of extensions) {
    const due = dueOf(milestones, node, effectiveOn);
    if (due === undefined) return refuse(contractRefusals, 'contract-node-not-agreed', { node: nodeNames[node], effectiveOn });
    if (until <= due) return refuse(contractRefusals, 'contract-extension-not-longer', { node: nodeNames[node], due, until });
    const later = milestones[node].dues.find(({ from, value }) => from > effectiveOn && value.on <= until);
    if (later !== undefined) {
      const { from, value } = later;
      return refuse(contractRefusals, 'contract-extension-overtakes-later', { node: nodeNames[node], from, due: value.on, until });
    }
  }
  return undefined;
};

export const extendedInOrder: Rule<Extending, Contract> = (command, { milestones }) =>
  outOfOrderRefusal(duesOutOfOrder(extending(milestones, command), command.effectiveOn), 'contract-dues-out-of-order');

/** Each due day of a node lies after the one that it puts off. */
export const extensionsStayLonger = (milestones: Milestones, node: ContractNode): Rejection | undefined => {
  const days = milestones[node].dues.map(({ value }) => value.on);
  const short = days.findIndex((until, i) => days.slice(0, i).some((due) => due >= until));
  return short === -1
    ? undefined
    : refuse(contractRefusals, 'contract-extension-not-longer', {
        node: nodeNames[node],
        due: String(days[short - 1]),
        until: String(days[short]),
      });
};

const verdictFits = ({ node, verdict }: NodeVerdict, milestones: Milestones, on: Assessing['effectiveOn']): Rejection | undefined => {
  const standing = standingsOn(milestones, on).find((each) => each.node === node);
  if (standing === undefined) return refuse(contractRefusals, 'contract-node-not-agreed', { node: nodeNames[node], effectiveOn: on });
  const { dueOn, extendedTo, achievedOn, daysLate } = standing;
  const fits = {
    met: achievedOn !== null && daysLate === 0,
    'met-late': achievedOn !== null && daysLate > 0,
    'not-met': achievedOn === null && daysLate > 0,
    exempt: true,
  };
  if (fits[verdict]) return undefined;
  const record = { due: extendedTo ?? dueOn, achieved: achievedOn ?? '—' };
  return refuse(contractRefusals, 'contract-verdict-against-record', { node: nodeNames[node], effectiveOn: on, ...record });
};

/** A verdict on a node fits what is recorded of it; one on a clause needs the clause. */
export const verdictIsFounded: Rule<Assessing, Contract> = ({ effectiveOn, data: { subject } }, { milestones, clauses }) => {
  if (subject.kind === 'milestone') return verdictFits(subject, milestones, effectiveOn);
  const { no } = subject;
  return clauseOn(clauses, no, effectiveOn) === undefined ? refuse(contractRefusals, 'contract-clause-unknown', { no }) : undefined;
};

/** Breaches of a node that would not have been late, had the nodes stood so. */
export const breachesStay = ({ breaches }: Contract, milestones: Milestones): Rejection | undefined => {
  for (const { declared, on, closed } of breaches.declared) {
    if (declared.of.kind === 'clause' || closed?.outcome === 'withdrawn') continue;
    const { node } = declared.of;
    const late = standingsOn(milestones, on).some((standing) => standing.node === node && standing.daysLate > 0);
    if (!late) return refuse(contractRefusals, 'contract-node-not-missed', { node: nodeNames[node], effectiveOn: on });
  }
  return undefined;
};

/** Verdicts on nodes that would not fit, had the nodes stood so; of two given for one day the later counts. */
export const verdictsStay = ({ assessed }: Contract, milestones: Milestones): Rejection | undefined => {
  for (const { verdicts } of assessed)
    for (const { from } of verdicts) {
      const subject = valueOn(verdicts, from)?.subject;
      const refused = subject?.kind === 'milestone' ? verdictFits(subject, milestones, from) : undefined;
      if (refused !== undefined) return refused;
    }
  return undefined;
};

/** Determinations that would count from before the start was due, had it been due so. */
export const idlenessStays = ({ idleCases }: Contract, milestones: Milestones): Rejection | undefined => {
  for (const { determined } of idleCases) {
    if (determined?.idleKind !== 'not-started') continue;
    const due = dueOf(milestones, 'construction-start', determined.on);
    if (due !== undefined && determined.since < due)
      return refuse(contractRefusals, 'contract-idle-since-before-due', { since: determined.since, due });
  }
  return undefined;
};

/** Land that was determined to lie without works, although works had begun by then. */
export const determinationsStay = ({ idleCases }: Contract, begun: Assessing['effectiveOn']): Rejection | undefined => {
  const contradicted = idleCases.find(({ determined }) => determined?.idleKind === 'not-started' && begun <= determined.on);
  return contradicted && refuse(contractRefusals, 'contract-idle-works-began', { effectiveOn: begun });
};

/** Whether the same verdict with the same reason already holds on the day. */
export const alreadyAssessed = ({ effectiveOn, data }: Assessing, contract: Contract, key: string): boolean => {
  const verdicts = contract.assessed.find((each) => each.key === key)?.verdicts ?? [];
  const known = valueOn(verdicts, effectiveOn);
  return known?.subject.verdict === data.subject.verdict && known.reason === data.reason;
};
