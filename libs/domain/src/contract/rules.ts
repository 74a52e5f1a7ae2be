// What the contract context refuses, by name. The rules themselves stand by subject in *-rules.ts.
import { type Command, type RefusalCatalogue, type Rule, refuse } from '../kernel/index.ts';
import { idleRefusals } from './idle-refusals.ts';
import { type Contract, endedFrom } from './state.ts';

export const contractRefusals = {
  'contract-not-signed': { kind: 'conflict', en: 'The contract has not been recorded.', zh: '该合同尚未录入。' },
  'contract-signed-otherwise': {
    kind: 'conflict',
    en: 'The contract has already been recorded with other content; correct it instead.',
    zh: '该合同已录入且内容不同，请以更正方式记载。',
  },
  'contract-before-signing': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the contract binds, {since}.',
    zh: '生效日期{effectiveOn}早于合同生效日期{since}。',
  },
  'contract-signed-after-effect': {
    kind: 'unacceptable',
    en: 'It was signed on {signedOn}, after {effectiveOn}, from which it is said to hold.',
    zh: '签订日期{signedOn}晚于生效日期{effectiveOn}。',
  },
  'contract-term-reversed': {
    kind: 'unacceptable',
    en: 'The term ends on {until}, not after its first day {from}.',
    zh: '使用期限截止日{until}不晚于起始日{from}。',
  },
  'contract-contributions-exceed-whole': {
    kind: 'unacceptable',
    en: 'The contributions add up to {total}, more than the whole.',
    zh: '出资比例合计{total}，超过全部出资。',
  },
  'contract-not-in-force': {
    kind: 'conflict',
    en: 'The contract holds no longer since {ended}: it was terminated or the land was recovered.',
    zh: '合同自{ended}起已解除或土地已收回，不再有效。',
  },
  'contract-acts-recorded-later': {
    kind: 'conflict',
    en: 'An act under the contract is recorded for {later}, after {effectiveOn}; the contract cannot end before it.',
    zh: '合同项下已有{later}的履行行为，晚于{effectiveOn}，合同不能先于其终止。',
  },
  'contract-clause-named-twice': { kind: 'unacceptable', en: 'Clause {no} is named twice.', zh: '条款“{no}”重复列出。' },
  'contract-clause-known-otherwise': {
    kind: 'conflict',
    en: 'The contract already has a clause {no}; correct it, or amend it by a supplementary agreement.',
    zh: '合同已有条款“{no}”，请更正或以补充协议变更。',
  },
  'contract-clause-unknown': {
    kind: 'unacceptable',
    en: 'The contract has no such wording of clause {no}.',
    zh: '合同没有条款“{no}”的相应文本。',
  },
  'contract-supplement-signed-otherwise': {
    kind: 'conflict',
    en: 'Supplementary agreement {number} has already been recorded with other content.',
    zh: '补充协议{number}已录入且内容不同。',
  },
  'contract-node-named-twice': { kind: 'unacceptable', en: 'The node {node} is named twice.', zh: '履约节点{node}重复列出。' },
  'contract-node-already-agreed': {
    kind: 'conflict',
    en: 'A day for {node} is already agreed; extend it, or correct it if it was misread.',
    zh: '履约节点{node}已有约定日期，请办理延期；读错的请更正。',
  },
  'contract-node-not-agreed': {
    kind: 'unacceptable',
    en: 'No day for {node} is agreed as of {effectiveOn}.',
    zh: '截至{effectiveOn}，合同未约定{node}日期。',
  },
  'contract-dues-out-of-order': {
    kind: 'unacceptable',
    en: '{earlier} would be due on {earlierOn}, after {later} on {laterOn}; expected 开工 ≤ 竣工 ≤ 投产 ≤ 达产.',
    zh: '{earlier}约定日期{earlierOn}晚于{later}的{laterOn}；应满足开工≤竣工≤投产≤达产。',
  },
  'contract-extension-not-longer': {
    kind: 'unacceptable',
    en: '{node} is already due on {due}; an extension to {until} does not put it off.',
    zh: '{node}现约定日期为{due}，延期至{until}并未延后。',
  },
  'contract-extension-overtakes-later': {
    kind: 'conflict',
    en: 'An extension of {node} that holds from {from} runs only to {due}, not beyond {until}.',
    zh: '{node}自{from}起的延期仅至{due}，未晚于{until}。',
  },
  'contract-due-unknown': {
    kind: 'unacceptable',
    en: 'No due day for {node} was brought by {entry}.',
    zh: '{entry}没有记载{node}的约定日期。',
  },
  'contract-node-reached-otherwise': {
    kind: 'conflict',
    en: '{node} is already recorded as reached on {on}; correct that instead.',
    zh: '{node}已记载于{on}达成，请以更正方式记载。',
  },
  'contract-node-report-unknown': {
    kind: 'unacceptable',
    en: 'No node was reached by report {milestone}.',
    zh: '没有编号为{milestone}的节点达成记载。',
  },
  'contract-nodes-reached-out-of-order': {
    kind: 'conflict',
    en: '{earlier} is recorded as reached on {earlierOn}, after {later} on {laterOn}.',
    zh: '{earlier}记载于{earlierOn}达成，晚于{later}的{laterOn}。',
  },
  'contract-verdict-against-record': {
    kind: 'conflict',
    en: 'The verdict on {node} does not fit the record as of {effectiveOn}: due {due}, reached {achieved}.',
    zh: '对{node}的考核结论与截至{effectiveOn}的记载不符：应于{due}，实际{achieved}。',
  },
  'contract-deposit-unknown': { kind: 'conflict', en: 'The contract names no performance deposit.', zh: '合同未约定履约保证金。' },
  'contract-deposit-exceeded': {
    kind: 'conflict',
    en: 'Refunded and forfeited deposits would come to {total}, more than the deposit of {deposit} ({currency}, smallest unit).',
    zh: '退还和没收的履约保证金合计{total}，超过约定的{deposit}（{currency}，最小货币单位）。',
  },
  'contract-deposit-in-another-currency': {
    kind: 'unacceptable',
    en: 'The deposit is in {expected}, not in {currency}.',
    zh: '履约保证金币种为{expected}，不是{currency}。',
  },
  'contract-forfeit-without-breach': {
    kind: 'conflict',
    en: 'No breach stands declared as of {effectiveOn}; a deposit is forfeited for a breach only.',
    zh: '截至{effectiveOn}未认定违约，不得没收履约保证金。',
  },
  'contract-lead-recorded-otherwise': {
    kind: 'conflict',
    en: 'The lead {lead} is already recorded with other content.',
    zh: '违约线索{lead}已记载且内容不同。',
  },
  'contract-lead-unknown': { kind: 'unacceptable', en: 'The contract has no lead {lead}.', zh: '该合同没有违约线索{lead}。' },
  'contract-lead-settled': {
    kind: 'conflict',
    en: 'The lead {lead} was already closed or taken up.',
    zh: '违约线索{lead}已办结或已转为违约认定。',
  },
  'contract-breach-unknown': { kind: 'unacceptable', en: 'The contract has no breach {breachId}.', zh: '该合同没有违约认定{breachId}。' },
  'contract-breach-declared-otherwise': {
    kind: 'conflict',
    en: 'The same duty already has a breach that is not closed, or this one has other content.',
    zh: '同一义务已有未办结的违约认定，或该认定内容不同。',
  },
  'contract-node-not-missed': {
    kind: 'conflict',
    en: '{node} is not late as of {effectiveOn}; there is no breach to declare.',
    zh: '截至{effectiveOn}，{node}并未逾期，不能认定违约。',
  },
  'contract-breach-closed': { kind: 'conflict', en: 'The breach is closed since {on}.', zh: '该违约已于{on}办结。' },
  'contract-breach-step-too-early': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the step it follows, {since}.',
    zh: '生效日期{effectiveOn}早于前一程序的日期{since}。',
  },
  'contract-notice-served-otherwise': {
    kind: 'conflict',
    en: 'A notice of this breach was already served, on {on}.',
    zh: '该违约的催告通知已于{on}送达。',
  },
  'contract-cure-period-empty': {
    kind: 'unacceptable',
    en: 'The period for cure ends on {cureUntil}, not after the day of service, {effectiveOn}.',
    zh: '整改期限{cureUntil}不晚于送达日{effectiveOn}。',
  },
  'contract-terminated-for-breach': {
    kind: 'conflict',
    en: 'The contract was terminated for this breach on {on}.',
    zh: '合同已因该违约于{on}解除。',
  },
  'contract-termination-without-breach': {
    kind: 'conflict',
    en: 'A termination rests on a declared breach; none is named.',
    zh: '解除合同须以认定的违约为依据，未指明违约。',
  },
  'contract-termination-without-notice': {
    kind: 'conflict',
    en: 'No notice of the breach had been served by {effectiveOn}.',
    zh: '截至{effectiveOn}，该违约的催告通知尚未送达。',
  },
  'contract-cure-period-running': {
    kind: 'conflict',
    en: 'The breach may still be cured until {cureUntil}.',
    zh: '整改期限至{cureUntil}，尚未届满。',
  },
  'contract-terminated-otherwise': {
    kind: 'conflict',
    en: 'The contract was already terminated on {on}.',
    zh: '合同已于{on}解除。',
  },
  'contract-decision-unknown': {
    kind: 'unacceptable',
    en: 'The contract has no termination, recovery, determination of idleness or fee {decision}.',
    zh: '该合同没有编号为{decision}的解除、收回、闲置认定或闲置费决定。',
  },
  'contract-parcel-ended': {
    kind: 'conflict',
    en: 'Parcel {parcelId} is no more since {on}; the contract is to be agreed on what came after it: {successors}.',
    zh: '宗地{parcelId}自{on}起已终止，合同义务应落实到承继宗地：{successors}。',
  },
  'contract-recovered-otherwise': {
    kind: 'conflict',
    en: 'The land was already recovered on {on}.',
    zh: '土地已于{on}收回。',
  },
  'contract-recovery-before-termination': {
    kind: 'conflict',
    en: 'The contract had not been terminated by {effectiveOn}; recovery for breach follows notice and termination.',
    zh: '截至{effectiveOn}合同尚未解除；违约收回须先催告、后解除、再收回。',
  },
  'contract-recovery-compensated': {
    kind: 'unacceptable',
    en: 'Recovery of idle land for want of works is without compensation.',
    zh: '因未动工开发收回闲置土地为无偿收回，不应有补偿。',
  },
  'contract-recovery-without-agreement': {
    kind: 'unacceptable',
    en: 'Recovery by agreement names the agreement.',
    zh: '协议收回应载明协议编号。',
  },
  'contract-recovery-without-approval': {
    kind: 'unacceptable',
    en: 'Recovery in the public interest names the approval of the government (土地管理法 art. 58).',
    zh: '因公共利益收回应载明批准文号（土地管理法第五十八条）。',
  },
  'contract-recovery-without-compensation': {
    kind: 'unacceptable',
    en: 'Recovery by agreement or in the public interest names the compensation.',
    zh: '协议收回或因公共利益收回应载明补偿金额。',
  },
  'contract-recovery-term-unknown': {
    kind: 'conflict',
    en: 'The contract does not tell when its term ends.',
    zh: '合同未记载使用期限截止日。',
  },
  'contract-recovery-term-running': {
    kind: 'conflict',
    en: 'The term runs until {until}.',
    zh: '使用期限至{until}，尚未届满。',
  },
  ...idleRefusals,
} as const satisfies RefusalCatalogue;

export const notBeforeSigning: Rule<Command, Contract> = ({ effectiveOn }, { since }) =>
  effectiveOn < since ? refuse(contractRefusals, 'contract-before-signing', { effectiveOn, since }) : undefined;

export const inForce: Rule<Command, Contract> = ({ effectiveOn }, contract) => {
  const ended = endedFrom(contract);
  return ended !== undefined && ended <= effectiveOn ? refuse(contractRefusals, 'contract-not-in-force', { ended }) : undefined;
};

export const endsAfterLastAct: Rule<Command, Contract> = ({ effectiveOn }, { acts }) => {
  const later = acts
    .map(({ on }) => on)
    .filter((on) => on > effectiveOn)
    .toSorted()
    .at(-1);
  return later && refuse(contractRefusals, 'contract-acts-recorded-later', { later, effectiveOn });
};
