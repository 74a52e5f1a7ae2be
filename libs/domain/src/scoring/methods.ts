// How a value becomes points. Prepared once per item: what is left per subject is a multiplication and one rounded division.
import { decimalUnits } from '../kernel/index.ts';
import { limitsOf, within } from './cohorts.ts';
import { mostDecimals, nearest, tenTo } from './rational.ts';
import type { Indicator, Item, Method } from './standard.ts';

/** The least and the most of an indicator among the scored members of a cohort, in units of its decimals; null while there are none. */
export interface Spread {
  readonly least: bigint | null;
  readonly most: bigint | null;
}

/** Points of a value (units of the indicator's decimals) in units of the scheme's decimals. */
export type PointsOf = (value: bigint, spread: Spread) => bigint;

/** No item and no extra is worth more than this, so that every sum stays within the 18 digits the ledger keeps. */
const mostPoints = 1_000_000_000_000n;

/** Points, in units of a scheme's decimals, that end where the ledger ends. */
export const kept = (points: bigint, decimals: number): bigint => {
  const most = mostPoints * tenTo(decimals);
  if (points > most) return most;
  return points < -most ? -most : points;
};

const unit = tenTo(mostDecimals);

/** Points for one item of a scheme that rounds them on `decimals`. */
export const pointsFor = ({ weight, method }: Item, indicator: Indicator, decimals: number): PointsOf => {
  const exact = methodOf(method, decimalUnits(weight), indicator, decimals);
  return (value, spread) => kept(exact(value, spread), decimals);
};

const methodOf = (method: Method, weight: bigint, indicator: Indicator, decimals: number): PointsOf => {
  switch (method.kind) {
    case 'ratio':
      return ratio(method, weight, indicator, decimals);
    case 'min-max':
      return minMax(method, weight, indicator, decimals);
    case 'bands':
      return bands(method, indicator, decimals);
  }
};

/** value ÷ base × weight, between floor and cap; where lower is better base ÷ value × weight, and the cap for nothing or less. */
const ratio = (
  { base, cap, floor }: Extract<Method, { kind: 'ratio' }>,
  weight: bigint,
  indicator: Indicator,
  decimals: number,
): PointsOf => {
  const baseUnits = decimalUnits(base);
  const limit = (multiple: string | null) =>
    multiple === null ? null : nearest(decimalUnits(multiple) * weight * tenTo(decimals), unit * unit);
  const [highest, lowest] = [limit(cap), limit(floor)];
  const clamped = (points: bigint): bigint => {
    if (highest !== null && points > highest) return highest;
    return lowest !== null && points < lowest ? lowest : points;
  };
  const scale = tenTo(indicator.decimals);
  if (indicator.direction === 'higher') {
    const [by, over] = [weight * tenTo(decimals), scale * baseUnits];
    return (value) => clamped(nearest(value * by, over));
  }
  const whole = baseUnits * scale * weight * tenTo(decimals);
  return (value) => clamped(value <= 0n ? mostPoints * tenTo(decimals) : nearest(whole, value * unit * unit));
};

/** From `low` to `high` percent of the weight by the place between the cohort's least and most; `level` percent when they are one. */
const minMax = (
  { low, high, level }: Extract<Method, { kind: 'min-max' }>,
  weight: bigint,
  { direction }: Indicator,
  decimals: number,
): PointsOf => {
  const [lowUnits, highUnits] = [decimalUnits(low), decimalUnits(high)];
  const hundred = 100n * unit * unit;
  const by = weight * tenTo(decimals);
  const flat = nearest(by * decimalUnits(level), hundred);
  return (value, { least, most }) => {
    if (least === null || most === null || least === most) return flat;
    const span = most - least;
    const place = direction === 'higher' ? value - least : most - value;
    // Who was decided without a score is outside the spread: its score, which decides nothing, ends at the spread's ends.
    const inside = within({ from: 0n, below: span }, place) ? place : placeAtEnd(place, span);
    return nearest(by * (lowUnits * span + (highUnits - lowUnits) * inside), hundred * span);
  };
};

const placeAtEnd = (place: bigint, span: bigint): bigint => (place < 0n ? 0n : span);

/** The points of the band a value lies in. Bands cover every value once: a standard that was validated. */
const bands = (method: Extract<Method, { kind: 'bands' }>, indicator: Indicator, decimals: number): PointsOf => {
  const prepared = method.bands.map((band) => ({
    limits: limitsOf(band),
    points: nearest(decimalUnits(band.points) * tenTo(decimals), unit),
  }));
  const scale = tenTo(mostDecimals - indicator.decimals);
  return (value) => {
    const band = prepared.find(({ limits }) => within(limits, value * scale));
    if (band === undefined) throw new Error(`no band of ${indicator.code} holds ${value}`);
    return band.points;
  };
};
