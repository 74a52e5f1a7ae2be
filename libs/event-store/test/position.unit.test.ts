import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ForeignPosition } from '../src/errors.ts';
import { formatPosition, parsePosition, parsePositionParts } from '../src/position.ts';

const store = { id: '0a1b2c3d', epoch: 2 };
const sequence = fc.bigInt({ min: 0n, max: 2n ** 63n - 1n });

describe('a position', () => {
  it('is text that says which store gave it, and when it was last restored', () => {
    expect(formatPosition(store, 42n)).toBe('0a1b2c3d-0002-0000000000000000042');
  });

  it('comes back as the number it was made of', () => {
    fc.assert(fc.property(sequence, (n) => parsePosition(store, formatPosition(store, n)) === n));
  });

  it('sorts as text the way its number sorts', () => {
    const order = (a: bigint | string, b: bigint | string) => Number(a > b) - Number(a < b);
    fc.assert(fc.property(sequence, sequence, (a, b) => order(a, b) === order(formatPosition(store, a), formatPosition(store, b))));
  });

  it('can hold two numbers, which sort as a pair', () => {
    const pair = fc.tuple(sequence, sequence);
    const order = (a: string, b: string) => Number(a > b) - Number(a < b);
    fc.assert(
      fc.property(pair, pair, ([a, b], [c, d]) => {
        const expected = a === c ? Number(b > d) - Number(b < d) : Number(a > c) - Number(a < c);
        return order(formatPosition(store, a, b), formatPosition(store, c, d)) === expected;
      }),
    );
    fc.assert(fc.property(pair, ([a, b]) => parsePositionParts(store, formatPosition(store, a, b), 2).join() === [a, b].join()));
  });

  it('with two numbers is refused by a store that gives one, and the other way round', () => {
    expect(() => parsePosition(store, formatPosition(store, 1n, 2n))).toThrow('another kind of event store');
    expect(() => parsePositionParts(store, formatPosition(store, 1n), 2)).toThrow('another kind of event store');
  });

  it.each([
    ['of another store', '0a1b2c3e-0002-0000000000000000042', 'another event store'],
    ['of before a restore', '0a1b2c3d-0001-0000000000000000042', 'before this event store was restored'],
    ['that is a bare number', '42', 'not a position'],
    ['with a sign', '0a1b2c3d-0002-+000000000000000042', 'not a position'],
    ['with a line break', '0a1b2c3d-0002-0000000000000000042\n', 'not a position'],
  ])('%s is refused', (_, position, reason) => {
    expect(() => parsePosition(store, position)).toThrow(ForeignPosition);
    expect(() => parsePosition(store, position)).toThrow(reason);
  });
});
