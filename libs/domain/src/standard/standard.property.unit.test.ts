import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, date, fold, isRejection } from '../kernel/index.ts';
import { bySize, small } from '../scoring/test/standards.ts';
import { command, identified } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { StandardCommand } from './commands.ts';
import { type StandardEvent, standardEvents } from './events.ts';
import { isInForce, standard, standardCommands } from './index.ts';
import { draft, next, place, publish, validate, withScheme } from './test/scene.ts';

const version = fc.constantFrom(1, 1, 1, 2, 3);
const on = fc.constantFrom('2024-01-01', '2024-07-01', '2025-01-01').map((day) => ({ effectiveOn: date(day) }));
const contents = [small, bySize, withScheme({ total: '99' })].map(
  (content) => standardCommands.DraftStandard.parse({ ...place, parentPublished: null, content }).content,
);
const city = { jurisdiction: '310000', year: 2023, version: 1 };
const drafting: fc.Arbitrary<StandardCommand> = fc
  .tuple(
    fc.constantFrom(...contents),
    fc.constantFrom(null, null, city, { ...city, jurisdiction: '310117' }),
    fc.constantFrom(null, true, false),
  )
  .map(([content, parent, parentPublished]) => command('DraftStandard', { ...place, parent, parentPublished, content }));
const commands: fc.Arbitrary<StandardCommand> = fc.oneof(
  drafting,
  version.map((of) => command('ValidateStandard', { ...place, version: of })),
  fc
    .tuple(version, on, fc.constantFrom(null, date('2024-12-31')))
    .map(([of, day, validUntil]) => command('PublishStandard', { ...place, version: of, validUntil }, day)),
  fc
    .tuple(version, on, fc.constantFrom(next, { ...next, year: 2024 }))
    .map(([of, day, by]) => command('SupersedeStandard', { ...place, version: of, by }, day)),
);

it('keeps the laws of every decider', () => expect(checkLaws(standard, standardEvents, commands)).toBeGreaterThan(100));

it('on every day at most one version is in force, and what was published never changes', () => {
  let published = 0;
  fc.assert(
    fc.property(fc.array(commands, { minLength: 4, maxLength: 30 }), (sequence) => {
      let events: StandardEvent[] = [];
      let state = standard.initial;
      for (const each of [draft(), validate(), ...sequence, draft(bySize), validate(2), publish(2, '2024-07-01'), ...sequence]) {
        const decision = standard.decide(each, state);
        if (isRejection(decision)) continue;
        const before = state
          .filter(({ validFrom }) => validFrom !== null)
          .map(({ content, validFrom, validUntil }) => ({ content, validFrom, validUntil }));
        events = [...events, ...identified(decision, events.length)];
        state = fold(standard, events);
        const after = state.map(({ content, validFrom, validUntil }) => ({ content, validFrom, validUntil }));
        expect(after.slice(0, before.length)).toEqual(before);
      }
      published += state.filter(({ validFrom }) => validFrom !== null).length;
      for (let day = 0; day < 800; day += 31)
        expect(state.filter((each) => isInForce(each, addDays(date('2023-12-01'), day))).length).toBeLessThanOrEqual(1);
    }),
  );
  expect(published).toBeGreaterThan(0);
});
