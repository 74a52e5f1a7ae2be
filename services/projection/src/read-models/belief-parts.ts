// Parts of one belief, as it was cut to the times at which the thing was the caller's, put together again where they meet.
import type { BeliefRow } from './belief-rows.ts';

const open = '9999';

interface Span {
  readonly from: string;
  /** Not included. */
  readonly to: string;
}

const validOf = ({ valid_from, valid_to }: BeliefRow): Span => ({ from: valid_from, to: valid_to ?? open });
const knownOf = ({ known_from, known_to }: BeliefRow): Span => ({ from: known_from, to: known_to ?? open });
const within = (inner: Span, outer: Span): boolean => outer.from <= inner.from && inner.to <= outer.to;
const same = (one: Span, other: Span): boolean => one.from === other.from && one.to === other.to;
const meet = (one: Span, other: Span): boolean => one.from <= other.to && other.from <= one.to;
const least = (one: string, other: string): string => (one < other ? one : other);
const most = (one: string, other: string): string => (one > other ? one : other);

/** The one part that says what two say, if there is one. */
const asOne = (one: BeliefRow, other: BeliefRow): BeliefRow | undefined => {
  const [valid, known, otherValid, otherKnown] = [validOf(one), knownOf(one), validOf(other), knownOf(other)];
  if (within(otherValid, valid) && within(otherKnown, known)) return one;
  if (within(valid, otherValid) && within(known, otherKnown)) return other;
  if (same(valid, otherValid) && meet(known, otherKnown)) {
    const to = most(known.to, otherKnown.to);
    return { ...one, known_from: least(known.from, otherKnown.from), known_to: to === open ? null : to };
  }
  if (same(known, otherKnown) && meet(valid, otherValid)) {
    const to = most(valid.to, otherValid.to);
    return { ...one, valid_from: least(valid.from, otherValid.from), valid_to: to === open ? null : to };
  }
  return undefined;
};

const added = (parts: readonly BeliefRow[], part: BeliefRow): readonly BeliefRow[] => {
  for (const [n, each] of parts.entries()) {
    const one = asOne(each, part);
    if (one !== undefined) return added(parts.toSpliced(n, 1), one);
  }
  return [...parts, part];
};

/** Beliefs with as few parts as say the same. */
export const joined = (rows: readonly BeliefRow[]): readonly BeliefRow[] => {
  const beliefs = new Map<string, readonly BeliefRow[]>();
  for (const row of rows) {
    const name = `${row.topic} ${row.entity} ${row.digest}`;
    const parts = beliefs.get(name);
    beliefs.set(name, parts === undefined ? [row] : added(parts, row));
  }
  return [...beliefs.values()].flat();
};
