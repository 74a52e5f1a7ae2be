import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, date, isRejection } from '../kernel/index.ts';
import { identified } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { PolicyCommand } from './commands.ts';
import { policyEvents, policyGrades } from './events.ts';
import { policy } from './index.ts';
import { policiesOn } from './read.ts';
import { end, replace, set } from './test/scene.ts';

const day = fc.nat(30).map((n) => addDays(date('2024-03-01'), n));
const by = fc.constantFrom('经委', '经委', '发改委', null);
const of = fc.uniqueArray(fc.constantFrom(...policyGrades), { minLength: 1 });
const commands: fc.Arbitrary<PolicyCommand> = fc.oneof(
  fc.tuple(by, of, day).map(([who, grades, on]) => set({ by: who, grades }, on)),
  fc.tuple(by, of, day).map(([who, grades, on]) => replace({ by: who, grades }, on)),
  fc.tuple(by, day).map(([who, on]) => end({ by: who }, on)),
);

it('keeps the laws of every decider', () => expect(checkLaws(policy, policyEvents, commands)).toBeGreaterThan(100));

it('is in force on every day from its setting to the day before its end, and on no other', () => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 20 }), day, (sequence, on) => {
      let state = policy.initial;
      for (const [n, each] of [set(), ...sequence].entries()) {
        const decision = policy.decide(each, state);
        if (!isRejection(decision)) state = identified(decision, n * 10).reduce(policy.evolve, state);
      }
      if (state.kind === 'absent') throw new Error('it was set first');
      const isInForce = policyGrades.some((grade) => policiesOn([state], on, grade).length > 0);
      expect(isInForce).toBe(state.setOn <= on && (state.ended === null || on < state.ended.on));
    }),
  );
});
