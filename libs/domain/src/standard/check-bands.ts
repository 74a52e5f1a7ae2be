// Fixed bands hold every value once.
import { compareDecimals, firstOf, type Rejection, refuse } from '../kernel/index.ts';
import type { Interval, Item, Method } from '../scoring/index.ts';
import { standardRefusals } from './refusals.ts';

/** As people write it: [3, 10), (−∞, 3). */
export const intervalText = ({ from, below }: Interval): string =>
  `${from === null ? '(−∞' : `[${from}`}, ${below === null ? '+∞' : below})`;

type Bands = Extract<Method, { kind: 'bands' }>;

/** From the lowest; what has no lower bound comes first. */
const rising = (left: Interval, right: Interval): number => {
  if (left.from === null) return right.from === null ? 0 : -1;
  if (right.from === null) return 1;
  return compareDecimals(left.from, right.from);
};

export const isEmpty = ({ from, below }: Interval): boolean => from !== null && below !== null && compareDecimals(from, below) >= 0;

/** What lies between two bands that follow each other. */
const between = (place: string, first: Interval, second: Interval): readonly Rejection[] => {
  const overlap = refuse(standardRefusals, 'standard-bands-overlap', { place, first: intervalText(first), second: intervalText(second) });
  if (first.below === null || second.from === null) return [overlap];
  const step = compareDecimals(first.below, second.from);
  if (step > 0) return [overlap];
  const gap = intervalText({ from: first.below, below: second.from });
  return step < 0 ? [refuse(standardRefusals, 'standard-bands-leave-gap', { place, gap })] : [];
};

const outside = (place: string, first: Interval, last: Interval): readonly Rejection[] =>
  [
    ...(first.from === null ? [] : [{ from: null, below: first.from }]),
    ...(last.below === null ? [] : [{ from: last.below, below: null }]),
  ].map((gap) => refuse(standardRefusals, 'standard-bands-leave-gap', { place, gap: intervalText(gap) }));

export const checkBands = (place: string, { weight }: Item, { bands }: Bands): readonly Rejection[] => {
  const empty = bands.filter(isEmpty);
  if (empty.length > 0)
    return empty.map((band) => refuse(standardRefusals, 'standard-interval-empty', { place, interval: intervalText(band) }));
  const order = bands.toSorted(rising);
  const unfit = bands.filter(({ points }) => compareDecimals(points, '0') < 0 || compareDecimals(points, weight) > 0);
  return [
    ...order.flatMap((band, n) => order.slice(n + 1, n + 2).flatMap((next) => between(place, band, next))),
    ...outside(place, firstOf(order), firstOf(order.toReversed())),
    ...unfit.map(({ points }) => refuse(standardRefusals, 'standard-band-points-out-of-range', { place, points, weight })),
  ];
};
