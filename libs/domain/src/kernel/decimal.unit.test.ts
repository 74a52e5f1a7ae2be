import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDecimals, decimal, decimalUnits, formatDecimal } from './decimal.ts';

const accepts = (text: unknown) => decimal.safeParse(text).success;

describe('an exact decimal', () => {
  it.each(['0', '17.96', '-3.5', '999999999999999999.999999999999', '10.00'])('takes %s and keeps it as written', (text) =>
    expect(decimal.parse(text)).toBe(text),
  );
  it.each(['', '1.', '.5', '01', '+1', '1e3', '1,000', '1 0', '１０', '1000000000000000000', '0.1234567890123', '--1', 'Infinity'])(
    'refuses %j',
    (text) => expect(accepts(text)).toBe(false),
  );
  it('refuses a JSON number', () => expect(accepts(17.96)).toBe(false));
  it('compares as a number, not as text', () => {
    expect(compareDecimals('9', '10')).toBe(-1);
    expect(compareDecimals('10.00', '10')).toBe(0);
    expect(compareDecimals('-0', '0')).toBe(0);
    expect(compareDecimals('-1', '-2')).toBe(1);
    expect(compareDecimals('0.1', '0.10000000001')).toBe(-1);
  });
  it('is written without trailing zeros', () => expect(formatDecimal(decimalUnits('10.500'))).toBe('10.5'));
  it('throws on what the schema refuses', () => expect(() => decimalUnits('1e3')).toThrow('not a decimal'));
});

const units = fc.bigInt({ min: -(10n ** 30n) + 1n, max: 10n ** 30n - 1n });

it('is written and read back as the same integer of 10⁻¹², by a text the schema takes', () => {
  fc.assert(
    fc.property(units, (given) => {
      expect(decimalUnits(formatDecimal(given))).toBe(given);
      expect(accepts(formatDecimal(given))).toBe(true);
    }),
  );
});

it('compares and adds as integers do', () => {
  fc.assert(
    fc.property(units, units, (left, right) => {
      expect(compareDecimals(formatDecimal(left), formatDecimal(right))).toBe(Number(left > right) - Number(left < right));
      expect(decimalUnits(formatDecimal(left + right))).toBe(left + right);
    }),
  );
});
