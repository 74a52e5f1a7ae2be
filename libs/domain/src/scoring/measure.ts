// The first step: what can be said of a subject from its own figures alone.
import { compareFractions, decimalUnits, type Fraction } from '../kernel/index.ts';
import { cohortFinder } from './cohorts.ts';
import { type Missing, type PlaceOf, type Supplied, term, test } from './evaluate.ts';
import { kept, type PointsOf, pointsFor } from './methods.ts';
import { fractionOfUnits, rounded } from './rational.ts';
import { type Cohort, type Determination, type Extra, type Indicator, type Item, named, type Scheme, type Standard } from './standard.ts';
import { type Subject, suppliedBy } from './subject.ts';

/** An item ready to be applied. */
export interface PreparedItem {
  readonly item: Item;
  readonly indicator: Indicator;
  readonly value: (supplied: Supplied) => bigint | Missing;
  readonly points: PointsOf;
}

interface PreparedScheme {
  readonly scheme: Scheme;
  readonly items: readonly PreparedItem[];
  readonly extras: readonly ((supplied: Supplied) => bigint)[];
}

/** A cohort with the scheme that holds for it. */
interface PreparedCohort extends PreparedScheme {
  readonly cohort: Cohort;
}

/** A standard ready to be applied: its texts are read once. */
export interface Scoring {
  readonly standard: Standard;
  readonly placeOf: PlaceOf;
  readonly supplied: (subject: Subject) => Supplied;
  readonly cohortOf: (supplied: Supplied) => number | null;
  readonly determinations: readonly { readonly determination: Determination; readonly holds: (supplied: Supplied) => boolean | null }[];
  readonly cohorts: readonly PreparedCohort[];
}

/** Values from ±10¹⁷ on are no figures the ledger can keep: they count as missing, and are said to be out of range. */
const largestValue = 10n ** 17n;

const prepareItem = (item: Item, standard: Standard, decimals: number, placeOf: PlaceOf): PreparedItem => {
  const indicator = named(standard.indicators, item.indicator);
  const formula = term(indicator.formula, placeOf);
  const limit = fractionOfUnits(largestValue * 10n ** 12n);
  const inRange = ({ numerator, denominator }: Fraction): boolean =>
    compareFractions({ numerator: numerator < 0n ? -numerator : numerator, denominator }, limit) < 0;
  return {
    item,
    indicator,
    value: (supplied) => {
      const value = formula(supplied);
      if (typeof value === 'string') return value;
      return inRange(value) ? rounded(value, indicator.decimals) : 'out-of-range';
    },
    points: pointsFor(item, indicator, decimals),
  };
};

/** An extra that is not proven gives nothing. */
const prepareExtra = ({ when, points, atLeast, atMost }: Extra, decimals: number, placeOf: PlaceOf): ((supplied: Supplied) => bigint) => {
  const [holds, formula] = [test(when, placeOf), term(points, placeOf)];
  const [least, most] = [fractionOfUnits(decimalUnits(atLeast)), fractionOfUnits(decimalUnits(atMost))];
  return (supplied) => {
    if (holds(supplied) !== true) return 0n;
    const given = formula(supplied);
    if (typeof given === 'string') return 0n;
    if (compareFractions(given, least) < 0) return kept(rounded(least, decimals), decimals);
    return kept(rounded(compareFractions(given, most) > 0 ? most : given, decimals), decimals);
  };
};

/** Vetoes come before direct determinations, and these before what is not rated; within a kind the order is the standard's. */
const kinds = ['veto', 'direct', 'unrated'] as const;

/** Prepares a standard that was validated; throws on one that names what it does not have. */
export const prepare = (standard: Standard): Scoring => {
  const places = new Map(standard.quantities.map(({ code }, place) => [code, place]));
  const placeOf: PlaceOf = (code) => {
    const place = places.get(code);
    if (place === undefined) throw new Error(`the standard has no quantity ${code}`);
    return place;
  };
  const schemeOf = (scheme: Scheme): PreparedScheme => ({
    scheme,
    items: scheme.items.map((item) => prepareItem(item, standard, scheme.decimals, placeOf)),
    extras: scheme.extras.map((extra) => prepareExtra(extra, scheme.decimals, placeOf)),
  });
  return {
    standard,
    placeOf,
    supplied: ({ inputs }) => suppliedBy(standard.quantities, placeOf, inputs),
    cohortOf: cohortFinder(standard.cohorts, placeOf),
    determinations: kinds
      .flatMap((kind) => standard.determinations.filter((each) => each.kind === kind))
      .map((determination) => ({ determination, holds: test(determination.when, placeOf) })),
    cohorts: standard.cohorts.map((cohort) => ({ cohort, ...schemeOf(named(standard.schemes, cohort.scheme)) })),
  };
};

/** What a subject's own figures say. */
export interface Measured {
  readonly id: string;
  readonly code: string;
  /** The place of its cohort in the standard; null when what decides was not supplied. */
  readonly cohort: number | null;
  /** What decides without a score, if anything does. */
  readonly determination: Determination | null;
  /** Per item of the cohort's scheme, in units of the indicator's decimals; or why there is none. */
  readonly values: readonly (bigint | Missing)[];
  /** Per extra of the scheme, in units of the scheme's decimals. */
  readonly extras: readonly bigint[];
  /** Codes of the indicators without which the standard does not rate. */
  readonly lacking: readonly string[];
}

/** Applies a standard to one subject. Throws on inputs that `inputProblems` names. */
export const measure = (scoring: Scoring, subject: Subject): Measured => {
  const supplied = scoring.supplied(subject);
  const cohort = scoring.cohortOf(supplied);
  const determination = scoring.determinations.find(({ holds }) => holds(supplied) === true)?.determination ?? null;
  const { id, code } = subject;
  if (cohort === null) return { id, code, cohort, determination, values: [], extras: [], lacking: [] };
  const { items, extras } = cohortAt(scoring, cohort);
  const values = items.map(({ value }) => value(supplied));
  return { id, code, cohort, determination, values, extras: extras.map((extra) => extra(supplied)), lacking: lackingOf(items, values) };
};

/** The indicators without which the standard does not rate, of those that have no value. */
export const lackingOf = (items: readonly PreparedItem[], values: Measured['values']): Measured['lacking'] =>
  items.filter(({ item }, n) => item.missing === 'unrated' && typeof values[n] === 'string').map(({ item }) => item.indicator);

/** The cohort at a place of the standard. */
export const cohortAt = ({ cohorts }: Scoring, place: number): PreparedCohort => {
  const found = cohorts[place];
  if (found === undefined) throw new Error(`the standard has no cohort at ${place}`);
  return found;
};

/** True when a subject is scored and ranked: nothing decided before, and nothing lacks. */
export const isScored = ({ cohort, determination, lacking }: Measured): boolean =>
  determination === null && cohort !== null && lacking.length === 0;
