import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, addYears, daysBetween } from './date-arithmetic.ts';
import { date } from './effective-date.ts';

describe('a period of law', () => {
  it('of days does not count the day that begins it', () => expect(addDays(date('2024-03-01'), 30)).toBe('2024-03-31'));
  it('may run backwards', () => expect(addDays(date('2024-03-01'), -1)).toBe('2024-02-29'));
  it.each([
    ['2024-03-15', 1, '2024-04-15'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-03-31', 1, '2024-04-30'],
    ['2024-12-31', 2, '2025-02-28'],
    ['2024-03-31', -1, '2024-02-29'],
  ])('of months from %s, %i later, ends on %s', (from, months, to) => expect(addMonths(date(from), months)).toBe(to));
  it('of years ends on the anniversary, 29 February on the 28th', () => {
    expect(addYears(date('2021-09-20'), 5)).toBe('2026-09-20');
    expect(addYears(date('2024-02-29'), 1)).toBe('2025-02-28');
    expect(addYears(date('2024-02-29'), 4)).toBe('2028-02-29');
  });
  it('never ends after the last day a date may name', () => {
    expect(addYears(date('2980-01-01'), 70)).toBe('2999-12-31');
    expect(addDays(date('2999-12-31'), 1)).toBe('2999-12-31');
  });
});

it('days between two days are those that lead from one to the other', () => {
  fc.assert(
    fc.property(fc.integer({ min: -30_000, max: 30_000 }), (days) => {
      const from = date('2024-02-29');
      expect(daysBetween(from, addDays(from, days))).toBe(days);
    }),
  );
});
