import { describe, expect, it } from 'vitest';
import { inMinorUnits, isLess, money } from './money.ts';

const yuan = (amount: string) => money.parse({ amount });

describe('money', () => {
  it('is in 分 of CNY where no currency is named', () => expect(yuan('6170000000')).toEqual({ amount: '6170000000', currency: 'CNY' }));
  it('keeps a foreign currency', () => expect(money.parse({ amount: '1', currency: 'USD' }).currency).toBe('USD'));
  it.each(['', '-1', '01', '1.5', '1e3', '1,000', '1000000000000000000'])('refuses the amount %j', (amount) =>
    expect(money.safeParse({ amount }).success).toBe(false),
  );
  it('refuses a JSON number and a currency that is none', () => {
    expect(money.safeParse({ amount: 1 }).success).toBe(false);
    expect(money.safeParse({ amount: '1', currency: '元' }).success).toBe(false);
  });
  it('compares as a number', () => {
    expect(isLess(yuan('9'), yuan('10'))).toBe(true);
    expect(isLess(yuan('10'), yuan('10'))).toBe(false);
  });
  it('does not compare two currencies', () => expect(isLess(yuan('1'), { amount: '2', currency: 'USD' })).toBeUndefined());
  it('computes in whole 分', () => expect(inMinorUnits(yuan('999999999999999999'))).toBe(999_999_999_999_999_999n));
});
