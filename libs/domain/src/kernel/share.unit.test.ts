import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addFractions,
  compareFractions,
  formatFraction,
  fractionOf,
  multiplyFractions,
  none,
  share,
  subtractFractions,
  sumOfShares,
  whole,
} from './share.ts';

const accepts = (text: unknown) => share.safeParse(text).success;

describe('a share', () => {
  it.each(['1/3', '2/2', '100%', '33.33%', '0.5%', '1/999999999999'])('takes %s and keeps it as printed', (text) =>
    expect(share.parse(text)).toBe(text),
  );
  it.each(['', '1', '0/1', '0%', '4/3', '100.01%', '1/0', '-1/3', '01/3', '1 / 3', '1.5/3', '１/３', '1e2%', '33.123456789%'])(
    'refuses %j',
    (text) => expect(accepts(text)).toBe(false),
  );
  it('refuses a JSON number', () => expect(accepts(0.5)).toBe(false));
  it('says what is wrong with four thirds', () =>
    expect(() => share.parse('4/3')).toThrow('expected a share greater than 0 and at most 1'));
  it('throws on what the schema refuses', () => expect(() => fractionOf('a third')).toThrow('not a share'));
});

describe('fractions', () => {
  it('three thirds are one', () => expect(sumOfShares(['1/3', '1/3', '1/3'])).toEqual(whole));
  it('no shares are none', () => expect(sumOfShares([])).toEqual(none));
  it('thirds as percentages are not one', () => {
    const sum = sumOfShares(['33.33%', '33.33%', '33.33%']);
    expect(compareFractions(sum, whole)).toBe(-1);
    expect(formatFraction(sum)).toBe('9999/10000');
  });
  it('a fraction and a percentage add up', () => expect(sumOfShares(['1/2', '50%'])).toEqual(whole));
  it('multiply down a chain of holdings', () =>
    expect(formatFraction(multiplyFractions(fractionOf('60%'), fractionOf('1/2')))).toBe('3/10'));
  it('may fall below nothing', () => expect(formatFraction(subtractFractions(fractionOf('1/3'), fractionOf('1/2')))).toBe('-1/6'));
  it('compare as numbers', () => {
    expect(compareFractions(fractionOf('2/4'), fractionOf('1/2'))).toBe(0);
    expect(compareFractions(fractionOf('2/3'), fractionOf('3/4'))).toBe(-1);
    expect(compareFractions(fractionOf('51%'), fractionOf('1/2'))).toBe(1);
  });
});

const texts = fc
  .tuple(fc.bigInt({ min: 1n, max: 10_000n }), fc.bigInt({ min: 1n, max: 10_000n }))
  .map(([left, right]) => `${left < right ? left : right}/${left < right ? right : left}`);

it('what is added and taken away again leaves what was there', () => {
  fc.assert(
    fc.property(texts, texts, (left, right) => {
      const [a, b] = [fractionOf(left), fractionOf(right)];
      expect(subtractFractions(addFractions(a, b), b)).toEqual(a);
      expect(accepts(formatFraction(a))).toBe(true);
    }),
  );
});
