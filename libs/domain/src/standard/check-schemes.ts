// Weights, bases, limits and cut-offs of a scheme.
import {
  compareDecimals,
  compareFractions,
  decimalUnits,
  formatDecimal,
  fractionOf,
  type Rejection,
  refuse,
  whole,
} from '../kernel/index.ts';
import type { Indicator, Item, Method, Scheme, Standard } from '../scoring/index.ts';
import { checkBands } from './check-bands.ts';
import { repeated } from './check-codes.ts';
import { standardRefusals } from './refusals.ts';

const rangeOf = (place: string, floor: string, cap: string): readonly Rejection[] =>
  compareDecimals(cap, floor) < 0 ? [refuse(standardRefusals, 'standard-cap-below-floor', { place, cap, floor })] : [];

const checkRatio = (
  place: string,
  { base, cap, floor }: Extract<Method, { kind: 'ratio' }>,
  indicator: Indicator | undefined,
): readonly Rejection[] => [
  ...(compareDecimals(base, '0') > 0 ? [] : [refuse(standardRefusals, 'standard-base-not-positive', { place, base })]),
  ...(cap === null || floor === null ? [] : rangeOf(place, floor, cap)),
  ...(indicator?.direction === 'lower' && cap === null ? [refuse(standardRefusals, 'standard-lower-without-cap', { place })] : []),
];

const checkMinMax = (place: string, { low, high, level }: Extract<Method, { kind: 'min-max' }>): readonly Rejection[] => [
  ...[low, high, level]
    .filter((percent) => compareDecimals(percent, '0') < 0 || compareDecimals(percent, '100') > 0)
    .map((percent) => refuse(standardRefusals, 'standard-percent-out-of-range', { place, percent })),
  ...rangeOf(place, low, high),
];

const checkItem = (scheme: string, item: Item, { indicators }: Standard): readonly Rejection[] => {
  const { indicator: code, weight, method } = item;
  const place = `scheme ${scheme} item ${code}`;
  const indicator = indicators.find((each) => each.code === code);
  const unknown = indicator === undefined ? [refuse(standardRefusals, 'standard-indicator-unknown', { place, code })] : [];
  const light = compareDecimals(weight, '0') > 0 ? [] : [refuse(standardRefusals, 'standard-weight-not-positive', { place, weight })];
  switch (method.kind) {
    case 'ratio':
      return [...unknown, ...light, ...checkRatio(place, method, indicator)];
    case 'min-max':
      return [...unknown, ...light, ...checkMinMax(place, method)];
    case 'bands':
      return [...unknown, ...light, ...checkBands(place, item, method)];
  }
};

const checkTotal = (place: string, { items, total }: Scheme): readonly Rejection[] => {
  const sum = formatDecimal(items.reduce((units, { weight }) => units + decimalUnits(weight), 0n));
  return compareDecimals(sum, total) === 0 ? [] : [refuse(standardRefusals, 'standard-weights-do-not-total', { place, sum, total })];
};

/** Bounds from the best class down: each follows the one before, and the last leaves nobody out. */
const checkCutOffs = (place: string, { cutOffs }: Scheme): readonly Rejection[] => {
  const grade = repeated(cutOffs.classes.map((each) => each.grade));
  const twice = grade === undefined ? [] : [refuse(standardRefusals, 'standard-grade-twice', { place, grade })];
  const falling = (first: string, second: string, follows: boolean): readonly Rejection[] =>
    follows ? [] : [refuse(standardRefusals, 'standard-cut-offs-not-falling', { place, first, second })];
  const notWhole = (last: string): readonly Rejection[] => [refuse(standardRefusals, 'standard-cut-offs-not-whole', { place, last })];
  if (cutOffs.kind === 'share') {
    const bounds = cutOffs.classes.map(({ upTo }) => upTo);
    const last = bounds.slice(-1).filter((bound) => compareFractions(fractionOf(bound), whole) !== 0);
    const pairs = bounds
      .slice(1)
      .flatMap((second, n) =>
        bounds.slice(n, n + 1).flatMap((first) => falling(first, second, compareFractions(fractionOf(second), fractionOf(first)) > 0)),
      );
    return [...twice, ...pairs, ...last.flatMap(notWhole)];
  }
  const bounds = cutOffs.classes.map(({ from }) => from);
  const last = bounds.slice(-1).filter((bound) => bound !== null);
  const pairs = bounds
    .slice(1)
    .flatMap((second, n) =>
      bounds
        .slice(n, n + 1)
        .flatMap((first) =>
          falling(first ?? '−∞', second ?? '−∞', first !== null && (second === null || compareDecimals(second, first) < 0)),
        ),
    );
  return [...twice, ...pairs, ...last.flatMap(notWhole)];
};

const checkExtras = (place: string, { extras }: Scheme): readonly Rejection[] =>
  extras.flatMap(({ code, atLeast, atMost }) => rangeOf(`${place} extra ${code}`, atLeast, atMost));

const checkTies = (place: string, { items, ties }: Scheme): readonly Rejection[] =>
  ties.by
    .filter((code) => !items.some(({ indicator }) => indicator === code))
    .map((code) => refuse(standardRefusals, 'standard-indicator-unknown', { place: `${place} ties`, code }));

export const checkSchemes = (standard: Standard): readonly Rejection[] =>
  standard.schemes.flatMap((scheme) => {
    const place = `scheme ${scheme.code}`;
    return [
      ...scheme.items.flatMap((item) => checkItem(scheme.code, item, standard)),
      ...checkTotal(place, scheme),
      ...checkCutOffs(place, scheme),
      ...checkExtras(place, scheme),
      ...checkTies(place, scheme),
    ];
  });
