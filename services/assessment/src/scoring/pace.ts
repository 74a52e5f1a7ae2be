// Long work beside commands: it stops every few milliseconds and lets the service answer.
import { setImmediate as turn } from 'node:timers/promises';

/** A command that arrives meanwhile waits no longer than this. */
const stretch = 10;

export interface Pace {
  /** True when it is time to `rest`. */
  readonly due: () => boolean;
  /** Lets everything else have its turn. Rejects when the work is to end. */
  readonly rest: () => Promise<void>;
}

/** Paces work in this process. @param signal ends it at the next rest */
export const pacing = (signal?: AbortSignal): Pace => {
  let since = performance.now();
  return {
    due: () => performance.now() - since >= stretch,
    rest: async () => {
      await turn();
      signal?.throwIfAborted();
      since = performance.now();
    },
  };
};

/** Does something with each of a list, with rests. */
export const paced = async <T>(pace: Pace, list: Iterable<T>, work: (each: T, n: number) => void): Promise<void> => {
  let n = 0;
  for (const each of list) {
    if (pace.due()) await pace.rest();
    work(each, n);
    n += 1;
  }
};

/** Does something with each of a list, so many at once. Rejects with the first error, when none is under way any more. */
export const inParallel = async <T>(atOnce: number, list: Iterable<T>, work: (each: T) => Promise<void>): Promise<void> => {
  const rest = list[Symbol.iterator]();
  let failed = false;
  const workers = Array.from({ length: atOnce }, async () => {
    for (let next = rest.next(); next.done !== true && !failed; next = rest.next()) {
      try {
        await work(next.value);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  });
  const outcome = await Promise.allSettled(workers);
  for (const each of outcome) if (each.status === 'rejected') throw each.reason;
};
