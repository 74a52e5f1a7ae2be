import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clashOf, encloses, type Point, type Ring, turn } from './rings.ts';

const at = ([x, y]: readonly [number, number]): Point => ({ x, y });
const closed = (...points: readonly (readonly [number, number])[]): Ring => [...points, ...points.slice(0, 1)].map(at);
const big = 100_000_000_000_000;
const coordinate = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -big, max: big }));
const point = fc.record({ x: coordinate, y: coordinate });

describe('the side on which a point lies', () => {
  it('is exact where rounding would lose it', () => {
    expect(turn(at([0, 0]), at([big, big - 1]), at([big - 1, big - 2]))).toBe(-1);
    expect(turn(at([0, 0]), at([big, big - 1]), at([2 * big, 2 * big - 2]))).toBe(0);
    expect(turn(at([0, 0]), at([big, big - 1]), at([1, 1]))).toBe(1);
  });
  it('changes with the direction of the line, and not with the point it is told from', () =>
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        expect(turn(a, b, c) + turn(b, a, c)).toBe(0);
        expect(turn(b, c, a)).toBe(turn(a, b, c));
      }),
    ));
});

describe('rings that clash', () => {
  /** Two segments meet: decided by solving for the common point in fractions, another way than by turns. */
  const meetBySolving = (p: Point, q: Point, r: Point, s: Point): boolean => {
    const [px, py, rx, ry] = [BigInt(p.x), BigInt(p.y), BigInt(r.x), BigInt(r.y)];
    const [ux, uy, vx, vy] = [BigInt(q.x) - px, BigInt(q.y) - py, BigInt(s.x) - rx, BigInt(s.y) - ry];
    const cross = ux * vy - uy * vx;
    const [wx, wy] = [rx - px, ry - py];
    if (cross === 0n) {
      if (wx * uy - wy * ux !== 0n) return false;
      const along = (x: bigint, y: bigint) => x * ux + y * uy;
      const [from, to, end] = [along(wx, wy), along(wx + vx, wy + vy), ux * ux + uy * uy];
      return (from < to ? from : to) <= end && (from > to ? from : to) >= 0n;
    }
    const within = (part: bigint) => (cross > 0n ? part >= 0n && part <= cross : part <= 0n && part >= cross);
    return within(wx * vy - wy * vx) && within(wx * uy - wy * ux);
  };
  const triangle = fc.tuple(point, point, point).filter(([a, b, c]) => turn(a, b, c) !== 0);
  it('are those of two triangles with a common point on their sides, and no others', () =>
    fc.assert(
      fc.property(triangle, triangle, (one, other) => {
        const sides = ([a, b, c]: readonly [Point, Point, Point]) =>
          [
            [a, b],
            [b, c],
            [c, a],
          ] as const;
        const expected = sides(one).some(([p, q]) => sides(other).some(([r, s]) => meetBySolving(p, q, r, s)));
        expect(
          clashOf([
            [...one, one[0]],
            [...other, other[0]],
          ]) !== undefined,
        ).toBe(expected);
      }),
      { numRuns: 1_000 },
    ));
  it('are named; a ring that clashes with itself twice', () => {
    const square = closed([0, 0], [4, 0], [4, 4], [0, 4]);
    expect(clashOf([square, closed([10, 0], [14, 4], [14, 0], [10, 4])])).toEqual([1, 1]);
    expect(clashOf([square, closed([2, 2], [8, 2], [8, 3])])).toEqual([0, 1]);
    expect(clashOf([square, closed([1, 1], [2, 1], [2, 2])])).toBeUndefined();
  });
  it('are found fast even when every side spans the whole width', () => {
    const teeth = Array.from(
      { length: 499 },
      (_, i) =>
        [
          [0, 4 * i],
          [1_000_000, 4 * i + 2],
        ] as const,
    ).flat();
    const before = performance.now();
    expect(clashOf([closed(...teeth, [-1, 2_000], [-1, -1])])).toBeUndefined();
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

describe('a ring encloses another', () => {
  const shell = closed([0, 0], [10, 0], [10, 10], [5, 2], [0, 10]);
  it.each([
    [[2, 1], true],
    [[8, 1], true],
    [[5, 5], false],
    [[-1, 1], false],
    [[11, 1], false],
    [[5, -1], false],
    [[1, 2], true],
  ] as const)('with a vertex at %j: %s', ([x, y], expected) => {
    const small = closed([x, y], [x + 0.1, y], [x, y + 0.1]).map(({ x: first, y: second }) => ({
      x: Math.round(10 * first),
      y: Math.round(10 * second),
    }));
    expect(
      encloses(
        shell.map(({ x: first, y: second }) => ({ x: 10 * first, y: 10 * second })),
        small,
      ),
    ).toBe(expected);
  });
});
