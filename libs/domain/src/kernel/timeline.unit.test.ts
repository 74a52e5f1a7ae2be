import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { date } from './effective-date.ts';
import { holdingFrom, type Timeline, valueOn } from './timeline.ts';

const days = ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01'].map(date);
const empty: Timeline<string> = [];

describe('a timeline', () => {
  it('holds nothing before its first day', () => {
    const timeline = holdingFrom(empty, date('2024-02-01'), '甲');
    expect([valueOn(empty, date('2024-02-01')), valueOn(timeline, date('2024-01-31')), valueOn(timeline, date('2024-02-01'))]).toEqual([
      undefined,
      undefined,
      '甲',
    ]);
  });
  it('takes what is recorded late in the place of its day', () => {
    const timeline = holdingFrom(holdingFrom(empty, date('2024-03-01'), '乙'), date('2024-01-01'), '甲');
    expect(timeline.map(({ value }) => value)).toEqual(['甲', '乙']);
  });
  it('answers the later recorded of two on one day', () => {
    const timeline = holdingFrom(holdingFrom(empty, date('2024-03-01'), '甲'), date('2024-03-01'), '乙');
    expect(valueOn(timeline, date('2024-03-01'))).toBe('乙');
  });
});

it('answers on every day the last recorded of the latest day up to it', () => {
  const entries = fc.array(fc.record({ from: fc.constantFrom(...days), value: fc.nat() }), { maxLength: 8 });
  fc.assert(
    fc.property(entries, fc.constantFrom(...days), (recorded, on) => {
      const timeline = recorded.reduce<Timeline<number>>((all, { from, value }) => holdingFrom(all, from, value), []);
      const latest = recorded
        .filter(({ from }) => from <= on)
        .reduce<(typeof recorded)[number] | undefined>(
          (best, next) => (best === undefined || next.from >= best.from ? next : best),
          undefined,
        );
      expect(valueOn(timeline, on)).toBe(latest?.value);
    }),
  );
});
