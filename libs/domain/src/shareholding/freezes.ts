// Freezes of shares (股权冻结): a first one binds its share, a waiting one (轮候冻结) when the freezes before it have ended.
import { addFractions, date, type EffectiveDate, type Fraction, fractionOf, none } from '../kernel/index.ts';

export interface Freeze {
  /** The id of the event that recorded it. */
  readonly id: string;
  readonly holderId: string;
  readonly share: string;
  readonly court: string;
  readonly caseNumber: string;
  readonly waiting: boolean;
  readonly from: EffectiveDate;
  /** The terms of the freeze and of its renewals, the last day of each included. */
  readonly terms: readonly { readonly from: EffectiveDate; readonly until: EffectiveDate }[];
  readonly liftedOn: EffectiveDate | null;
}

/** The last day of a term that nobody named: the last day that a date of law can be. */
export const openEnd = date('2999-12-31');

/** The day on which a freeze that began was over, by its lifting or the end of its terms; null while it runs on the day asked for. */
export const endOf = ({ terms, liftedOn }: Freeze, on: EffectiveDate): EffectiveDate | null => {
  if (liftedOn !== null && liftedOn <= on) return liftedOn;
  if (terms.some(({ from, until }) => from <= on && on <= until)) return null;
  return terms.map(({ until }) => until).reduce((latest, until) => (until > latest ? until : latest));
};

const holdsOn = (freeze: Freeze, on: EffectiveDate): boolean => freeze.from <= on && endOf(freeze, on) === null;

/** The freezes that bind a holder's shares on a day: all first ones; without any, the waiting one that came first. */
export const freezesOn = (freezes: readonly Freeze[], holderId: string, on: EffectiveDate): readonly Freeze[] => {
  const running = freezes.filter((freeze) => freeze.holderId === holderId && holdsOn(freeze, on));
  const first = running.filter(({ waiting }) => !waiting);
  if (first.length > 0) return first;
  return running.toSorted((left, right) => left.from.localeCompare(right.from)).slice(0, 1);
};

/** What freezes bind together. */
export const frozenShare = (freezes: readonly Freeze[]): Fraction =>
  freezes.reduce<Fraction>((sum, { share }) => addFractions(sum, fractionOf(share)), none);
