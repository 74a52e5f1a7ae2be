// Mortgages (抵押) and their ranks.
import type { EffectiveDate, Money } from '../kernel/index.ts';
import { during, earliest, type Period } from './period.ts';
import { movesOf, rightOf } from './rights.ts';
import { type Entry, entriesOf, type Title } from './state.ts';

/** A mortgage from its registration to its release (注销), or to the ruling that extinguishes it. */
export interface Mortgage extends Period {
  /** Id of the event that registered it. */
  readonly entry: string;
  readonly mortgageId: string;
  readonly rightId: string;
  readonly mortgagees: readonly string[];
  /** 顺位 as registered. */
  readonly rank: number;
  readonly secured: Money;
  readonly maximum: boolean;
  readonly transferRestricted: boolean;
}

/** A mortgage as it stands on one day. */
export interface RankedMortgage extends Mortgage {
  /** Its place among those that stand: when one before it is released, it moves up. */
  readonly position: number;
}

const lifeOf = (title: Title, { id, on, data }: Entry<'MortgageRegistered'>): Mortgage => {
  const { mortgageId, rightId, mortgagees, rank, secured, maximum, transferRestricted } = data;
  const released = entriesOf(title, 'MortgageReleased').filter((release) => release.data.mortgageId === mortgageId);
  const rulings = movesOf(title, rightId)
    .filter((move) => move.type === 'RightTransferredByRuling')
    .filter((ruling) => ruling.on >= on && !ruling.data.mortgagesKept.includes(mortgageId));
  const before = earliest([...released, ...rulings].map((end) => end.on));
  return { entry: id, from: on, before, mortgageId, rightId, mortgagees, rank, secured, maximum, transferRestricted };
};

/** Every mortgage that ever was. */
export const mortgagesOf = (title: Title): readonly Mortgage[] =>
  entriesOf(title, 'MortgageRegistered').map((entry) => lifeOf(title, entry));

/** The mortgages that burden a right on a day, whatever becomes of the right on that day, by rank. */
export const burdensOn = (title: Title, rightId: string, day: EffectiveDate): readonly RankedMortgage[] =>
  mortgagesOf(title)
    .filter((mortgage) => mortgage.rightId === rightId && during(mortgage, day))
    .toSorted((left, right) => left.rank - right.rank)
    .map((mortgage, n) => ({ ...mortgage, position: n + 1 }));

/** The mortgages that stand on a right on a day, by rank; none when the right does not stand. */
export const mortgagesOn = (title: Title, rightId: string, day: EffectiveDate): readonly RankedMortgage[] => {
  const right = rightOf(title, rightId);
  return right === undefined || !during(right, day) ? [] : burdensOn(title, rightId, day);
};
