import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isRejection } from '../kernel/index.ts';
import { identified } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { ClassListCommand, TownListCommand } from './commands.ts';
import { classListEvents } from './events.ts';
import { classList, townList } from './index.ts';
import {
  change,
  decideClass,
  line,
  lists,
  objection,
  opinion,
  otherRun,
  passed,
  publish,
  returnClass,
  returnedLine,
  returnTown,
  review,
  run,
  submitClass,
  submitTown,
  towns,
  withdrawTown,
} from './test/scene.ts';

const edition = fc.integer({ min: 1, max: 3 });
const ofTowns: fc.Arbitrary<TownListCommand> = fc.oneof(
  fc.constantFrom(run, otherRun).map((id) => submitTown({ run: id })),
  edition.chain((n) => fc.constantFrom(...passed(n), returnedLine({ edition: n }), review({ edition: n, approver: 'peer' }))),
  edition.chain((n) => fc.constantFrom(returnTown({ edition: n }), returnTown({ edition: n, classList: 1 }), withdrawTown({ edition: n }))),
);
const anew = towns.map((each) => ({ ...each, edition: each.edition + 1 }));
const ofDistricts: fc.Arbitrary<ClassListCommand> = fc.oneof(
  fc.constantFrom(submitClass(), submitClass({ towns: anew, lists: lists.map((each) => ({ ...each, edition: each.edition + 1 })) })),
  edition.chain((n) =>
    fc.constantFrom(opinion({ edition: n }), objection({ edition: n }), opinion({ edition: n, department: '市规划资源局' })),
  ),
  edition.chain((n) => fc.constantFrom(returnClass({ edition: n }), returnClass({ edition: n, lines: [line] }))),
  edition.chain((n) => fc.constantFrom(decideClass({ edition: n }), decideClass({ edition: n, changes: [change], overrides: '协调' }))),
  edition.chain((n) => fc.constantFrom(publish({ edition: n }), publish({ edition: n, classes: ['B'] }))),
);

it("towns' lists keep the laws of every decider", () => expect(checkLaws(townList, classListEvents, ofTowns)).toBeGreaterThan(100));
it("districts' lists keep the laws of every decider", () =>
  expect(checkLaws(classList, classListEvents, ofDistricts)).toBeGreaterThan(100));

it('whatever happens, a list is decided after an opinion and its totals still count every parcel', () => {
  fc.assert(
    fc.property(fc.array(ofDistricts, { maxLength: 20 }), (sequence) => {
      let state = classList.initial;
      for (const [n, each] of [submitClass({ lists }), opinion(), ...sequence].entries()) {
        const decision = classList.decide(each, state);
        if (isRejection(decision)) continue;
        state = identified(decision, n * 10).reduce(classList.evolve, state);
        if (state.kind === 'absent') continue;
        expect(Object.values(state.totals).reduce((sum, count) => sum + count, 0)).toBe(state.parcels);
        expect(state.kind !== 'decided' || state.opinions.length > 0).toBe(true);
      }
    }),
  );
});
