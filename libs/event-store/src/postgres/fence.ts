// The fence: how a reader knows that no event will appear behind its back, without making any writer wait.
// A position is drawn at insert and visible at commit, so a later position may be visible before an earlier one. Writers
// hold a shared advisory lock from before the draw until after the commit; the reader notes the last position drawn, then
// who holds the lock, and waits for just those. Who comes later draws later positions and is not waited for.
import { setTimeout as pause } from 'node:timers/promises';
import { ForeignPosition } from '../errors.ts';
import type { Query } from './query.ts';

/** An append takes a few milliseconds from draw to commit: a fifth of that as the first wait, longer ones for stuck writers. */
const firstWait = 1;
const longestWait = 25;

interface FenceRow {
  /** bigint as text. */
  readonly last: string;
  readonly holders: readonly string[];
}

/**
 * The last position up to which the feed is complete, 0 for an empty store.
 * @param after what is complete already
 * Answers `after` when the signal ends the wait. Throws MissingGrant, and ForeignPosition when the store ends before `after`.
 */
export const fencedPosition = async (query: Query, after: bigint, signal?: AbortSignal): Promise<bigint> => {
  const { last, holders } = await readFence(query, after);
  if (last < after) throw new ForeignPosition('the position lies beyond the end of this event store');
  let awaited = holders;
  for (let wait = firstWait; awaited.length > 0; wait = Math.min(wait * 2, longestWait)) {
    if (signal?.aborted) return after;
    await pause(wait);
    const { holders: present } = await readFence(query, after);
    awaited = awaited.filter((holder) => present.includes(holder));
  }
  return last;
};

const readFence = async (query: Query, after: bigint): Promise<{ last: bigint; holders: readonly string[] }> => {
  const [row] = await query<FenceRow>('select last, holders from event_fence($1)', [after.toString()]);
  if (row === undefined) throw new Error('event_fence gave no answer');
  return { last: BigInt(row.last), holders: row.holders };
};
