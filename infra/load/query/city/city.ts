// Five years of a city in the order in which they were recorded, never more of it in memory than the small affairs of one year.
import { affairsOf } from './affairs.ts';
import { auctionsOf } from './auctions.ts';
import { correctionsOf } from './corrections.ts';
import { decisions, lists, opening, results, runOf, supplies } from './cycles.ts';
import { type Draft, dayOf, instantOf } from './draft.ts';
import { equityCases, equityDrafts } from './equity.ts';
import { foundation, jurisdictionsOf, parcelOf } from './foundation.ts';
import type { Cycle } from './in-cycle.ts';
import { type Shape, years } from './shape.ts';

const inTime = (drafts: readonly Draft[]): readonly Draft[] => drafts.toSorted((left, right) => left.at - right.at);

/** What comes of two in the order of time; `few` is in that order already, `many` nearly so. */
function* merged(many: Iterable<Draft>, few: readonly Draft[]): Generator<Draft> {
  let next = 0;
  for (const draft of many) {
    for (let small = few[next]; small !== undefined && small.at <= draft.at; small = few[next]) {
      next += 1;
      yield small;
    }
    yield draft;
  }
  yield* few.slice(next);
}

/** The large steps of a year's cycle, district after district. */
function* cyclesOf(shape: Shape, cycles: readonly Cycle[], year: number): Generator<Draft> {
  for (const [n, cycle] of cycles.entries()) yield* supplies(cycle, dayOf(instantOf(`${year}-02-01`, 6 * n)), 6);
  const { begin, end } = runOf(shape, year, instantOf(`${year}-06-02`, cycles.length));
  yield* begin;
  for (const [n, cycle] of cycles.entries()) yield* results(cycle, dayOf(instantOf(`${year}-06-02`, n)), 1);
  yield* end;
  // Decided on one day, recorded one district after the other.
  for (const [n, cycle] of cycles.entries()) yield* decisions(cycle, dayOf(instantOf(`${year}-09-02`, n)), 1);
}

/** Affairs that begin in a year and end in the next one are recorded where the next year begins at the latest. */
const withinYear = (year: number, drafts: readonly Draft[]): readonly Draft[] => {
  const end = instantOf(`${year}-12-31`);
  return drafts.map((draft) => (draft.at > end ? { ...draft, at: end } : draft));
};

/** The whole city: what was there before, then year by year. */
export function* cityDrafts(shape: Shape): Generator<Draft> {
  yield* foundation(shape);
  for (const year of years) {
    const cycles = shape.districts.map((district): Cycle => ({ shape, district, year }));
    const small = [
      ...opening(year),
      ...cycles.flatMap(lists),
      ...equityCases(shape, year).flatMap((each) => equityDrafts(shape, each)),
      ...auctionsOf(shape, year),
      ...affairsOf(shape, year),
      ...correctionsOf(shape, year),
    ];
    yield* merged(cyclesOf(shape, cycles, year), inTime(withinYear(year, small)));
  }
}

/** The current cycle of a city and nothing else: its parcels and what a run found of them, which the city has not decided yet. */
export function* currentCycle(shape: Shape): Generator<Draft> {
  const year = years.at(-1) ?? 0;
  const at = instantOf('2020-09-01');
  yield* jurisdictionsOf(shape, at);
  for (let parcel = 0; parcel < shape.parcels; parcel += 1) yield* parcelOf(shape, parcel, at);
  yield* opening(year);
  const { begin, end } = runOf(shape, year, instantOf(`${year}-06-02`, shape.districts.length));
  yield* begin;
  for (const [n, district] of shape.districts.entries()) yield* results({ shape, district, year }, dayOf(instantOf(`${year}-06-02`, n)), 1);
  yield* end;
}
