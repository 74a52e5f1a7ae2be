// When and where something holds: days from one on, up to but not including another, on a part of the parcel or on the whole.
import { type EffectiveDate, nameKey } from '../kernel/index.ts';

/** From a day on, before another; without end when that is null. */
export interface Period {
  readonly from: EffectiveDate;
  readonly before: EffectiveDate | null;
}

export const during = ({ from, before }: Period, day: EffectiveDate): boolean => from <= day && (before === null || day < before);

/** The first of some days, null when there is none. */
export const earliest = (days: readonly (EffectiveDate | null)[]): EffectiveDate | null =>
  days.reduce((first, next) => (first === null || (next !== null && next < first) ? next : first), null);

/** Whether two periods share a day. */
export const overlap = (left: Period, right: Period): boolean => {
  const before = earliest([left.before, right.before]);
  return before === null || (left.from < before && right.from < before);
};

/** Ground that two things may share: a part as printed, or the whole (null). */
export interface Grounded extends Period {
  readonly part: string | null;
}

/** Every two that share ground and a day: the whole shares with every part. */
export const overlappingPairs = <T extends Grounded>(list: readonly T[]): readonly (readonly [T, T])[] => {
  const grounds = list.map(({ part }) => (part === null ? null : nameKey(part)));
  return list.flatMap((left, n) =>
    list
      .slice(n + 1)
      .filter((right, m) => {
        const [mine, other] = [grounds[n], grounds[n + 1 + m]];
        return (mine === null || other === null || mine === other) && overlap(left, right);
      })
      .map((right) => [left, right] as const),
  );
};

/** Whether two plain values say the same, whatever the order of their fields. */
export const sameContent = (left: unknown, right: unknown): boolean => {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  const [mine, theirs] = [Object.entries(left), new Map(Object.entries(right))];
  return mine.length === theirs.size && mine.every(([key, value]) => theirs.has(key) && sameContent(value, theirs.get(key)));
};
