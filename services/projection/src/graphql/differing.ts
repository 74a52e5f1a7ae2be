// From the beliefs that hold at one of two points to changes.
import type { BeliefRow } from '../read-models/belief-rows.ts';
import type { DifferingRows } from '../read-models/changes.ts';
import { topicOf, topics } from '../read-models/topics/index.ts';
import { differ, rowNameOf } from './beliefs.ts';
import type { Place } from './cursor.ts';

export type ChangeKind = 'APPEARED' | 'CHANGED' | 'ENDED';

/** A change before its event is looked up. */
export interface Difference {
  readonly kind: ChangeKind;
  /** Where it stands in the list. */
  readonly place: Place;
  readonly jurisdiction: string | null;
  /** As it stands at the second point; where it ended, as it stood at the first. */
  readonly row: BeliefRow;
  readonly before: BeliefRow | undefined;
}

const ranks: ReadonlyMap<string, string> = new Map(topics.map(({ name }, n) => [name, String(n).padStart(2, '0')]));

/** Sorts behind everything in a place. */
export const endOf = (jurisdiction: string): Place => ({ sort: `${jurisdiction} ~`, id: '' });

export const comparePlaces = (left: Place, right: Place): number => {
  if (left.sort !== right.sort) return left.sort < right.sort ? -1 : 1;
  if (left.id === right.id) return 0;
  return left.id < right.id ? -1 : 1;
};

const kindOf = (before: BeliefRow | undefined, after: BeliefRow | undefined): ChangeKind | undefined => {
  if (before === undefined) return 'APPEARED';
  if (after === undefined) return 'ENDED';
  return differ(before, after) ? 'CHANGED' : undefined;
};

/** Changes in the order of topics and rows; a belief that says the same of other days is none. */
export const differencesOf = ({ gone, come }: DifferingRows, jurisdiction: string | null): readonly Difference[] => {
  const before = new Map(gone.map((row) => [rowNameOf(row), row]));
  const after = new Map(come.map((row) => [rowNameOf(row), row]));
  const found = [...new Set([...before.keys(), ...after.keys()])].flatMap((id): readonly Difference[] => {
    const [old, now] = [before.get(id), after.get(id)];
    const row = now ?? old;
    const kind = kindOf(old, now);
    if (row === undefined || kind === undefined) return [];
    return [{ kind, place: { sort: `${jurisdiction ?? ''} ${ranks.get(row.topic)}`, id }, jurisdiction, row, before: old }];
  });
  return found.toSorted((left, right) => comparePlaces(left.place, right.place));
};

/** How many of each kind there are, by topic. */
export const countsOf = (found: readonly Difference[]) =>
  topics.flatMap(({ name }) => {
    const kinds = found.filter(({ row }) => row.topic === name).map(({ kind }) => kind);
    const count = (kind: ChangeKind): number => kinds.filter((each) => each === kind).length;
    if (kinds.length === 0) return [];
    return [{ topic: name, label: topicOf(name).zh, appeared: count('APPEARED'), changed: count('CHANGED'), ended: count('ENDED') }];
  });
