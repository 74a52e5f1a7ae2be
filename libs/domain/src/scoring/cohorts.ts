// Who is compared with whom. Bounds are options and intervals only, so that it can be proven that everyone is in one cohort.
import { decimalUnits, firstOf } from '../kernel/index.ts';
import type { PlaceOf, Supplied } from './evaluate.ts';
import type { Bound, Cohort, Interval, Quantity, Standard } from './standard.ts';

/** True when a value, in units of 10⁻¹², lies in an interval. */
export const within = ({ from, below }: { readonly from: bigint | null; readonly below: bigint | null }, units: bigint): boolean =>
  (from === null || units >= from) && (below === null || units < below);

/** The bounds of an interval in units of 10⁻¹². */
export const limitsOf = ({ from, below }: Interval): { readonly from: bigint | null; readonly below: bigint | null } => ({
  from: from === null ? null : decimalUnits(from),
  below: below === null ? null : decimalUnits(below),
});

type Holds = (value: bigint | string | null) => boolean;

const holdsFor = (bound: Bound): Holds => {
  if (bound.op === 'is') return (value) => typeof value === 'string' && bound.options.includes(value);
  const limits = limitsOf(bound);
  return (value) => typeof value === 'bigint' && within(limits, value);
};

/** Prepares the cohorts: answers the place of the one that a subject belongs to, null when what decides was not supplied. */
export const cohortFinder = (cohorts: readonly Cohort[], placeOf: PlaceOf): ((supplied: Supplied) => number | null) => {
  const tests = cohorts.map((cohort) => cohort.within.map((bound) => ({ place: placeOf(bound.quantity), holds: holdsFor(bound) })));
  return (supplied) => {
    const found = tests.findIndex((bounds) => bounds.every(({ place, holds }) => holds(supplied[place] ?? null)));
    return found === -1 ? null : found;
  };
};

/** A kind of subject that no cohort tells apart further: for each quantity that decides, one of its values. */
export type Cell = readonly { readonly quantity: string; readonly value: string; readonly sample: bigint | string }[];

/** Two bounds of one quantity are never equal. */
const ordered = (left: bigint, right: bigint): number => (left < right ? -1 : 1);

/** Every option, or a value of every interval between two bounds. */
const valuesOf = (quantity: Quantity, bounds: readonly Bound[]): Cell => {
  const { code } = quantity;
  if (quantity.kind === 'option') return quantity.options.map((option) => ({ quantity: code, value: `= ${option}`, sample: option }));
  const edges = new Map(
    bounds
      .flatMap((bound) => (bound.op === 'between' ? [bound.from, bound.below] : []))
      .flatMap((edge) => (edge === null ? [] : [[decimalUnits(edge), edge] as const])),
  );
  const rising = [...edges].toSorted(([left], [right]) => ordered(left, right));
  const lowest = rising.slice(0, 1).map(([units, text]) => ({ quantity: code, value: `< ${text}`, sample: units - 1n }));
  const others = rising.map(([units, text], n) => {
    const next = rising.slice(n + 1, n + 2).map(([, below]) => ` < ${below}`);
    return { quantity: code, value: `≥ ${text}${next.join('')}`, sample: units };
  });
  return rising.length === 0 ? [{ quantity: code, value: '= *', sample: 0n }] : [...lowest, ...others];
};

export interface Partition {
  /** Kinds of subject that belong to several cohorts, or to none, with the codes of those they belong to. */
  readonly faults: readonly { readonly cell: Cell; readonly cohorts: readonly string[] }[];
  /** How many kinds of subject the bounds tell apart; beyond the limit none was looked at. */
  readonly cells: number;
}

/** More kinds than these are not compared. */
export const mostCells = 10_000;

/** Holds the cohorts against every kind of subject that their bounds tell apart. Their quantities are known to the standard. */
export const partitionOf = ({ cohorts, quantities }: Pick<Standard, 'cohorts' | 'quantities'>): Partition => {
  const bounds = cohorts.flatMap((cohort) => cohort.within);
  const deciding = quantities
    .filter(({ code }) => bounds.some((bound) => bound.quantity === code))
    .map((quantity) =>
      valuesOf(
        quantity,
        bounds.filter((bound) => bound.quantity === quantity.code),
      ),
    );
  const cells = deciding.reduce((product, values) => product * values.length, 1);
  if (cells > mostCells) return { faults: [], cells };
  const every = deciding.reduce<readonly Cell[]>((kinds, values) => kinds.flatMap((kind) => values.map((value) => [...kind, value])), [[]]);
  const order = deciding.map((values) => firstOf(values).quantity);
  const prepared = cohorts.map(({ code, within: limits }) => ({
    code,
    bounds: limits.map((bound) => ({ place: order.indexOf(bound.quantity), holds: holdsFor(bound) })),
  }));
  const cohortsOf = (cell: Cell): string[] =>
    prepared
      .filter((cohort) => cohort.bounds.every(({ place, holds }) => holds((cell[place] as Cell[number]).sample)))
      .map(({ code }) => code);
  const faults = every.map((cell) => ({ cell, cohorts: cohortsOf(cell) })).filter((each) => each.cohorts.length !== 1);
  return { faults, cells };
};
