import { describe, expect, it } from 'vitest';
import { formatInstant, isInstant, systemClock } from '../src/clock.ts';

describe('an instant', () => {
  it.each([
    [0, '1970-01-01T00:00:00.000000Z'],
    [1_710_144_000_123.25, '2024-03-11T08:00:00.123250Z'],
    [1_710_144_000_999.999, '2024-03-11T08:00:00.999999Z'],
  ])('of %d milliseconds is written %s', (milliseconds, text) => {
    expect(formatInstant(milliseconds)).toBe(text);
  });

  it.each(['2024-03-11T08:00:00Z', '2024-03-11T08:00:00.123Z', '2024-03-11T08:00:00.123456+00:00', '2024-03-32T08:00:00.123456Z', ''])(
    'is not %j',
    (text) => {
      expect(isInstant(text)).toBe(false);
    },
  );
});

describe('the system clock', () => {
  it('tells the time of the wall clock with microseconds', () => {
    const before = formatInstant(Date.now());
    const told = systemClock();
    const after = formatInstant(Date.now() + 0.999);
    expect(isInstant(told)).toBe(true);
    expect([before, told, after]).toEqual([before, told, after].toSorted());
  });
});
