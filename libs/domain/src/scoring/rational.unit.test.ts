import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, divide, fractionOfUnits, multiply, nearest, printed, rounded, subtract } from './rational.ts';

const fraction = (numerator: bigint, denominator: bigint) => ({ numerator, denominator });

describe('exact figures', () => {
  it('are rounded half away from zero (四舍五入), on either side of zero', () => {
    expect([5n, -5n, 4n, -4n, 15n, -15n].map((units) => nearest(units, 10n))).toEqual([1n, -1n, 0n, 0n, 2n, -2n]);
    expect(rounded(fraction(2n, 3n), 2)).toBe(67n);
    expect(rounded(fraction(-1n, 8n), 2)).toBe(-13n);
  });
  it('are printed without trailing zeros', () =>
    expect([printed(10_000n, 2), printed(-1_250n, 3), printed(7n, 0)]).toEqual(['100', '-1.25', '7']));
  it('keep a positive divisor, and have no quotient by zero', () => {
    expect(divide(fraction(1n, 2n), fraction(-3n, 1n))).toEqual(fraction(-1n, 6n));
    expect(divide(fraction(1n, 2n), fraction(3n, 1n))).toEqual(fraction(1n, 6n));
    expect(divide(fraction(1n, 2n), fraction(0n, 5n))).toBeUndefined();
  });
  it('lose nothing on the way', () =>
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 30n), 10n ** 30n), fc.bigInt(-(10n ** 30n), 10n ** 30n), (left, right) => {
        const [one, other] = [fractionOfUnits(left), fractionOfUnits(right)];
        const back = subtract(add(one, other), other);
        expect(back.numerator * one.denominator).toBe(one.numerator * back.denominator);
        fc.pre(right !== 0n);
        const again = multiply(divide(one, other) ?? one, other);
        expect(again.numerator * one.denominator).toBe(one.numerator * again.denominator);
      }),
    ));
});
