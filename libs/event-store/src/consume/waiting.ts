// How the runner waits, and how its two loops keep out of each other's way.
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, less when the signal ends it. The jitter keeps processes that fail together from trying together. */
export const pause = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await sleep(milliseconds * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
};

/** Answers a function that runs what it is given one at a time, in the order in which it came. */
export const oneAtATime = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
};
