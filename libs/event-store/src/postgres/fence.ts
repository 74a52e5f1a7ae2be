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
  readonly pids: readonly number[];
}

/** Somebody who holds the fence: an append under way, or one that is stuck. */
export interface FenceHolder {
  /** The server process, for `pg_stat_activity` or `pg_terminate_backend`. */
  readonly pid: number;
  /** How long ago this store first saw it hold the fence. */
  readonly milliseconds: number;
}

export interface Fence {
  /**
   * The last position up to which the feed is complete, 0 for an empty store.
   * @param after what is complete already
   * Answers `after` when the signal ends the wait. Throws MissingGrant, and ForeignPosition when the store ends before `after`.
   */
  position(after: bigint, signal?: AbortSignal): Promise<bigint>;
  /** Who holds the fence now, the longest first. Throws MissingGrant. */
  holders(): Promise<readonly FenceHolder[]>;
}

/** The fence of one store, as seen through `query`; it remembers since when it has seen whom, by `now` in milliseconds. */
export const openFence = (query: Query, now: () => number = performance.now.bind(performance)): Fence => {
  let seen = new Map<string, number>();

  const look = async (after: bigint): Promise<{ last: bigint; holders: readonly string[]; pids: readonly number[] }> => {
    const [row] = await query<FenceRow>('select last, holders, pids from event_fence($1)', [after.toString()], 'event_fence');
    if (row === undefined) throw new Error('event_fence gave no answer');
    const last = BigInt(row.last);
    const present = now();
    if (last > after) seen = new Map(row.holders.map((holder) => [holder, seen.get(holder) ?? present]));
    return { ...row, last };
  };

  return {
    position: async (after, signal) => {
      const { last, holders } = await look(after);
      if (last < after) throw new ForeignPosition('the position lies beyond the end of this event store');
      let awaited = holders;
      for (let wait = firstWait; awaited.length > 0; wait = Math.min(wait * 2, longestWait)) {
        if (signal?.aborted) return after;
        await pause(wait);
        const { holders: present } = await look(after);
        awaited = awaited.filter((holder) => present.includes(holder));
      }
      return last;
    },
    holders: async () => {
      const { holders, pids } = await look(-1n);
      const present = now();
      return holders
        .map((holder, n) => ({ pid: pids[n] ?? 0, milliseconds: present - (seen.get(holder) ?? present) }))
        .toSorted((left, right) => right.milliseconds - left.milliseconds);
    },
  };
};
