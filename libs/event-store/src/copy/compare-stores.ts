// Whether two stores hold the same: counts and hashes of all events and of each category, in the order of the feeds.
import { createHash, type Hash } from 'node:crypto';
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { EventStore } from '../event-store.ts';
import { categoryOf } from '../stream-name.ts';
import { lineOf } from './line-of.ts';

/** How many events, and the SHA-256 of their lines (line-of.ts) in the order of the feed. */
export interface Sum {
  readonly events: number;
  readonly sha256: string;
}

export interface Comparison {
  readonly equal: boolean;
  readonly all: { readonly from: Sum; readonly to: Sum };
  /** Each category that one of them holds, in the order of their names. */
  readonly categories: readonly { readonly category: string; readonly from: Sum; readonly to: Sum }[];
}

export interface CompareOptions {
  readonly from: Pick<EventStore, 'readAll'>;
  readonly to: Pick<EventStore, 'readAll'>;
  /** Gets the positions of every event in both stores, in order, as long as they hold the same. */
  readonly onPlace?: (from: string, to: string) => Promise<void>;
  /** Called now and then with the number of events seen. */
  readonly onProgress?: (seen: number) => void;
}

/** Adds up lines, all of them and by category. */
const tally = () => {
  const sums = new Map<string, { events: number; hash: Hash }>();
  const addTo = (name: string, line: string): void => {
    const sum = sums.get(name) ?? { events: 0, hash: createHash('sha256') };
    sums.set(name, sum);
    sum.events += 1;
    sum.hash.update(line).update('\n');
  };
  return {
    /** Adds an event and answers its line. */
    add: (event: RecordedEvent): string => {
      const line = lineOf(event);
      addTo('', line);
      addTo(categoryOf(event.stream), line);
      return line;
    },
    categories: (): readonly string[] => [...sums.keys()].filter((name) => name !== ''),
    sumOf: (name: string): Sum => {
      const { events, hash } = sums.get(name) ?? { events: 0, hash: createHash('sha256') };
      return { events, sha256: hash.copy().digest('hex') };
    },
  };
};

/** Reads both stores to their present ends, side by side. */
export const compareStores = async ({ from, to, onPlace, onProgress }: CompareOptions): Promise<Comparison> => {
  const feeds = [from.readAll()[Symbol.asyncIterator](), to.readAll()[Symbol.asyncIterator]()] as const;
  const tallies = [tally(), tally()] as const;
  let same = true;
  for (let seen = 1; ; seen += 1) {
    const [one, other] = await Promise.all([feeds[0].next(), feeds[1].next()]);
    if (one.done === true && other.done === true) break;
    const line = one.done === true ? undefined : tallies[0].add(one.value);
    const otherLine = other.done === true ? undefined : tallies[1].add(other.value);
    same &&= line === otherLine;
    if (same && one.done !== true && other.done !== true) await onPlace?.(one.value.position, other.value.position);
    if (seen % 1_000 === 0) onProgress?.(seen);
  }
  const sums = (name: string) => ({ from: tallies[0].sumOf(name), to: tallies[1].sumOf(name) });
  const categories = [...new Set(tallies.flatMap((sum) => sum.categories()))].toSorted();
  return { equal: same, all: sums(''), categories: categories.map((category) => ({ category, ...sums(category) })) };
};
