import { type RefusalCatalogue, type Rule, refuse, valueOn } from '../kernel/index.ts';
import type { InterestCommand } from './commands.ts';
import { type Interests, interestIn } from './state.ts';

export const interestRefusals = {
  'interest-not-recorded': {
    kind: 'conflict',
    en: 'On {on} the party is not known to have had anything in {targetId}.',
    zh: '未记载该主体截至{on}在{targetId}享有权益。',
  },
} as const satisfies RefusalCatalogue;

/** What ends began before. */
export const beganBefore: Rule<InterestCommand, Interests> = ({ data, effectiveOn: on }, state) =>
  valueOn(interestIn(state, data)?.has ?? [], on) === undefined
    ? refuse(interestRefusals, 'interest-not-recorded', { on, targetId: data.targetId })
    : undefined;
