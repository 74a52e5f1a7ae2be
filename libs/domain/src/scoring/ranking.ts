// The fourth step: ranks inside a cohort, and the classes that its cut-offs make of them.
import { decimalUnits, firstOf, fractionOf } from '../kernel/index.ts';
import type { Missing } from './evaluate.ts';
import type { CutOffs, Grade, Ties } from './standard.ts';

/** A value that tells equal scores apart. */
interface Key {
  readonly value: bigint | Missing;
  readonly direction: 'higher' | 'lower';
}

/** A scored member: what ranks it. */
export interface Ranked {
  readonly id: string;
  readonly code: string;
  /** In units of 10⁻¹². */
  readonly score: bigint;
  /** One per indicator of the tie rule, in its order: the same for every member of a cohort. */
  readonly keys: readonly Key[];
}

export interface Standing {
  /** From 1; equals that are not told apart share one, and the next rank counts all of them. */
  readonly rank: number;
  /** Of how many. */
  readonly of: number;
  /** The place that cut-offs by share look at: the rank, or the last place of equals that are left on the worse side. */
  readonly place: number;
  readonly grade: Grade;
}

/** By UTF-16 units, which no locale changes. */
const byText = (left: string, right: string): number => {
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

/** The greater first. */
const falling = (left: bigint, right: bigint): number => {
  if (left === right) return 0;
  return left > right ? -1 : 1;
};

/** The better value first; who has none comes last. */
const byKey = (left: Key, right: Key): number => {
  if (typeof left.value === 'string') return typeof right.value === 'string' ? 0 : 1;
  if (typeof right.value === 'string') return -1;
  return left.direction === 'higher' ? falling(left.value, right.value) : falling(right.value, left.value);
};

/** By score and then by the keys of the tie rule; 0 for equals. */
const byMerit = (left: Ranked, right: Ranked): number => {
  // Nothing is made on the way: sorting a city compares a million times, and few scores are equal.
  let difference = falling(left.score, right.score);
  for (let n = 0; difference === 0 && n < left.keys.length; n += 1) difference = byKey(left.keys[n] as Key, right.keys[n] as Key);
  return difference;
};

/** The best first; equals by code and then by id, so that the order is the same whatever order they arrive in. */
export const inOrder = (members: readonly Ranked[]): readonly Ranked[] =>
  members.toSorted((left, right) => byMerit(left, right) || byText(left.code, right.code) || byText(left.id, right.id));

/** Up to which place each class reaches among `members`; the last reaches all of them. */
export const reachesOf = (
  cutOffs: Extract<CutOffs, { kind: 'share' }>,
  members: number,
): readonly { readonly grade: Grade; readonly reaches: number }[] =>
  cutOffs.classes.map(({ grade, upTo }) => {
    const { numerator, denominator } = fractionOf(upTo);
    const [whole, rest] = [(BigInt(members) * numerator) / denominator, (BigInt(members) * numerator) % denominator];
    const isUp = { down: false, nearest: 2n * rest >= denominator, up: rest > 0n }[cutOffs.rounding];
    return { grade, reaches: Number(isUp ? whole + 1n : whole) };
  });

/** Prepares cut-offs for a cohort of so many scored members: answers the class of a place and a score. */
const gradeFinder = (cutOffs: CutOffs, members: number): ((place: number, score: bigint) => Grade) => {
  if (cutOffs.kind === 'score') {
    const classes = cutOffs.classes.map(({ grade, from }) => ({ grade, from: from === null ? null : decimalUnits(from) }));
    return (_, score) => firstOf(classes.filter(({ from }) => from === null || score >= from)).grade;
  }
  const classes = reachesOf(cutOffs, members);
  return (place) => firstOf(classes.filter(({ reaches }) => place <= reaches)).grade;
};

/** Ranks the scored members of a cohort and cuts them into classes. Every member gets exactly one of each. */
export const standings = (members: readonly Ranked[], ties: Ties, cutOffs: CutOffs): ReadonlyMap<string, Standing> => {
  const order = inOrder(members);
  const gradeOf = gradeFinder(cutOffs, order.length);
  const found = new Map<string, Standing>();
  let from = 0;
  while (from < order.length) {
    const first = order[from] as Ranked;
    let below = from + 1;
    if (ties.equals !== 'by-code') while (below < order.length && byMerit(first, order[below] as Ranked) === 0) below += 1;
    const place = ties.equals === 'worse' ? below : from + 1;
    const standing = { rank: from + 1, of: order.length, place, grade: gradeOf(place, first.score) };
    for (const { id } of order.slice(from, below)) found.set(id, standing);
    from = below;
  }
  return found;
};
