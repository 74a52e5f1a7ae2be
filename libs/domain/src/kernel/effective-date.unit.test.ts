import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { date, effectiveDate } from './effective-date.ts';

const accepts = (text: unknown) => effectiveDate.safeParse(text).success;

describe('a date of law', () => {
  it.each(['2024-03-11', '2024-02-29', '2000-02-29', '1900-01-01', '2999-12-31', '2023-04-30'])('takes %s', (text) => {
    expect(effectiveDate.parse(text)).toBe(text);
    expect(date(text)).toBe(text);
  });
  it.each([
    ['2024-02-30', 'a day that February never has'],
    ['2023-02-29', 'no leap year'],
    ['1900-02-29', 'a century that is no leap year'],
    ['2024-04-31', 'a short month'],
    ['2024-13-01', 'a thirteenth month'],
    ['2024-00-10', 'no month'],
    ['2024-01-00', 'no day'],
    ['1899-12-31', 'before the ledger can hold'],
    ['3000-01-01', 'after the ledger can hold'],
    ['2024-3-11', 'digits left out'],
    ['20240311', 'no hyphens'],
    ['2024-03-11T00:00:00Z', 'an instant'],
    [' 2024-03-11', 'a space'],
    ['２０２４-03-11', 'full-width digits'],
    ['', 'nothing'],
  ])('refuses %s: %s', (text) => {
    expect(accepts(text)).toBe(false);
    expect(() => date(text)).toThrow('not a calendar date');
  });
  it('refuses what is no text', () => expect([20240311, null, undefined].map(accepts)).toEqual([false, false, false]));
  it('says what it expected', () =>
    expect(effectiveDate.safeParse('2024-02-30').error?.issues[0]?.message).toBe('expected a calendar date as YYYY-MM-DD'));
});

it('takes exactly the days the calendar has, and they sort as text', () => {
  const day = fc.record({
    year: fc.integer({ min: 1900, max: 2999 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  });
  const written = (given: { year: number; month: number; day: number }) =>
    `${given.year}-${String(given.month).padStart(2, '0')}-${String(given.day).padStart(2, '0')}`;
  fc.assert(
    fc.property(day, day, (left, right) => {
      const [first, second] = [left, right].map((given) => new Date(Date.UTC(given.year, given.month - 1, given.day)));
      expect(accepts(written(left))).toBe(first?.getUTCDate() === left.day);
      fc.pre(accepts(written(left)) && accepts(written(right)));
      expect(written(left) < written(right)).toBe(Number(first) < Number(second));
    }),
  );
});
