import type { RecordedEvent } from '@yimu/domain/kernel';
import type { ReadStreamOptions } from '../event-store.ts';
import type { StoreIdentity } from '../position.ts';
import { combineReads, longestShortRead } from './combine-reads.ts';
import { type EventRow, eventColumns, eventOf } from './event-row.ts';
import type { Query } from './query.ts';

/** How many events one statement reads: a few milliseconds of work, at most 30 MB. */
const batchSize = 500;

const statements = {
  forwards: `select ${eventColumns} from event where stream = $1 and revision >= $2::bigint order by revision limit $3`,
  backwards: `select ${eventColumns} from event where stream = $1 and revision <= $2::bigint order by revision desc limit $3`,
} as const;

/** Reads a stream in batches by revision: the first, which most streams do not exceed, together with those of other readers. */
export const streamReader = (query: Query, identity: StoreIdentity) => {
  const short = { forwards: combineReads(query, 'forwards'), backwards: combineReads(query, 'backwards') };

  // No fence is needed: the stream lock makes commits follow the revisions.
  return async function* (
    stream: string,
    { from, direction = 'forwards', limit = Number.POSITIVE_INFINITY }: ReadStreamOptions = {},
  ): AsyncGenerator<RecordedEvent> {
    let next = from ?? (direction === 'forwards' ? 0 : Number.MAX_SAFE_INTEGER);
    let wanted = limit;
    let size = Math.min(wanted, longestShortRead);
    let isFirst = true;
    while (wanted > 0) {
      const rows = isFirst
        ? await short[direction]({ stream, from: next, limit: size })
        : await query<EventRow>(statements[direction], [stream, next, size], `read_${direction}`);
      for (const row of rows) yield eventOf(row, identity);
      const last = rows.at(-1);
      if (last === undefined || rows.length < size) return;
      next = direction === 'forwards' ? last.revision + 1 : last.revision - 1;
      wanted -= rows.length;
      size = Math.min(wanted, batchSize);
      isFirst = false;
    }
  };
};
