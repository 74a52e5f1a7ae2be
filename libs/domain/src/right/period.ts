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

/** Whether two parts, as printed, share ground: the whole (null) shares with every part. */
export const shareGround = (left: string | null, right: string | null): boolean =>
  left === null || right === null || nameKey(left) === nameKey(right);

/** Whether two plain values say the same, whatever the order of their fields. */
export const sameContent = (left: unknown, right: unknown): boolean => {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return left === right;
  const [mine, theirs] = [Object.entries(left), new Map(Object.entries(right))];
  return mine.length === theirs.size && mine.every(([key, value]) => theirs.has(key) && sameContent(value, theirs.get(key)));
};
