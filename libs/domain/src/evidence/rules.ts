// The policy of the evidence context: each rule is a function that names what is wrong, or nothing.
import { type RefusalCatalogue, type Rule, refuse } from '../kernel/index.ts';
import type { EvidenceCommand } from './commands.ts';
import type { EvidenceState, Stored, Withdrawn } from './state.ts';

export const evidenceRefusals = {
  'evidence-empty': {
    kind: 'unacceptable',
    en: 'The file is empty.',
    zh: '文件内容为空。',
  },
  'evidence-hash-differs': {
    kind: 'unacceptable',
    en: 'The SHA-256 of what arrived is {received}, not {promised}; send the file again.',
    zh: '收到内容的 SHA-256 为{received}，与所声明的{promised}不符，请重新上传。',
  },
  'evidence-type-false': {
    kind: 'unacceptable',
    en: 'What arrived is no file of the type {mediaType}.',
    zh: '收到的内容不是{mediaType}类型的文件。',
  },
  'evidence-withdrawn': {
    kind: 'conflict',
    en: 'The same file was withdrawn: {reason}',
    zh: '同一文件已被撤回：{reason}',
  },
  'evidence-not-stored': {
    kind: 'conflict',
    en: 'There is no such evidence.',
    zh: '该证据材料不存在。',
  },
  'evidence-before-storing': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the evidence was stored, {storedOn}.',
    zh: '生效日期{effectiveOn}早于该证据材料的存入日期{storedOn}。',
  },
} as const satisfies RefusalCatalogue;

type Store = Extract<EvidenceCommand, { type: 'StoreEvidence' }>;
type Withdraw = Extract<EvidenceCommand, { type: 'WithdrawEvidence' }>;

const notEmpty: Rule<Store, EvidenceState> = ({ data }) =>
  data.received.size === 0 ? refuse(evidenceRefusals, 'evidence-empty') : undefined;

const asPromised: Rule<Store, EvidenceState> = ({ data: { sha256: promised, received } }) =>
  received.sha256 === promised ? undefined : refuse(evidenceRefusals, 'evidence-hash-differs', { promised, received: received.sha256 });

const ofDeclaredType: Rule<Store, EvidenceState> = ({ data: { mediaType, received } }) =>
  received.fitsType ? undefined : refuse(evidenceRefusals, 'evidence-type-false', { mediaType });

const notWithdrawn: Rule<Store, EvidenceState> = (_, state) =>
  state.kind === 'withdrawn' ? refuse(evidenceRefusals, 'evidence-withdrawn', { reason: state.reason }) : undefined;

/** What is sent is judged whether or not it is stored already: an answer never depends on what nobody has proved to have. */
export const storingRules: readonly Rule<Store, EvidenceState>[] = [notEmpty, asPromised, ofDeclaredType, notWithdrawn];

export const notBeforeStoring: Rule<Withdraw, Stored> = ({ effectiveOn }, { storedOn }) =>
  effectiveOn < storedOn ? refuse(evidenceRefusals, 'evidence-before-storing', { effectiveOn, storedOn }) : undefined;

export const withdrawnSo: Rule<Withdraw, Withdrawn> = ({ data }, { reason }) =>
  data.reason === reason ? undefined : refuse(evidenceRefusals, 'evidence-withdrawn', { reason });
