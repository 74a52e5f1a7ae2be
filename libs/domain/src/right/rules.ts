// What a title refuses, and the rules on one command alone. What must hold among the facts of a title is in invariants.ts.
import {
  compareFractions,
  type EffectiveDate,
  formatFraction,
  type RefusalCatalogue,
  type Rejection,
  refuse,
  sumOfShares,
  whole,
} from '../kernel/index.ts';
import type { Holders } from './rights.ts';

export const rightRefusals = {
  'title-names-unknown': {
    kind: 'conflict',
    en: 'The title of this parcel has no {whatEn} {id}.',
    zh: '该宗地的不动产权利中没有编号为{id}的{whatZh}。',
  },
  'title-recorded-otherwise': {
    kind: 'conflict',
    en: 'The {whatEn} {id} has already been recorded with other content; correct it instead.',
    zh: '编号为{id}的{whatZh}已有记载且内容不同，请以更正方式记载。',
  },
  'title-ended-otherwise': {
    kind: 'conflict',
    en: 'The {whatEn} has already ended otherwise, on {on}.',
    zh: '该{whatZh}已于{on}以其他方式终止。',
  },
  'title-before-fact': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before {since}, since when the {whatEn} is there.',
    zh: '生效日期{effectiveOn}早于{whatZh}的起始日期{since}。',
  },
  'title-fact-rested-on': {
    kind: 'conflict',
    en: 'Other facts rest on this one ({types}); annul them first.',
    zh: '其他记载（{types}）以该事项为基础，请先撤销这些记载。',
  },
  'title-parcel-ended': {
    kind: 'conflict',
    en: 'The parcel is no more since {on}; what came after it: {successors}.',
    zh: '该宗地自{on}起已终止，承继宗地：{successors}。',
  },
  'title-right-awaits-registration': {
    kind: 'conflict',
    en: 'The parcel ended on {on}, and right {rightId} still stands on it with leases {leases}, mortgages {mortgages}, seizures {seizures}: to be registered anew on {successors}.',
    zh: '宗地已于{on}终止，权利{rightId}及其租赁{leases}、抵押{mortgages}、查封{seizures}仍登记在原宗地，应在承继宗地{successors}上重新登记。',
  },
  'right-party-unknown': {
    kind: 'unacceptable',
    en: 'There is no party {partyId}.',
    zh: '没有编号为{partyId}的主体。',
  },
  'right-ends-before-start': {
    kind: 'unacceptable',
    en: 'The last day of the right, {until}, lies before its first, {from}.',
    zh: '权利终止日期{until}早于起始日期{from}。',
  },
  'right-shares-not-whole': {
    kind: 'unacceptable',
    en: 'The shares of the holders total {sum}; expected 1.',
    zh: '各权利人份额合计为{sum}，应为1。',
  },
  'right-shares-mixed': {
    kind: 'unacceptable',
    en: 'Some holders have a share and others have none: expected all of them with shares (按份共有), none (共同共有), or several without who hold jointly what the shares of the others leave.',
    zh: '部分权利人有份额而部分没有：应全部载明份额（按份共有）、全部不载份额（共同共有），或由两个以上不载份额的权利人共同共有其余份额。',
  },
  'right-holder-twice': {
    kind: 'unacceptable',
    en: 'Party {partyId} is named as holder twice.',
    zh: '主体{partyId}被重复列为权利人。',
  },
  'right-certificate-taken': {
    kind: 'conflict',
    en: 'Certificate {number} belongs to another right of this parcel.',
    zh: '{number}号证书属于该宗地的另一项权利。',
  },
  'right-overlaps': {
    kind: 'conflict',
    en: 'Two rights exclude each other: {kindEn} since {from} and {otherEn} since {since}.',
    zh: '自{from}起的{kindZh}与自{since}起的{otherZh}相互排斥。',
  },
  'right-not-standing': {
    kind: 'conflict',
    en: 'On {on} the right does not stand: it holds from {from} and ended on {before}.',
    zh: '该权利自{from}起、至{before}止，{on}并不存续。',
  },
  'right-not-expired': {
    kind: 'conflict',
    en: 'On {on} the right has not expired: its last day is {until}.',
    zh: '该权利于{on}尚未届满，终止日期为{until}。',
  },
  'right-surrendered-while-mortgaged': {
    kind: 'conflict',
    en: 'The right is mortgaged on {on} (rank {rank}) and cannot be given up.',
    zh: '该权利于{on}尚有第{rank}顺位抵押，不得放弃。',
  },
  'right-seized': {
    kind: 'conflict',
    en: 'On {on} the right is seized by {court}, {caseNumber}, until {until}.',
    zh: '该权利于{on}处于查封中：{court}{caseNumber}，期限至{until}。',
  },
  'right-seized-later': {
    kind: 'conflict',
    en: 'The right was seized on {servedOn} by {court}, {caseNumber}; what is entered after it with an earlier day, {on}, cannot be decided.',
    zh: '该权利已于{servedOn}被{court}{caseNumber}查封；查封记载之后补录、生效日期为{on}（早于查封）的处分行为不得办理。',
  },
  'right-move-order-changed': {
    kind: 'conflict',
    en: 'With this the transfer changes places with that of {on}: others hold the right after both.',
    zh: '更正后与{on}的另一次转移先后颠倒，此后的权利人随之改变。',
  },
  'right-moved-later': {
    kind: 'conflict',
    en: 'The right already passed to other holders later, on {on}.',
    zh: '该权利此后已于{on}转移给其他权利人。',
  },
  'right-certificate-of-others': {
    kind: 'conflict',
    en: 'Certificate {number} of {on} is still in force, though with this others held the right on that day: the registrar has to cancel or replace it.',
    zh: '{on}核发的不动产权证书（{number}）仍为现行证书，而该日的权利人已因此变更，须由登记机构注销或换发。',
  },
  'right-transfer-under-way': {
    kind: 'conflict',
    en: 'Another transfer of this right has been under way since {since}.',
    zh: '该权利的另一转让案件自{since}起正在办理。',
  },
  'right-transfer-stage': {
    kind: 'conflict',
    en: 'The transfer is {stageEn}; this step is not open.',
    zh: '该转让案件{stageZh}，不能进行此步骤。',
  },
  'right-transfer-step-too-early': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the last step of the transfer, {since}.',
    zh: '生效日期{effectiveOn}早于该转让案件上一步骤的日期{since}。',
  },
  'right-transfer-opinions-missing': {
    kind: 'conflict',
    en: 'The opinions of {departments} are missing.',
    zh: '尚缺{departments}的意见。',
  },
  'right-transfer-seller-changed': {
    kind: 'conflict',
    en: 'The right no longer belongs to those who held it when the transfer was filed on {since}.',
    zh: '该权利的权利人与{since}申请时已不一致。',
  },
  'right-transfer-unreviewed': {
    kind: 'conflict',
    en: 'The right passed on {on} by a voluntary transfer that no joint review had granted.',
    zh: '该权利于{on}自愿转让，未经联合监管同意。',
  },
  'right-transfer-before-grant': {
    kind: 'conflict',
    en: 'The right passed on {on}, before the transfer was granted on {grantedOn}.',
    zh: '该权利于{on}转移，早于{grantedOn}的同意决定。',
  },
  'right-transfer-without-mortgagee': {
    kind: 'conflict',
    en: 'The mortgage of rank {rank} restricts transfers since {since}, and its mortgagee has not consented (民法典 406).',
    zh: '第{rank}顺位抵押自{since}起约定限制转让，抵押权人未同意（民法典第406条）。',
  },
  'lease-ends-before-start': {
    kind: 'unacceptable',
    en: 'The lease ends on {until}, before it starts on {from}.',
    zh: '租赁终止日期{until}早于起始日期{from}。',
  },
  'lease-over-twenty-years': {
    kind: 'unacceptable',
    en: 'The lease from {from} to {until} is longer than 20 years (民法典 705).',
    zh: '租赁期限自{from}至{until}，超过二十年（民法典第705条）。',
  },
  'lease-outside-right': {
    kind: 'conflict',
    en: 'The lease from {from} to {until} lies outside the right it rests on, which stands from {rightFrom} to {rightUntil}.',
    zh: '租赁期限自{from}至{until}，超出所依据的权利期限（自{rightFrom}至{rightUntil}）。',
  },
  'sublease-outside-lease': {
    kind: 'conflict',
    en: 'The sublease from {from} to {until} lies outside its lease, which runs from {leaseFrom} to {leaseUntil}.',
    zh: '转租期限自{from}至{until}，超出租赁期限（自{leaseFrom}至{leaseUntil}）。',
  },
  'sublease-without-consent': {
    kind: 'conflict',
    en: 'The lessor has not consented to the sublease of {on} (民法典 716).',
    zh: '{on}的转租未经出租人同意（民法典第716条）。',
  },
  'lease-overlaps': {
    kind: 'conflict',
    en: 'Two leases of the same place overlap: from {from} to {until} and from {otherFrom} to {otherUntil}.',
    zh: '同一场所的两项租赁期限重叠：自{from}至{until}，与自{otherFrom}至{otherUntil}。',
  },
  'mortgage-rank-taken': {
    kind: 'conflict',
    en: 'Two mortgages of the right have rank {rank}: since {from} and since {since}.',
    zh: '该权利有两项第{rank}顺位抵押：自{from}起，与自{since}起。',
  },
  'seizure-ends-before-start': {
    kind: 'unacceptable',
    en: 'The last day of the seizure, {until}, lies before {from}, the day of the notice.',
    zh: '查封期限届满日{until}早于通知送达日{from}。',
  },
  'seizure-over-three-years': {
    kind: 'unacceptable',
    en: 'The seizure by {court}, {caseNumber}, from {from} to {until} is longer than 3 years (民诉法解释 (2022) 485).',
    zh: '{court}{caseNumber}的查封自{from}至{until}，超过三年（民诉法解释第485条）。',
  },
  'seizure-renewal-shortens': {
    kind: 'conflict',
    en: 'The renewal of the seizure by {court}, {caseNumber}, ends on {until}, before {before}, the last day of the term that it renews.',
    zh: '{court}{caseNumber}的续封期限届满日{until}早于原期限届满日{before}。',
  },
  'seizure-after-ruling': {
    kind: 'conflict',
    en: 'The seizure by {court}, {caseNumber}, was served on {on}, after the ruling of {ruledOn} had passed the right on: it stands on the right of the new holders.',
    zh: '{court}{caseNumber}的查封于{on}送达，该权利已依{ruledOn}送达的裁定转移，查封所及为新权利人的权利。',
  },
  'seizure-renewal-without-effect': {
    kind: 'conflict',
    en: 'On {on} no term of the seizure by {court}, {caseNumber}, was running that could be renewed.',
    zh: '{on}时{court}{caseNumber}的查封并无可续行的期限。',
  },
} as const satisfies RefusalCatalogue;

/** What a refusal may name, in both languages. */
export const things = {
  right: { whatEn: 'right', whatZh: '权利' },
  lease: { whatEn: 'lease', whatZh: '租赁' },
  mortgage: { whatEn: 'mortgage', whatZh: '抵押' },
  seizure: { whatEn: 'seizure', whatZh: '查封' },
  renewal: { whatEn: 'renewal', whatZh: '续封' },
  transfer: { whatEn: 'transfer', whatZh: '转移' },
  fact: { whatEn: 'fact', whatZh: '记载' },
} as const;
type Thing = keyof typeof things;

export const unknown = (what: Thing, id: string): Rejection => refuse(rightRefusals, 'title-names-unknown', { ...things[what], id });

export const recordedOtherwise = (what: Thing, id: string): Rejection =>
  refuse(rightRefusals, 'title-recorded-otherwise', { ...things[what], id });

/** A fact about something is not dated before that something. */
export const notBefore = (what: Thing, effectiveOn: EffectiveDate, since: EffectiveDate): Rejection | undefined =>
  effectiveOn < since ? refuse(rightRefusals, 'title-before-fact', { ...things[what], effectiveOn, since }) : undefined;

/** A sole holder without a share holds the whole (单独所有). */
export const holdersAsKept = (holders: Holders): Holders =>
  holders.length === 1 ? holders.map(({ partyId, share }) => ({ partyId, share: share ?? '1/1' })) : holders;

/**
 * Shares of a right total 1, or several holders without a share hold jointly what the others leave, which may be all of it (民法典 297–299).
 * A right cannot be held otherwise, so that no report is recorded with it either. One holder without a share beside others has a share
 * that nobody wrote down.
 */
export const wrongHolders = (holders: Holders): Rejection | undefined => {
  const twice = holders.find(({ partyId }, n) => holders.findIndex((other) => other.partyId === partyId) !== n);
  if (twice !== undefined) return refuse(rightRefusals, 'right-holder-twice', { partyId: twice.partyId });
  const shares = holders.map(({ share }) => share).filter((share) => share !== null);
  const [sum, joint] = [sumOfShares(shares), holders.length - shares.length];
  if (joint > 1 && compareFractions(sum, whole) < 0) return undefined;
  if (joint > 0) return refuse(rightRefusals, 'right-shares-mixed');
  return compareFractions(sum, whole) === 0 ? undefined : refuse(rightRefusals, 'right-shares-not-whole', { sum: formatFraction(sum) });
};

/** The last day of a right is not before its first. */
export const wrongTerm = (from: EffectiveDate, until: EffectiveDate | null): Rejection | undefined =>
  until !== null && until < from ? refuse(rightRefusals, 'right-ends-before-start', { from, until }) : undefined;

/** The last day printed in a notice of seizure or renewal is not before its service. */
export const wrongSeizure = (from: EffectiveDate, { until }: { readonly until: EffectiveDate | null }): Rejection | undefined =>
  until !== null && until < from ? refuse(rightRefusals, 'seizure-ends-before-start', { from, until }) : undefined;

/** The last day of a lease is not before its first. */
export const wrongLease = ({ from, until }: { readonly from: EffectiveDate; readonly until: EffectiveDate }): Rejection | undefined =>
  until < from ? refuse(rightRefusals, 'lease-ends-before-start', { from, until }) : undefined;
