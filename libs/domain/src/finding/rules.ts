// The policy of the finding context: each rule is a function that names what is wrong, or nothing.
import { type Command, type RefusalCatalogue, type Rule, refuse } from '../kernel/index.ts';
import type { FindingCommand } from './commands.ts';
import type { Closed, Open } from './state.ts';

export const findingRefusals = {
  'finding-not-opened': {
    kind: 'conflict',
    en: 'The finding has not been opened.',
    zh: '该待核实事项不存在。',
  },
  'finding-already-opened': {
    kind: 'conflict',
    en: 'A finding of rule {rule} with another subject or cause is already open under this id.',
    zh: '该编号下已有规则{rule}的待核实事项，且对象或起因不同。',
  },
  'finding-already-closed': {
    kind: 'conflict',
    en: 'The finding was already closed as {outcome}: {reason}',
    zh: '该待核实事项已办结（{outcome}）：{reason}',
  },
  'finding-before-opening': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the finding was opened, {openedOn}.',
    zh: '生效日期{effectiveOn}早于该事项发现日期{openedOn}。',
  },
} as const satisfies RefusalCatalogue;

type CommandNamed<T extends FindingCommand['type']> = Extract<FindingCommand, { type: T }>;

export const sameCause: Rule<CommandNamed<'OpenFinding'>, Open | Closed> = ({ data }, { rule, subject, causedBy }) =>
  data.rule === rule && data.causedBy === causedBy && data.subject.kind === subject.kind && data.subject.id === subject.id
    ? undefined
    : refuse(findingRefusals, 'finding-already-opened', { rule });

export const notBeforeOpening: Rule<Command, Open | Closed> = ({ effectiveOn }, { openedOn }) =>
  effectiveOn < openedOn ? refuse(findingRefusals, 'finding-before-opening', { effectiveOn, openedOn }) : undefined;

export const notClosedOtherwise: Rule<CommandNamed<'CloseFinding'>, Closed> = ({ data }, { outcome, reason }) =>
  data.outcome === outcome && data.reason === reason ? undefined : refuse(findingRefusals, 'finding-already-closed', { outcome, reason });
