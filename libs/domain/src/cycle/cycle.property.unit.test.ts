import fc from 'fast-check';
import { expect, it } from 'vitest';
import { date, isRejection } from '../kernel/index.ts';
import { identified, specId } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { CycleCommand } from './commands.ts';
import { cycleEvents, phases } from './events.ts';
import { cycle } from './index.ts';
import {
  abandon,
  advance,
  cohort,
  complete,
  freeze,
  opening,
  record,
  reopen,
  reschedule,
  schedule,
  setFigureYear,
  start,
  totals,
} from './test/scene.ts';

const run = fc.constantFrom(specId(900), specId(901));
const commands: fc.Arbitrary<CycleCommand> = fc.oneof(
  fc.constantFrom(opening(), opening(), opening({ standard: null }), opening({ schedule: schedule.slice(0, 2) })),
  fc.constantFrom(...phases).map(advance),
  fc.constantFrom(schedule, schedule.slice(1), schedule.toReversed()).map(reschedule),
  fc.constantFrom(2022, 2023, 2024, 2025).map((year) => setFigureYear(year)),
  fc.constantFrom(freeze(), reopen(), { ...freeze(), effectiveOn: date('2024-01-01') }),
  fc.tuple(run, fc.constantFrom('1-42', '1-43')).map(([id, position]) => start(id, position)),
  fc.tuple(run, fc.constantFrom(cohort, { ...cohort, members: 3 })).map(([id, of]) => record(id, of)),
  fc.tuple(run, fc.constantFrom(totals, { ...totals, D: 1 })).map(([id, of]) => complete(id, of)),
  run.map(abandon),
);

it('keeps the laws of every decider', () => expect(checkLaws(cycle, cycleEvents, commands)).toBeGreaterThan(100));

it('has one standard for its whole life, and at most one run at a time', () => {
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 30 }), (sequence) => {
      let state = cycle.initial;
      const standards = new Set<string>();
      for (const [n, each] of [opening(), ...sequence].entries()) {
        const decision = cycle.decide(each, state);
        if (isRejection(decision)) continue;
        state = identified(decision, n * 10).reduce(cycle.evolve, state);
        if (state.kind === 'absent') continue;
        standards.add(JSON.stringify(state.standard));
        expect(state.runs.filter(({ kind }) => kind === 'running').length).toBeLessThanOrEqual(1);
      }
      expect(standards.size).toBe(1);
    }),
  );
});
