// The feed into the trail of a database that nobody reads yet: by COPY, batch after batch, the next one read while one is being written.
import { pipeline } from 'node:stream/promises';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { type ClientBase, escapeIdentifier } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { noteDays } from '../engine/audit-marks.ts';
import type { KnownEvent } from '../engine/changes.ts';
import { copyLine } from '../engine/copy-text.ts';
import { knownFrom } from '../engine/known-from.ts';
import { type TrailRow, trailOf } from '../engine/store-events.ts';

const batchSize = 2_000;
/** About a hundred kilobytes of events: messages cost nothing then, and memory stays flat. */
const linesPerChunk = 100;

/** How much was stored, and up to where; no position where there was no event. */
export interface StoredFeed {
  readonly events: number;
  readonly position: string | undefined;
}

const chunksOf = function* (rows: readonly TrailRow[]): Generator<string> {
  for (let n = 0; n < rows.length; n += linesPerChunk)
    yield rows
      .slice(n, n + linesPerChunk)
      .map((row) => copyLine(Object.values(row)))
      .join('');
};

const copyTrail = async (client: ClientBase, events: readonly KnownEvent[]): Promise<void> => {
  for (const [table, rowsOf] of await trailOf(client, events)) {
    const rows = rowsOf();
    const [first] = rows;
    if (first === undefined) continue;
    const names = Object.keys(first).map((name) => escapeIdentifier(name));
    await pipeline(chunksOf(rows), client.query(copyFrom(`copy ${table} (${names.join(', ')}) from stdin`)));
  }
  await noteDays(client, events);
};

/**
 * Stores all events of a feed in the tables of the trail that the search path finds; none may be under row-level security.
 * @param watermark up to when answers were given: no event was known before
 * @param onStored called with the events stored or under way so far
 */
export const storeFeed = async (
  client: ClientBase,
  feed: AsyncIterable<RecordedEvent>,
  watermark: string | undefined,
  onStored: (events: number) => void,
): Promise<StoredFeed> => {
  let last = watermark;
  let batch: KnownEvent[] = [];
  let events = 0;
  let position: string | undefined;
  let storing = Promise.resolve();
  const flush = async (): Promise<void> => {
    await storing;
    const full = batch;
    batch = [];
    storing = copyTrail(client, full);
    storing.catch(() => undefined);
    events += full.length;
    onStored(events);
  };
  for await (const event of feed) {
    last = knownFrom(last, event.recordedAt);
    batch.push({ event, knownFrom: last });
    position = event.position;
    if (batch.length === batchSize) await flush();
  }
  await flush();
  await storing;
  return { events, position };
};
