import { describe, expect, it } from 'vitest';
import { pointsFor } from './methods.ts';
import { printed } from './rational.ts';
import type { Method } from './standard.ts';
import { indicator, item, quantity, ratio } from './test/standards.ts';

const higher = indicator('more', quantity('tax'));
const lower = indicator('less', quantity('tax'), 'lower');
const nobody = { least: null, most: null };

/** Points of values printed on two decimals, in a scheme that rounds on two. */
const points = (
  method: Method,
  direction: 'higher' | 'lower',
  values: readonly number[],
  spread: Parameters<ReturnType<typeof pointsFor>>[1] = nobody,
) => {
  const of = pointsFor(item('x', '40', method), direction === 'higher' ? higher : lower, 2);
  return values.map((value) => printed(of(BigInt(Math.round(value * 100)), spread), 2));
};

describe('ratio to base × weight', () => {
  it('gives the weight at the base, without end in both directions', () =>
    expect(points(ratio('10'), 'higher', [10, 20, 5, 0, -10])).toEqual(['40', '80', '20', '0', '-40']));
  it('is capped at a multiple of the weight and floored at another (乐清 2016: 1.5 and 0)', () =>
    expect(points(ratio('10', '1.5', '0'), 'higher', [15, 15.01, 1000, 0, -3])).toEqual(['60', '60', '60', '0', '0']));
  it('turns round where lower is better, and gives the cap for nothing or less', () =>
    expect(points(ratio('10', '1.5', '0.1'), 'lower', [10, 20, 5, 0, -1, 10_000])).toEqual(['40', '20', '60', '60', '60', '4']));
  it('is rounded half away from zero once, after all multiplications', () =>
    expect(points(ratio('3'), 'higher', [1, 2, -2])).toEqual(['13.33', '26.67', '-26.67']));
  it('never exceeds what the ledger can add up', () => {
    const huge = pointsFor(item('x', '40', ratio('0.000000000001')), higher, 2);
    expect([huge(10n ** 18n, nobody), huge(-(10n ** 18n), nobody)]).toEqual([10n ** 14n, -(10n ** 14n)]);
  });
});

describe('min-max band', () => {
  const band: Method = { kind: 'min-max', low: '20', high: '100', level: '60' };
  const spread = { least: 1000n, most: 3000n };
  it('goes from the low to the high percentage of the weight (旌德 2022: 20 to 100)', () =>
    expect(points(band, 'higher', [10, 20, 30], spread)).toEqual(['8', '24', '40']));
  it('turns round where lower is better', () => expect(points(band, 'lower', [10, 15, 30], spread)).toEqual(['40', '32', '8']));
  it('gives the level percentage when all are equal, or when there is nobody to compare with', () => {
    expect(points(band, 'higher', [10], { least: 1000n, most: 1000n })).toEqual(['24']);
    expect(points(band, 'higher', [10], nobody)).toEqual(['24']);
    expect(points(band, 'higher', [10], { least: 1000n, most: null })).toEqual(['24']);
  });
  it('ends at its ends for who stands outside, because a veto decided', () =>
    expect(points(band, 'higher', [5, 99], spread)).toEqual(['8', '40']));
});

describe('fixed bands', () => {
  const bands: Method = {
    kind: 'bands',
    bands: [
      { from: '10', below: null, points: '40' },
      { from: '5', below: '10', points: '12.5' },
      { from: null, below: '5', points: '0' },
    ],
  };
  it('begin at their lower bound and end before the upper one', () =>
    expect(points(bands, 'higher', [-1, 4.99, 5, 9.99, 10, 1000])).toEqual(['0', '0', '12.5', '12.5', '40', '40']));
  it('that leave a gap are a bug: validation refuses them', () =>
    expect(() => points({ kind: 'bands', bands: [{ from: '10', below: null, points: '1' }] }, 'higher', [1])).toThrow('no band of more'));
});
