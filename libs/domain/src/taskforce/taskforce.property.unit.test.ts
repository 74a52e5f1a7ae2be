import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, date, isRejection } from '../kernel/index.ts';
import { identified } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { MandateCommand, TaskForceCommand } from './commands.ts';
import { duties, taskForceEvents } from './events.ts';
import { holdsOn, mandate, rosterOn, taskForce } from './index.ts';
import { appoint, establish, grant, lead, member, members, remove, report, reportRoster, revoke } from './test/scene.ts';

const day = fc.nat(40).map((n) => addDays(date('2024-03-01'), n));
const anyMember = fc
  .tuple(fc.constantFrom('规划资源局', '经委'), fc.constantFrom(...duties), day, fc.option(day))
  .map(([department, duty, from, until]) => member(department, { duty, from, until }));

const rosterCommands: fc.Arbitrary<TaskForceCommand> = fc.oneof(
  fc.constantFrom(establish(), establish(members.slice(0, 2)), establish([lead('经委', { until: date('2024-03-31') }), lead('国资委')])),
  fc.tuple(anyMember, day).map(([of, on]) => appoint(of, on)),
  fc.tuple(anyMember, day).map(([of, on]) => remove(of, on)),
  day.map((on) => reportRoster(on)),
);
const mandateCommands: fc.Arbitrary<MandateCommand> = fc.oneof(
  fc.constantFrom(
    grant(),
    grant({ tasks: ['survey', 'audit'] }),
    grant({ until: date('2024-03-31') }),
    grant({ until: date('2024-04-05') }),
  ),
  fc.tuple(day, fc.constantFrom('单位申请', '成果不符合要求')).map(([on, reason]) => revoke(on, reason)),
  day.map((on) => report(on)),
);

it('keeps the laws of every decider', () => {
  expect(checkLaws(taskForce, taskForceEvents, rosterCommands)).toBeGreaterThan(100);
  expect(checkLaws(mandate, taskForceEvents, mandateCommands)).toBeGreaterThan(100);
});

it('has a lead department on every day, whatever was done in whatever order, and no place twice', () => {
  fc.assert(
    fc.property(fc.array(rosterCommands, { maxLength: 25 }), day, (sequence, on) => {
      let state = taskForce.initial;
      for (const [n, each] of [establish(), ...sequence].entries()) {
        const decision = taskForce.decide(each, state);
        if (!isRejection(decision)) state = identified(decision, n * 10).reduce(taskForce.evolve, state);
      }
      if (state.kind === 'absent') throw new Error('it was established first');
      const roster = rosterOn(state, on);
      const seats = roster.map(({ department, section, duty }) => JSON.stringify([department, section, duty]));
      expect(new Set(seats).size).toBe(seats.length);
      expect(roster.some(({ duty }) => duty === 'lead')).toBe(on >= state.establishedOn);
    }),
  );
});

it('a mandate holds on no day outside its period, and on none from its revocation on', () => {
  fc.assert(
    fc.property(fc.array(mandateCommands, { maxLength: 10 }), day, (sequence, on) => {
      let state = mandate.initial;
      for (const [n, each] of sequence.entries()) {
        const decision = mandate.decide(each, state);
        if (!isRejection(decision)) state = identified(decision, n * 10).reduce(mandate.evolve, state);
      }
      if (!holdsOn(state, on)) return;
      const { content, revoked } = state;
      expect([content.from <= on, on <= content.until, revoked === null || on < revoked.on]).toEqual([true, true, true]);
    }),
  );
});
