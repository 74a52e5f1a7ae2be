// The second step: what a cohort says of itself. Only members that are scored count, in any order of arrival.
import { decimalUnits } from '../kernel/index.ts';
import type { Missing } from './evaluate.ts';
import { isScored, type Measured, type PreparedItem, type Scoring } from './measure.ts';
import type { Spread } from './methods.ts';
import { mostDecimals, nearest, printed, tenTo } from './rational.ts';

/** One item in one cohort. */
export interface ItemStatistics extends Spread {
  /** How many scored members have a value. */
  readonly known: number;
  /** The mean of their points, rounded as points are; null when nobody has a value. */
  readonly mean: bigint | null;
}

/** Per cohort of the standard: how many members are scored, and its items. */
export type Statistics = readonly { readonly members: number; readonly items: readonly ItemStatistics[] }[];

/** Statistics in the making. Members may come in any order, but all of them before any is counted. */
export interface Tally {
  /** First: who belongs to it, and how far values reach. */
  readonly widen: (measured: Measured) => void;
  /** Then, once everyone is in: what values are worth. */
  readonly count: (measured: Measured) => void;
  readonly statistics: () => Statistics;
}

/** Opens the statistics of a standard's cohorts, for whoever has too many members to look at without a pause. */
export const tally = ({ cohorts }: Scoring): Tally => {
  const sums = cohorts.map(({ items }) => ({
    members: 0,
    items: items.map(() => ({ known: 0, least: null as bigint | null, most: null as bigint | null, points: 0n })),
  }));
  /** Calls with every value of a scored member. */
  const look = (measured: Measured, of: (item: (typeof sums)[number]['items'][number], value: bigint, prepared: PreparedItem) => void) => {
    const { cohort, values } = measured;
    for (const [n, item] of (sums[cohort as number] as (typeof sums)[number]).items.entries()) {
      const value = values[n] as bigint | Missing;
      if (typeof value === 'bigint') of(item, value, (cohorts[cohort as number] as Scoring['cohorts'][number]).items[n] as PreparedItem);
    }
  };
  return {
    widen: (measured) => {
      if (!isScored(measured)) return;
      (sums[measured.cohort as number] as (typeof sums)[number]).members += 1;
      look(measured, (item, value) => {
        item.known += 1;
        if (item.least === null || value < item.least) item.least = value;
        if (item.most === null || value > item.most) item.most = value;
      });
    },
    count: (measured) => {
      if (!isScored(measured)) return;
      look(measured, (item, value, { points }) => {
        item.points += points(value, item);
      });
    },
    statistics: () =>
      sums.map(({ members, items }) => ({
        members,
        items: items.map(({ known, least, most, points }) => ({
          known,
          least,
          most,
          mean: known === 0 ? null : nearest(points, BigInt(known)),
        })),
      })),
  };
};

/** What the cohorts of a standard are held against. The same for every order of `measured`. */
export const statisticsOf = (scoring: Scoring, measured: readonly Measured[]): Statistics => {
  const { widen, count, statistics } = tally(scoring);
  for (const each of measured) widen(each);
  for (const each of measured) count(each);
  return statistics();
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

/** Recorded statistics as the engine holds them. Throws when they are of another standard. */
export const recordedStatistics = (scoring: Scoring, figures: readonly CohortFigures[]): Statistics =>
  scoring.cohorts.map(({ cohort, scheme, items }) => {
    const units = (text: string | null, decimals: number): bigint | null =>
      text === null ? null : decimalUnits(text) / tenTo(mostDecimals - decimals);
    const found = figures.find((each) => each.cohort === cohort.code);
    if (found === undefined) throw new Error(`the run recorded no figures of ${cohort.code}`);
    return {
      members: found.members,
      items: items.map(({ indicator }) => {
        const of = found.items.find((each) => each.indicator === indicator.code);
        if (of === undefined) throw new Error(`the run recorded no figures of ${indicator.code} in ${cohort.code}`);
        const { known, least, most, mean } = of;
        return {
          known,
          least: units(least, indicator.decimals),
          most: units(most, indicator.decimals),
          mean: units(mean, scheme.decimals),
        };
      }),
    };
  });
