// Plane geometry on whole numbers, exact: no rounding can make rings cross that do not, or hide that they do.

/** A vertex in whole units small enough that differences are exact (|x|, |y| ≤ 10¹⁵). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A closed ring: the last vertex repeats the first. */
export type Ring = readonly Point[];

/** Side of the line a→b on which c lies: 1 left, −1 right, 0 on it. */
export const turn = (a: Point, b: Point, c: Point): -1 | 0 | 1 => {
  const cross = BigInt(b.x - a.x) * BigInt(c.y - a.y) - BigInt(b.y - a.y) * BigInt(c.x - a.x);
  if (cross === 0n) return 0;
  return cross > 0n ? 1 : -1;
};

/** A side of a ring: `at` is the number of its first vertex, `of` how many sides the ring has. */
interface Side {
  readonly ring: number;
  readonly at: number;
  readonly of: number;
  readonly from: Point;
  readonly to: Point;
}

const sidesOf = (ring: Ring, number: number): readonly Side[] =>
  ring.flatMap((to, at) => {
    const from = ring[at - 1];
    return from === undefined ? [] : [{ ring: number, at: at - 1, of: ring.length - 1, from, to }];
  });

const left = ({ from, to }: Side): number => Math.min(from.x, to.x);
const right = ({ from, to }: Side): number => Math.max(from.x, to.x);
const levelsOverlap = (one: Side, other: Side): boolean =>
  Math.min(one.from.y, one.to.y) <= Math.max(other.from.y, other.to.y) &&
  Math.min(other.from.y, other.to.y) <= Math.max(one.from.y, one.to.y);

/** True when two sides whose bounding boxes overlap have a point in common. */
const meet = (one: Side, other: Side): boolean =>
  turn(one.from, one.to, other.from) * turn(one.from, one.to, other.to) <= 0 &&
  turn(other.from, other.to, one.from) * turn(other.from, other.to, one.to) <= 0;

/** True when a side goes back over the one before it. */
const goesBack = (before: Side, after: Side): boolean =>
  turn(before.from, before.to, after.to) === 0 &&
  BigInt(before.from.x - before.to.x) * BigInt(after.to.x - after.from.x) +
    BigInt(before.from.y - before.to.y) * BigInt(after.to.y - after.from.y) >
    0n;

/** True when sides meet that may not: neighbours share their vertex and no more, all others nothing. */
const clash = (one: Side, other: Side): boolean => {
  if (one.ring !== other.ring) return meet(one, other);
  if ((one.at + 1) % one.of === other.at) return goesBack(one, other);
  if ((other.at + 1) % one.of === one.at) return goesBack(other, one);
  return meet(one, other);
};

/** Two rings that cross or touch, by their numbers in order, the same one twice when it crosses itself; undefined when none do. */
export const clashOf = (rings: readonly Ring[]): readonly [number, number] | undefined => {
  const sides = rings.flatMap(sidesOf).sort((one, other) => left(one) - left(other));
  let open: readonly Side[] = [];
  for (const side of sides) {
    // Only sides that reach as far to the right as this one begins can still meet it.
    open = open.filter((other) => right(other) >= left(side));
    const other = open.find((each) => levelsOverlap(each, side) && clash(each, side));
    if (other !== undefined) return [Math.min(other.ring, side.ring), Math.max(other.ring, side.ring)];
    open = [...open, side];
  }
  return undefined;
};

/**
 * True when a ring lies inside another that it neither crosses nor touches. One vertex tells: a line from it to the right then
 * crosses the outer ring an odd number of times.
 */
export const encloses = (outer: Ring, inner: Ring): boolean =>
  inner.slice(0, 1).some((point) => {
    const crossed = sidesOf(outer, 0).filter(
      ({ from, to }) => from.y > point.y !== to.y > point.y && turn(from, to, point) === (to.y > from.y ? 1 : -1),
    );
    return crossed.length % 2 === 1;
  });
