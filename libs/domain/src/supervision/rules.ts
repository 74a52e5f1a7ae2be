// The policy of the supervision context: each rule is a function that names what is wrong, or nothing.
import { type RefusalCatalogue, type Rule, refuse } from '../kernel/index.ts';
import type { CommandNamed } from './commands.ts';
import type { Supervision } from './state.ts';

export const supervisionRefusals = {
  'supervision-tenure-ends-before-start': {
    kind: 'unacceptable',
    en: 'The last day {until} lies before the first, {from}.',
    zh: '截止日{until}早于起始日{from}。',
  },
} as const satisfies RefusalCatalogue;

export const lastDayNotBeforeFirst: Rule<CommandNamed<'NoteTenure'>, Supervision> = ({ data: { from, until } }) =>
  until !== null && until < from ? refuse(supervisionRefusals, 'supervision-tenure-ends-before-start', { from, until }) : undefined;
