// The second step: what a cohort says of itself. Only members that are scored count, in any order of arrival.
import type { Missing } from './evaluate.ts';
import { isScored, type Measured, type PreparedItem, type Scoring } from './measure.ts';
import type { Spread } from './methods.ts';
import { nearest, printed } from './rational.ts';

/** One item in one cohort. */
export interface ItemStatistics extends Spread {
  /** How many scored members have a value. */
  readonly known: number;
  /** The mean of their points, rounded as points are; null when nobody has a value. */
  readonly mean: bigint | null;
}

/** Per cohort of the standard: how many members are scored, and its items. */
export type Statistics = readonly { readonly members: number; readonly items: readonly ItemStatistics[] }[];

const isValue = (value: bigint | Missing | undefined): value is bigint => typeof value === 'bigint';

const itemStatistics = ({ points }: PreparedItem, values: readonly bigint[]): ItemStatistics => {
  const [first] = values;
  if (first === undefined) return { known: 0, least: null, most: null, mean: null };
  const least = values.reduce((left, right) => (right < left ? right : left));
  const most = values.reduce((left, right) => (right > left ? right : left));
  const sum = values.reduce((total, value) => total + points(value, { least, most }), 0n);
  return { known: values.length, least, most, mean: nearest(sum, BigInt(values.length)) };
};

/** What the cohorts of a standard are held against. The same for every order of `measured`. */
export const statisticsOf = ({ cohorts }: Scoring, measured: readonly Measured[]): Statistics => {
  const scored = measured.filter(isScored);
  return cohorts.map(({ items }, place) => {
    const members = scored.filter(({ cohort }) => cohort === place);
    return {
      members: members.length,
      items: items.map((item, n) => itemStatistics(item, members.map(({ values }) => values[n]).filter(isValue))),
    };
  });
};

/** Throws when the statistics are of another standard. */
export const statisticsAt = (statistics: Statistics, cohort: number, item: number): ItemStatistics => {
  const found = statistics[cohort]?.items[item];
  if (found === undefined) throw new Error(`no statistics of item ${item} in cohort ${cohort}`);
  return found;
};

/** What the scored members of a cohort have in common, as text; null where nobody has a value. */
export interface CohortFigures {
  readonly cohort: string;
  readonly members: number;
  readonly items: readonly {
    readonly indicator: string;
    readonly known: number;
    readonly least: string | null;
    readonly most: string | null;
    readonly mean: string | null;
  }[];
}

/** Statistics as they are recorded beside the results they were used for. */
export const printedStatistics = (scoring: Scoring, statistics: Statistics): readonly CohortFigures[] =>
  scoring.cohorts.map(({ cohort, scheme, items }, place) => {
    const text = (units: bigint | null, decimals: number): string | null => (units === null ? null : printed(units, decimals));
    return {
      cohort: cohort.code,
      members: (statistics[place] as Statistics[number]).members,
      items: items.map(({ indicator: { code, decimals } }, n) => {
        const { known, least, most, mean } = statisticsAt(statistics, place, n);
        return { indicator: code, known, least: text(least, decimals), most: text(most, decimals), mean: text(mean, scheme.decimals) };
      }),
    };
  });
