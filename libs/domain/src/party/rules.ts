// The policy of the party context: each rule is a function that names what is wrong, or nothing.
import { type Command, nameKey, type RefusalCatalogue, type Rule, refuse } from '../kernel/index.ts';
import type { PartyCommand } from './commands.ts';
import type { Entered } from './state.ts';

export const partyRefusals = {
  'party-not-entered': {
    kind: 'conflict',
    en: 'The party has not been entered.',
    zh: '该主体尚未建档。',
  },
  'party-already-entered': {
    kind: 'conflict',
    en: 'The party has already been entered as {name} in {jurisdiction}, with other particulars.',
    zh: '该主体已以“{name}”（辖区{jurisdiction}）建档，且内容不同。',
  },
  'party-before-entry': {
    kind: 'unacceptable',
    en: 'effectiveOn {effectiveOn} lies before the party was entered, {enteredOn}.',
    zh: '生效日期{effectiveOn}早于该主体建档日期{enteredOn}。',
  },
  'party-has-another-uscc': {
    kind: 'conflict',
    en: 'The party already has USCC {held}; it cannot be given {uscc} as well.',
    zh: '该主体已有统一社会信用代码{held}，不能再赋予{uscc}。',
  },
} as const satisfies RefusalCatalogue;

type CommandNamed<T extends PartyCommand['type']> = Extract<PartyCommand, { type: T }>;

export const notBeforeEntry: Rule<Command, Entered> = ({ effectiveOn }, { enteredOn }) =>
  effectiveOn < enteredOn ? refuse(partyRefusals, 'party-before-entry', { effectiveOn, enteredOn }) : undefined;

export const noOtherUscc: Rule<CommandNamed<'AssignUscc' | 'EnterEnterprise'>, Entered> = ({ data: { uscc } }, { uscc: held }) =>
  held === null || uscc === null || held === uscc ? undefined : refuse(partyRefusals, 'party-has-another-uscc', { held, uscc });

/** An entry repeated says the same when its name has the same key and it tells nothing that is not known yet. */
export const saysTheSame: Rule<CommandNamed<'EnterEnterprise'>, Entered> = ({ data }, { name, jurisdiction, uscc }) =>
  nameKey(data.name) === nameKey(name) && data.jurisdiction === jurisdiction && (data.uscc === null || data.uscc === uscc)
    ? undefined
    : refuse(partyRefusals, 'party-already-entered', { name, jurisdiction });
