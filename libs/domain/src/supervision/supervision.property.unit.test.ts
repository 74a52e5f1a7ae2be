import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, date, isRejection } from '../kernel/index.ts';
import { command, identified, specId } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { SetSupervisionRule, SupervisionCommand } from './commands.ts';
import { supervisedMatters, supervisionEvents, tenureKinds } from './events.ts';
import { supervision, supervisionRule } from './index.ts';
import { underSupervision } from './read.ts';

const parcelId = fc.constant('6f1c2a52-8c1b-4a53-9a55-0d3f3f8f7a02');
const day = fc.constantFrom('2020-02-29', '2021-03-01', '2023-12-31', '2024-03-11', '2025-01-01').map(date);
const causedBy = fc.integer({ min: 0, max: 5 }).map((n) => specId(70 + n));
const tenureId = fc.constantFrom(specId(60), specId(61));
const jurisdictions = fc.subarray(['310116112', '310116113'], { minLength: 1 });

const data = fc.oneof(
  fc.record({
    type: fc.constant('NoteTenure' as const),
    data: fc.record({
      parcelId,
      tenureId,
      kind: fc.constantFrom(...tenureKinds),
      partyIds: fc.subarray([specId(50), specId(51)], { minLength: 1 }),
      from: day,
      until: fc.option(day),
      causedBy,
      jurisdictions,
    }),
  }),
  fc.record({ type: fc.constant('NoteTenureAnnulled' as const), data: fc.record({ parcelId, tenureId, causedBy }) }),
  fc.record({
    type: fc.constant('NoteGrade' as const),
    data: fc.record({
      parcelId,
      cycle: fc.record({ jurisdiction: fc.constant('310116'), year: fc.constantFrom(2023, 2024) }),
      run: fc.constant(specId(40)),
      grade: fc.constantFrom('B', 'C', 'D', null),
      document: fc.constant('金府办发〔2024〕5号'),
      partyIds: fc.constant([specId(50)]),
      causedBy,
      jurisdictions,
    }),
  }),
  fc.record({
    type: fc.constant('NoteGradedLandTouched' as const),
    data: fc.record({
      parcelId,
      matter: fc.record({ kind: fc.constantFrom(...supervisedMatters), id: fc.constantFrom(specId(30), specId(31)) }),
      fact: fc.constant('AuctionOpened'),
      causedBy,
      enterpriseId: fc.option(fc.constant(specId(50))),
      departments: fc.subarray(['规划资源局' as const, '经委' as const], { minLength: 1 }),
      alsoListed: fc.boolean(),
    }),
  }),
);
const commands = fc
  .tuple(data, day)
  .map(([named, effectiveOn]) => ({ ...command(named.type, named.data), effectiveOn }) as SupervisionCommand);
const rules = fc.record({ leaseYears: fc.integer({ min: 1, max: 3 }), holdingYears: fc.integer({ min: 4, max: 5 }), effectiveOn: day }).map(
  ({ effectiveOn, ...years }): SetSupervisionRule => ({
    ...command('SetSupervisionRule' as const, { jurisdiction: '310116', ...years }),
    effectiveOn,
  }),
);

it('a command repeated on its own result yields nothing, and no history breaks the fold', () => {
  expect(checkLaws(supervision, supervisionEvents, commands)).toBeGreaterThan(100);
  expect(checkLaws(supervisionRule, supervisionEvents, rules)).toBeGreaterThan(100);
});

it('a tenure is what was told of it last, a matter touches once, and who is under supervision stays so to the last day', () => {
  let running = 0;
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 12 }), (sequence) => {
      let state = supervision.initial;
      let count = 0;
      for (const next of sequence) {
        const decision = supervision.decide(next, state);
        if (isRejection(decision)) continue;
        state = identified(decision, count).reduce(supervision.evolve, state);
        count += decision.length;
        if (next.type !== 'NoteTenure') continue;
        const { from, until, kind } = next.data;
        expect(state.tenures.find((tenure) => tenure.tenureId === next.data.tenureId)).toMatchObject({ from, until, kind });
      }
      const matters = state.touches.map(({ matterId }) => matterId);
      expect(new Set(matters).size).toBe(matters.length);
      const rule = { leaseYears: 1, holdingYears: 2 };
      for (const { tenureId: id, underSupervisionFrom, from, until } of underSupervision(state.tenures, rule, date('2024-03-11'))) {
        running += 1;
        const on = (asOf: typeof underSupervisionFrom) =>
          underSupervision(state.tenures, rule, asOf).find((tenure) => tenure.tenureId === id)?.underSupervision ?? false;
        // A renewal may begin under supervision.
        const begins = underSupervisionFrom < from ? from : underSupervisionFrom;
        expect(on(addDays(begins, -1))).toBe(false);
        expect(on(begins)).toBe(until === null || begins <= until);
      }
    }),
  );
  expect(running).toBeGreaterThan(0);
});
