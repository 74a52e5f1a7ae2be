import fc from 'fast-check';
import { expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { command } from '../testing/given.ts';
import { checkLaws } from '../testing/laws.ts';
import type { TargetCommand } from './commands.ts';
import { planCategories, targetEvents } from './events.ts';
import { target } from './index.ts';

const place = { jurisdiction: fc.constant('310116112'), year: fc.constant(2025) };
const name = fc.constantFrom('腾退低效用地', '腾退 低效用地', '提升低效用地');
const figure = fc.constantFrom('-1', '10', '10.0', '12', '16');
const tiers = { floor: figure, assured: figure, stretch: fc.constantFrom('12', '16', '18') };
const reason = fc.constant('调整');
const data: fc.Arbitrary<Pick<TargetCommand, 'type' | 'data'>> = fc.oneof(
  fc.record({
    type: fc.constant('SetTargets' as const),
    data: fc.record({
      ...place,
      indicator: fc.record({ number: fc.constantFrom('7', '8'), name, unit: fc.constant('亩'), dimension: fc.constant('要素投入') }),
      planCategory: fc.option(fc.constantFrom(...planCategories)),
      ...tiers,
    }),
  }),
  fc.record({
    type: fc.constantFrom('CorrectTargets' as const, 'ReviseTargets' as const),
    data: fc.record({ ...place, indicator: name, ...tiers, reason }),
  }),
  fc.record({ type: fc.constant('ReportActual' as const), data: fc.record({ ...place, indicator: name, value: figure }) }),
);
const effectiveOn = fc.constantFrom('2024-03-10', '2024-03-11', '2025-01-01', '2025-06-01', '2027-01-01').map(date);
const commands = fc
  .tuple(data, effectiveOn)
  .map(([named, day]) => ({ ...command(named.type, named.data), effectiveOn: day }) as TargetCommand);

it('a command repeated on its own result yields nothing, and no history breaks the fold', () => {
  expect(checkLaws(target, targetEvents, commands)).toBeGreaterThan(100);
});
