// The third step: points and score of one subject, held against its cohort.
import type { Missing } from './evaluate.ts';
import { cohortAt, type Measured, type Scoring } from './measure.ts';
import type { Item } from './standard.ts';
import { type ItemStatistics, type Statistics, statisticsAt } from './statistics.ts';

export interface Points {
  /** Per item, in units of the scheme's decimals; null where the standard does not rate without a value. */
  readonly items: readonly (bigint | null)[];
  /** The sum of items and extras; null when one of them is null, or when there is no cohort. */
  readonly total: bigint | null;
}

/** Without a value: nothing, the mean of those that have one (nothing when nobody has), or no rating. */
const pointsWithout = ({ missing }: Item, { mean }: ItemStatistics): bigint | null => {
  switch (missing) {
    case 'zero':
      return 0n;
    case 'cohort-mean':
      return mean ?? 0n;
    case 'unrated':
      return null;
  }
};

export const pointsOf = (scoring: Scoring, { cohort, values, extras }: Measured, statistics: Statistics): Points => {
  if (cohort === null) return { items: [], total: null };
  const items = cohortAt(scoring, cohort).items.map(({ item, points }, n) => {
    const of = statisticsAt(statistics, cohort, n);
    const value = values[n] as bigint | Missing;
    return typeof value === 'bigint' ? points(value, of) : pointsWithout(item, of);
  });
  const given = items.filter((each) => each !== null);
  return { items, total: given.length < items.length ? null : [...given, ...extras].reduce((sum, each) => sum + each, 0n) };
};
