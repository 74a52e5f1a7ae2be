// What a contract, its clauses and its supplementary agreements must look like.
import {
  compareFractions,
  formatFraction,
  inMinorUnits,
  type Money,
  type Rejection,
  type Rule,
  refuse,
  sumOfShares,
  whole,
} from '../kernel/index.ts';
import { clauseOn } from './clauses.ts';
import type { CommandNamed } from './commands.ts';
import { type ContractNode, duesOutOfOrder, type Milestones, nodeNames, type OutOfOrder, withDue } from './milestones.ts';
import { contractRefusals } from './rules.ts';
import { type Contract, type ContractState, type Settlement, termEnd } from './state.ts';

type Signing = CommandNamed<'SignContract' | 'CorrectContract'>;
type Supplement = CommandNamed<'SignSupplementaryAgreement'>;

const repeated = (names: readonly string[]): string | undefined => names.find((name, i) => names.indexOf(name) !== i);

export const clausesNamedOnce = (names: readonly string[]): Rejection | undefined => {
  const no = repeated(names);
  return no === undefined ? undefined : refuse(contractRefusals, 'contract-clause-named-twice', { no });
};

export const nodesNamedOnce = (nodes: readonly ContractNode[]): Rejection | undefined => {
  const node = repeated(nodes);
  return node === undefined ? undefined : refuse(contractRefusals, 'contract-node-named-twice', { node });
};

export const signedInTime: Rule<Signing | Supplement, ContractState> = ({ effectiveOn, data: { signedOn } }) =>
  signedOn > effectiveOn ? refuse(contractRefusals, 'contract-signed-after-effect', { signedOn, effectiveOn }) : undefined;

export const termRuns: Rule<Signing, ContractState> = ({ data }) => {
  const { from } = data.term;
  const until = termEnd(data);
  return from !== null && until !== null && until <= from ? refuse(contractRefusals, 'contract-term-reversed', { from, until }) : undefined;
};

export const contributionsWithinWhole: Rule<Signing, ContractState> = ({ data: { contributions } }) => {
  const total = sumOfShares(contributions.map(({ share }) => share));
  return compareFractions(total, whole) > 0
    ? refuse(contractRefusals, 'contract-contributions-exceed-whole', { total: formatFraction(total) })
    : undefined;
};

/** Why refunds and forfeitures do not fit into a deposit, if they do not. */
export const depositHolds = (deposit: Money | null, settlements: readonly Pick<Settlement, 'settled'>[]): Rejection | undefined => {
  const amounts = settlements.map(({ settled }) => settled.amount);
  if (amounts.length === 0) return undefined;
  if (deposit === null) return refuse(contractRefusals, 'contract-deposit-unknown');
  const { currency: expected } = deposit;
  const foreign = amounts.find(({ currency }) => currency !== expected);
  if (foreign !== undefined)
    return refuse(contractRefusals, 'contract-deposit-in-another-currency', { expected, currency: foreign.currency });
  const total = amounts.map(inMinorUnits).reduce((sum, next) => sum + next);
  return total > inMinorUnits(deposit)
    ? refuse(contractRefusals, 'contract-deposit-exceeded', { total: String(total), deposit: deposit.amount, currency: expected })
    : undefined;
};

export const outOfOrderRefusal = (
  found: OutOfOrder | undefined,
  rule: 'contract-dues-out-of-order' | 'contract-nodes-reached-out-of-order',
) => found && refuse(contractRefusals, rule, { ...found, earlier: nodeNames[found.earlier], later: nodeNames[found.later] });

/** The nodes as they would be once these days are agreed from the command's day on. */
export const agreeing = (milestones: Milestones, { effectiveOn, data }: CommandNamed<'SignContract'> | Supplement): Milestones =>
  data.milestones.reduce((known, { node, dueOn }) => withDue(known, node, effectiveOn, { entry: '', on: dueOn }), milestones);

/** Only nodes without a day are agreed anew, and the order holds on every day from then on. */
export const agreedInOrder = (milestones: Milestones, command: CommandNamed<'SignContract'> | Supplement): Rejection | undefined => {
  const known = command.data.milestones.find(({ node }) => milestones[node].dues.length > 0);
  if (known !== undefined) return refuse(contractRefusals, 'contract-node-already-agreed', { node: nodeNames[known.node] });
  return outOfOrderRefusal(duesOutOfOrder(agreeing(milestones, command), command.effectiveOn), 'contract-dues-out-of-order');
};

/** Only a clause that holds can be ended. */
export const endedClausesHold: Rule<Supplement, Contract> = ({ effectiveOn, data: { changes } }, { clauses }) => {
  const unknown = changes.find(({ no, clause }) => clause === null && clauseOn(clauses, no, effectiveOn) === undefined);
  return unknown && refuse(contractRefusals, 'contract-clause-unknown', { no: unknown.no });
};
