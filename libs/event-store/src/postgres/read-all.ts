import type { EventFilter } from '../event-store.ts';
import { type EventRow, eventColumns } from './event-row.ts';
import type { Query } from './query.ts';

/** A stretch of the feed: what lies after one position, up to another that is fenced. */
export interface Stretch {
  readonly after: bigint;
  readonly upTo: bigint;
  readonly filter?: EventFilter | undefined;
  /** Default all. */
  readonly limit?: number;
}

/**
 * How many events one statement reads: some 2 MiB by the size of those it read last, because two batches are in hand. Many
 * small ones at once save round trips: of 600 bytes each, 120,000 a second came in batches of 250, 150,000 in batches of 1,000.
 */
const firstBatch = 250;
const mostEvents = 1_000;
const wantedText = 2 * 1024 * 1024;

const nextBatch = (rows: readonly EventRow[]): number => {
  const text = rows.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
  return Math.min(mostEvents, Math.max(1, Math.floor((wantedText * rows.length) / text)));
};

/**
 * Reads a stretch in position order and in batches, the filter applied by the database. The next batch is on its way while
 * the consumer works on the last one.
 */
export const readStretch = async function* (query: Query, stretch: Stretch): AsyncGenerator<readonly EventRow[]> {
  let { after, limit = Number.POSITIVE_INFINITY } = stretch;
  let size = firstBatch;
  const read = () => {
    const batch = readBatch(query, { ...stretch, after, limit: Math.min(limit, size) });
    // Whoever leaves in the middle is not told that the next batch failed; whoever goes on is, by the await below.
    batch.catch(() => undefined);
    return batch;
  };
  let coming = limit > 0 && after < stretch.upTo ? read() : undefined;
  while (coming !== undefined) {
    const rows = await coming;
    const last = rows.at(-1);
    if (last === undefined) return;
    const whole = rows.length === Math.min(limit, size);
    after = BigInt(last.position);
    limit -= rows.length;
    size = nextBatch(rows);
    coming = whole && limit > 0 && after < stretch.upTo ? read() : undefined;
    yield rows;
  }
};

const readBatch = (
  query: Query,
  { after, upTo, filter, limit }: Required<Pick<Stretch, 'limit'>> & Stretch,
): Promise<readonly EventRow[]> => {
  const values = [after.toString(), upTo.toString(), limit];
  if (filter === undefined) return query<EventRow>(statement(''), values, 'read_all');
  return 'types' in filter
    ? query<EventRow>(statement('and type = any ($4)'), [...values, filter.types], 'read_types')
    : query<EventRow>(statement('and category = any ($4)'), [...values, filter.categories], 'read_categories');
};

const statement = (filter: string): string =>
  `select ${eventColumns} from event where position > $1 and position <= $2 ${filter} order by position limit $3`;
