import { setTimeout as pause } from 'node:timers/promises';
import type { EventFilter, FeedItem } from '../event-store.ts';
import { formatPosition, type StoreIdentity } from '../position.ts';
import { batchSize, eventOf } from './event-row.ts';
import { fencedPosition } from './fence.ts';
import { isDisconnect, type Query } from './query.ts';
import { readAllBatch } from './read-all.ts';

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
export const subscribe = async function* (query: Query, identity: StoreIdentity, options: FeedOptions): AsyncGenerator<FeedItem> {
  const { filter, signal, pollMilliseconds } = options;
  let delivered = options.after;
  let complete = delivered;
  let announced: bigint | undefined;
  let poll = pollMilliseconds;
  let failures = 0;

  /** The next events, and up to where nothing is left out. */
  const next = async () => {
    if (delivered === complete) complete = await fencedPosition(query, delivered, signal);
    const rows = delivered === complete ? [] : await readAllBatch(query, { after: delivered, upTo: complete, filter, limit: batchSize });
    return { rows, upTo: BigInt(rows.length < batchSize ? complete : (rows.at(-1)?.position ?? complete)) };
  };

  while (!signal.aborted) {
    let batch: Awaited<ReturnType<typeof next>>;
    try {
      batch = await next();
      failures = 0;
    } catch (error) {
      if (signal.aborted) return;
      if (!isDisconnect(error)) throw error;
      await abortable(Math.random() * Math.min(longestBackOff, 50 * 2 ** failures), signal);
      failures += 1;
      continue;
    }
    for (const row of batch.rows) {
      if (signal.aborted) return;
      yield { kind: 'event', event: eventOf(row, identity) };
    }
    delivered = batch.upTo;
    if (delivered < complete || signal.aborted) continue;
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
