import { setTimeout as pause } from 'node:timers/promises';
import type { EventFilter, FeedItem } from '../event-store.ts';
import { formatPosition, type StoreIdentity } from '../position.ts';
import { eventOf } from './event-row.ts';
import type { Fence } from './fence.ts';
import { isDisconnect, type Query } from './query.ts';
import { readStretch } from './read-all.ts';

export interface FeedOptions {
  readonly after: bigint;
  readonly filter?: EventFilter | undefined;
  readonly signal: AbortSignal;
  /** Wait between two looks while events arrive; without any it doubles up to `longestPoll`. */
  readonly pollMilliseconds: number;
}

const longestPoll = 250;
const longestBackOff = 5_000;

/**
 * Follows the feed by polling: no NOTIFY, which would make all appends of the cluster commit one after the other.
 * While the server is away it tries again, from the last delivered event, with growing, jittered waits.
 */
export const subscribe = async function* (
  query: Query,
  fence: Fence,
  identity: StoreIdentity,
  options: FeedOptions,
): AsyncGenerator<FeedItem> {
  const { filter, signal, pollMilliseconds } = options;
  let delivered = options.after;
  let announced: bigint | undefined;
  let poll = pollMilliseconds;
  let failures = 0;

  while (!signal.aborted) {
    try {
      const complete = await fence.position(delivered, signal);
      for await (const rows of readStretch(query, { after: delivered, upTo: complete, filter })) {
        failures = 0;
        for (const row of rows) {
          if (signal.aborted) return;
          yield { kind: 'event', event: eventOf(row, identity) };
          delivered = BigInt(row.position);
        }
      }
      failures = 0;
      delivered = complete;
    } catch (error) {
      if (signal.aborted) return;
      if (!isDisconnect(error)) throw error;
      await abortable(Math.random() * Math.min(longestBackOff, 50 * 2 ** failures), signal);
      failures += 1;
      continue;
    }
    if (signal.aborted) return;
    poll = announced === delivered ? Math.min(poll * 2, longestPoll) : pollMilliseconds;
    if (announced !== delivered) yield { kind: 'caught-up', position: formatPosition(identity, delivered) };
    announced = delivered;
    await abortable(poll, signal);
  }
};

/** Waits, or less when the signal says so. */
const abortable = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await pause(milliseconds, undefined, { signal }).catch(() => undefined);
};
