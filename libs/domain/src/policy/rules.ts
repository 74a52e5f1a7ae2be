// The policy of the policy context: each rule is a function that names what is wrong, or nothing.
import { type RefusalCatalogue, type Rejection, type Rule, refuse } from '../kernel/index.ts';
import type { CommandNamed, PolicyCommand } from './commands.ts';
import type { Policy } from './state.ts';

export const policyRefusals = {
  'policy-already-set': {
    kind: 'conflict',
    en: 'The policy {code} of {jurisdiction} is set already, from another day or with other content; replace it instead.',
    zh: '{jurisdiction}政策{code}已设定，且生效日期或内容不同，请以替换方式记载。',
  },
  'policy-not-set': {
    kind: 'conflict',
    en: 'The policy {code} of {jurisdiction} is not set.',
    zh: '{jurisdiction}政策{code}尚未设定。',
  },
  'policy-of-another-department': {
    kind: 'conflict',
    en: 'This is a policy of {department}; {by} does not decide on it.',
    zh: '该政策由{department}负责，{by}无权处理。',
  },
  'policy-before-setting': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the policy is in force, {setOn}.',
    zh: '生效日期{effectiveOn}早于政策施行日期{setOn}。',
  },
  'policy-ended': {
    kind: 'conflict',
    en: 'The policy ends on {on}: {reason}',
    zh: '该政策自{on}起停止执行：{reason}',
  },
  'policy-replaced-later': {
    kind: 'conflict',
    en: 'The policy cannot end on {effectiveOn}: it is replaced as of {on}.',
    zh: '该政策不能于{effectiveOn}停止执行：已记载自{on}起替换。',
  },
} as const satisfies RefusalCatalogue;

type Later = CommandNamed<'ReplaceGradePolicy' | 'EndGradePolicy'>;

/** A department speaks for its own policies, the task force for those of all. */
export const speaksFor = ({ data: { by } }: PolicyCommand, department: string): Rejection | undefined =>
  by === null || by === department ? undefined : refuse(policyRefusals, 'policy-of-another-department', { department, by });

export const notBeforeSetting: Rule<Later, Policy> = ({ effectiveOn }, { setOn }) =>
  effectiveOn < setOn ? refuse(policyRefusals, 'policy-before-setting', { effectiveOn, setOn }) : undefined;

/** What is replaced is replaced for a day on which it is in force. */
export const stillInForce: Rule<CommandNamed<'ReplaceGradePolicy'>, Policy> = ({ effectiveOn }, { ended }) =>
  ended !== null && ended.on <= effectiveOn ? refuse(policyRefusals, 'policy-ended', ended) : undefined;

export const notReplacedLater: Rule<CommandNamed<'EndGradePolicy'>, Policy> = ({ effectiveOn }, { contents }) => {
  const later = contents.find(({ from }) => from > effectiveOn);
  return later === undefined ? undefined : refuse(policyRefusals, 'policy-replaced-later', { effectiveOn, on: later.from });
};
