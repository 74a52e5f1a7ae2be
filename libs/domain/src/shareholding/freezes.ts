// Freezes of shares (股权冻结): a first one binds its share from its day on, a waiting one (轮候冻结) when all that came before it have
// ended, by lapse or by lifting; its own term begins only then. A renewal (续行冻结) has effect while a term runs.
import {
  addDays,
  addFractions,
  addMonths,
  date,
  daysBetween,
  type EffectiveDate,
  type Fraction,
  fractionOf,
  none,
} from '../kernel/index.ts';

/** From the first day to the last, both included. */
interface Term {
  readonly from: EffectiveDate;
  readonly until: EffectiveDate;
}

export interface Freeze {
  /** The id of the event that recorded it. */
  readonly id: string;
  readonly holderId: string;
  readonly share: string;
  readonly court: string;
  readonly caseNumber: string;
  readonly waiting: boolean;
  readonly from: EffectiveDate;
  /** The last day as printed; null where none is known. */
  readonly until: EffectiveDate | null;
  /** Every renewal as recorded, whether or not it has effect. */
  readonly renewals: readonly Term[];
  /** Its own term and those of the renewals that have effect, as far as is known of it and of the freezes before it. */
  readonly terms: readonly Term[];
  readonly liftedOn: EffectiveDate | null;
}

/** The last day of a term that nobody named: the last day that a date of law can be. */
export const openEnd = date('2999-12-31');

const later = (one: EffectiveDate, other: EffectiveDate): EffectiveDate => (one < other ? other : one);
const lastDayOf = (terms: readonly Term[]): EffectiveDate =>
  terms.reduce<EffectiveDate>((last, { until }) => later(last, until), date('1900-01-01'));

/** As long a term from another day on: whole months, then days. */
const movedTo = (start: EffectiveDate, { from, until }: Term): EffectiveDate => {
  const before = addDays(until, 1);
  const [since, to] = [from, before].map((day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))) as [number, number];
  const months = addMonths(from, to - since) > before ? to - since - 1 : to - since;
  return addDays(addMonths(start, months), daysBetween(addMonths(from, months), before) - 1);
};

const ownTerm = ({ from, until }: Freeze, start: EffectiveDate): Term => {
  if (until === null) return { from: start, until: openEnd };
  return { from: start, until: start === from ? until : movedTo(start, { from, until }) };
};

const termsFrom = (freeze: Freeze, start: EffectiveDate): readonly Term[] => {
  const terms = [ownTerm(freeze, start)];
  for (const renewal of freeze.renewals.toSorted((left, right) => left.from.localeCompare(right.from)))
    if (start <= renewal.from && renewal.from <= lastDayOf(terms)) terms.push(renewal);
  return terms;
};

/** Freezes with the terms that follow from all of them together. */
export const withTerms = (freezes: readonly Freeze[]): readonly Freeze[] => {
  const inOrder = freezes.toSorted((left, right) => left.from.localeCompare(right.from));
  const told: { readonly recorded: Freeze; readonly freeze: Freeze; readonly goneOn: EffectiveDate }[] = [];
  for (const recorded of inOrder) {
    const { holderId, waiting, from, liftedOn } = recorded;
    const before = told.filter(({ freeze }) => waiting && freeze.holderId === holderId);
    const terms = termsFrom(
      recorded,
      before.reduce((day, { goneOn }) => later(day, goneOn), from),
    );
    const lapsed = addDays(lastDayOf(terms), 1);
    const goneOn = liftedOn !== null && liftedOn < lapsed ? liftedOn : lapsed;
    told.push({ recorded, freeze: { ...recorded, terms }, goneOn });
  }
  return freezes.flatMap((freeze) => told.filter(({ recorded }) => recorded === freeze).map((each) => each.freeze));
};

/** The day on which a freeze that took its place was over, by its lifting or the end of its terms; null while it runs on the day asked for. */
export const endOf = ({ terms, liftedOn }: Freeze, on: EffectiveDate): EffectiveDate | null => {
  if (liftedOn !== null && liftedOn <= on) return liftedOn;
  return terms.some(({ from, until }) => from <= on && on <= until) ? null : lastDayOf(terms);
};

/** Whether a freeze has not taken its place yet on a day. */
export const isWaitingOn = ({ terms }: Freeze, on: EffectiveDate): boolean => terms.every(({ from }) => on < from);

/** The freezes that bind a holder's shares on a day. */
export const freezesOn = (freezes: readonly Freeze[], holderId: string, on: EffectiveDate): readonly Freeze[] =>
  freezes.filter((freeze) => freeze.holderId === holderId && freeze.from <= on && endOf(freeze, on) === null);

/** What freezes bind together. */
export const frozenShare = (freezes: readonly Freeze[]): Fraction =>
  freezes.reduce<Fraction>((sum, { share }) => addFractions(sum, fractionOf(share)), none);
