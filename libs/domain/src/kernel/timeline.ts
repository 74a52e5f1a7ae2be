import type { EffectiveDate } from './effective-date.ts';

/** What held from which day on, ordered by day; two of one day stand in the order they were recorded. */
export type Timeline<T> = readonly { readonly from: EffectiveDate; readonly value: T }[];

/** Lets `value` hold from a day on, up to the next entry: what is recorded for later days stays as it is. */
export const holdingFrom = <T>(timeline: Timeline<T>, from: EffectiveDate, value: T): Timeline<T> => {
  const next = timeline.findIndex((entry) => entry.from > from);
  return timeline.toSpliced(next === -1 ? timeline.length : next, 0, { from, value });
};

/** What held on a day, that day included; of two recorded for one day the later. Undefined before the first. */
export const valueOn = <T>(timeline: Timeline<T>, on: EffectiveDate): T | undefined => timeline.findLast(({ from }) => from <= on)?.value;
