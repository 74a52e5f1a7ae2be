// The policy of the jurisdiction context: each rule is a function that names what is wrong, or nothing.
import { type Command, levelOf, parentOf, type RefusalCatalogue, type Rule, refuse } from '../kernel/index.ts';
import type { JurisdictionCommand } from './commands.ts';
import type { JurisdictionState, Registered } from './state.ts';

export const jurisdictionRefusals = {
  'jurisdiction-not-registered': {
    kind: 'conflict',
    en: 'Code {code} has not been registered.',
    zh: '代码{code}尚未登记。',
  },
  'jurisdiction-already-registered': {
    kind: 'conflict',
    en: 'Code {code} is already registered as {name}; codes are never reused, record a rename instead.',
    zh: '代码{code}已登记为{name}；代码不得重复使用，请以更名方式记载。',
  },
  'jurisdiction-parent-mismatch': {
    kind: 'unacceptable',
    en: 'The parent of {code} must be {expected}, not {parent}.',
    zh: '代码{code}的上级应为{expected}，而非{parent}。',
  },
  'jurisdiction-before-registration': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the code was registered, {registeredOn}.',
    zh: '生效日期{effectiveOn}早于该代码登记日期{registeredOn}。',
  },
  'jurisdiction-recoded': {
    kind: 'conflict',
    en: 'Code {code} ended on {recodedOn}; its successor is {successor}.',
    zh: '代码{code}自{recodedOn}起停用，由{successor}承继。',
  },
  'jurisdiction-named-later': {
    kind: 'conflict',
    en: 'The code cannot end on {effectiveOn}: the name {name} is recorded from {from} on.',
    zh: '该代码不能自{effectiveOn}起停用：已记载自{from}起名称为{name}。',
  },
  'jurisdiction-successor-unfit': {
    kind: 'unacceptable',
    en: 'The successor of {code} must be another code of the same level, not {successor}.',
    zh: '代码{code}的承继代码应为同级的其他代码，而非{successor}。',
  },
} as const satisfies RefusalCatalogue;

type CommandNamed<T extends JurisdictionCommand['type']> = Extract<JurisdictionCommand, { type: T }>;

export const parentIsPrefix: Rule<CommandNamed<'RegisterJurisdiction'>, JurisdictionState> = ({ data: { code, parent } }) => {
  const expected = parentOf(code) ?? null;
  if (parent === expected) return undefined;
  return refuse(jurisdictionRefusals, 'jurisdiction-parent-mismatch', { code, expected: expected ?? 'null', parent: parent ?? 'null' });
};

export const notBeforeRegistration: Rule<Command, Registered> = ({ effectiveOn }, { registeredOn }) =>
  effectiveOn < registeredOn ? refuse(jurisdictionRefusals, 'jurisdiction-before-registration', { effectiveOn, registeredOn }) : undefined;

const refuseRecoded = (code: string, { on, successor }: NonNullable<Registered['recoded']>) =>
  refuse(jurisdictionRefusals, 'jurisdiction-recoded', { code, recodedOn: on, successor });

export const stillInForce: Rule<Command, Registered> = ({ effectiveOn }, { code, recoded }) =>
  recoded !== null && effectiveOn >= recoded.on ? refuseRecoded(code, recoded) : undefined;

export const notYetRecoded: Rule<Command, Registered> = (_, { code, recoded }) =>
  recoded === null ? undefined : refuseRecoded(code, recoded);

export const successorFits: Rule<CommandNamed<'RecodeJurisdiction'>, Registered> = ({ data: { code, successor } }) =>
  successor !== code && levelOf(successor) === levelOf(code)
    ? undefined
    : refuse(jurisdictionRefusals, 'jurisdiction-successor-unfit', { code, successor });

export const noNameRecordedLater: Rule<Command, Registered> = ({ effectiveOn }, { names }) => {
  const later = names.find(({ from }) => from >= effectiveOn);
  return later === undefined
    ? undefined
    : refuse(jurisdictionRefusals, 'jurisdiction-named-later', { effectiveOn, name: later.value, from: later.from });
};
