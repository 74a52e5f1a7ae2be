// From changed beliefs to steps on the plane of both times. A contribution that holds over [f, t) and is known over [r0, r1) is a step up
// at (f, r0) and at (t, r1), and a step down at (t, r0) and at (f, r1); its sum at a day and a moment is that of all steps up to both.
import type { Belief } from '../engine/belief.ts';
import type { Changes } from '../engine/changes.ts';
import { type Cell, type Contribution, type Counted, contributionsOf, type Measures } from './contributions.ts';

/** What changes at a day and a moment in one cell of one place. */
export interface Step extends Cell, Counted, Measures {
  readonly known: string;
  readonly on_day: string;
}

const plus = (step: Step, { measures }: Contribution, sign: bigint): Step => ({
  ...step,
  things: step.things + sign * measures.things,
  marked: step.marked + sign * measures.marked,
  with_area: step.with_area + sign * measures.with_area,
  units: step.units + sign * measures.units,
  low: step.low + sign * measures.low,
  high: step.high + sign * measures.high,
});

const none = { things: 0n, marked: 0n, with_area: 0n, units: 0n, low: 0n, high: 0n } as const;

const isNothing = ({ things, marked, with_area, units, low, high }: Measures): boolean =>
  [things, marked, with_area, units, low, high].every((each) => each === 0n);

/** The steps of a batch in the order of knowledge, one for each place and cell at a day and a moment; what cancels out is left out. */
export const stepsOf = ({ begun, ended }: Pick<Changes, 'begun' | 'ended'>): readonly Step[] => {
  const steps = new Map<string, Step>();
  const add = (belief: Belief, known: string, sign: bigint): void => {
    for (const contribution of contributionsOf(belief)) {
      take(contribution, belief.from, known, sign);
      if (belief.to !== null) take(contribution, belief.to, known, -sign);
    }
  };
  const take = (contribution: Contribution, day: string, known: string, sign: bigint): void => {
    const { cell, counted } = contribution;
    const { city_code, district_code, town_code, of_town, of_district, of_city } = counted;
    const key = [known, day, town_code, district_code, city_code, of_town, of_district, of_city, ...Object.values(cell)].join('\n');
    steps.set(key, plus(steps.get(key) ?? { ...cell, ...counted, ...none, known, on_day: day }, contribution, sign));
  };
  for (const { belief, recordedFrom, recordedTo } of begun) {
    add(belief, recordedFrom, 1n);
    if (recordedTo !== null) add(belief, recordedTo, -1n);
  }
  for (const { belief, at } of ended) add(belief, at, -1n);
  return [...steps.values()].filter((step) => !isNothing(step)).sort(byMoment);
};

const byMoment = (left: Step, right: Step): number => Number(left.known > right.known) - Number(left.known < right.known);
