import { setTimeout as pause } from 'node:timers/promises';
import { isPassing, LostResponse, translated } from './client-error.ts';

/** How long the adapter waits for what. Milliseconds. */
export interface Patience {
  /** For one answer: of an append, or the next piece of a read. The client itself would wait for ever. */
  readonly answer: number;
  /** For a server that is away, before an append or a read gives up. Subscriptions never do. */
  readonly outage: number;
  /** The longest wait between two tries. */
  readonly longestPause: number;
}

export const patience: Patience = { answer: 10_000, outage: 30_000, longestPause: 5_000 };

/** The answer, or LostResponse when none comes in time; a late one is ignored. */
export const inTime = async <T>(answer: Promise<T>, milliseconds: number): Promise<T> => {
  answer.catch(() => undefined);
  const waiting = new AbortController();
  const late = pause(milliseconds, undefined, { signal: waiting.signal }).then(() => {
    throw new LostResponse(`EventStoreDB has not answered for ${milliseconds} ms`);
  });
  late.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    waiting.abort();
  }
};

/** Waits before try number `failures` + 1, at random, so that clients dropped together do not come back together. */
export const backOff = async (failures: number, { longestPause }: Patience, signal?: AbortSignal): Promise<void> => {
  const longest = Math.min(longestPause, 50 * 2 ** Math.min(failures, 20));
  await pause(Math.random() * longest, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
};

/** Counts the failures of one piece of work and says when to give up. */
export const persistently = (limits: Patience) => {
  let failures = 0;
  let since = 0;
  return {
    /** Something has come: the outage, if there was one, is over. */
    progressed: (): void => {
      failures = 0;
    },
    /** Waits for the next try. Throws the error, translated, when no further try is worth it. */
    orGiveUp: async (error: unknown): Promise<void> => {
      if (failures === 0) since = performance.now();
      if (!isPassing(error) || performance.now() - since > limits.outage) throw translated(error);
      await backOff(failures, limits);
      failures += 1;
    },
  };
};

/** The answer, unless the signal comes first; then it throws. */
export const unlessAborted = async <T>(answer: Promise<T>, signal: AbortSignal): Promise<T> => {
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () => reject(new Error('aborted'));
  signal.addEventListener('abort', abort);
  if (signal.aborted) abort();
  answer.catch(() => undefined);
  promise.catch(() => undefined);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
};
