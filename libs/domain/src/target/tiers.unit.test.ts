import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalUnits, formatDecimal } from '../kernel/index.ts';
import { gapTo, type Tiers, tierReached } from './index.ts';

const upgrade2025: Tiers = { floor: '12', assured: '16', stretch: '18' };
const equal: Tiers = { floor: '10', assured: '10', stretch: '10' };
const growth: Tiers = { floor: '-1.5', assured: '0', stretch: '2' };

describe('the tier reached', () => {
  it.each([
    [upgrade2025, '11.99', 'none'],
    [upgrade2025, '12', 'floor'],
    [upgrade2025, '15.999999999999', 'floor'],
    [upgrade2025, '16.00', 'assured'],
    [upgrade2025, '17.96', 'assured'],
    [upgrade2025, '18', 'stretch'],
    [equal, '10', 'stretch'],
    [equal, '9.99', 'none'],
    [growth, '-1.5', 'floor'],
    [growth, '-2', 'none'],
  ] as const)('of %j by %s is %s', (targets, actual, reached) => expect(tierReached(targets, actual)).toBe(reached));
  it('is null when nothing is reported: missing is not zero', () => {
    expect(tierReached(growth, null)).toBeNull();
    expect(tierReached(growth, '0')).toBe('assured');
  });
});

describe('the gap to a tier', () => {
  it('is exact: 提升 2025 lacks 0.04 亩 to the stretch figure', () => {
    expect(gapTo('stretch', upgrade2025, '17.96')).toBe('0.04');
    expect(gapTo('assured', upgrade2025, '17.96')).toBe('0');
    expect(gapTo('floor', upgrade2025, '0')).toBe('12');
  });
  it('counts from below zero', () => expect(gapTo('stretch', growth, '-2.5')).toBe('4.5'));
  it('is null when nothing is reported', () => expect(gapTo('floor', upgrade2025, null)).toBeNull());
});

const figure = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });
const tiers = fc
  .tuple(figure, figure, figure)
  .map((figures) => figures.toSorted((a, b) => (a < b ? -1 : 1)).map(formatDecimal))
  .map(([floor = '0', assured = '0', stretch = '0']): Tiers => ({ floor, assured, stretch }));

it('the tier reached is the highest without a gap, and adding the gap closes it', () => {
  fc.assert(
    fc.property(tiers, figure.map(formatDecimal), (targets, actual) => {
      const closed = (['stretch', 'assured', 'floor'] as const).find((tier) => gapTo(tier, targets, actual) === '0');
      expect(tierReached(targets, actual)).toBe(closed ?? 'none');
      const gap = gapTo('stretch', targets, actual) ?? '0';
      expect(tierReached(targets, formatDecimal(decimalUnits(actual) + decimalUnits(gap)))).toBe('stretch');
    }),
  );
});
