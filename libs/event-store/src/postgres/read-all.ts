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

/** How many events one statement reads: a few milliseconds of work, at most 15 MB, of which two are in hand. */
const batchSize = 250;

/**
 * Reads a stretch in position order and in batches, the filter applied by the database. The next batch is on its way while
 * the consumer works on the last one.
 */
export const readStretch = async function* (query: Query, stretch: Stretch): AsyncGenerator<readonly EventRow[]> {
  let { after, limit = Number.POSITIVE_INFINITY } = stretch;
  const read = () => {
    const batch = readBatch(query, { ...stretch, after, limit: Math.min(limit, batchSize) });
    // Whoever leaves in the middle is not told that the next batch failed; whoever goes on is, by the await below.
    batch.catch(() => undefined);
    return batch;
  };
  let coming = limit > 0 && after < stretch.upTo ? read() : undefined;
  while (coming !== undefined) {
    const rows = await coming;
    const last = rows.at(-1);
    if (last === undefined) return;
    const whole = rows.length === Math.min(limit, batchSize);
    after = BigInt(last.position);
    limit -= rows.length;
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
