import type { EventFilter } from '../event-store.ts';
import { type EventRow, eventColumns } from './event-row.ts';
import type { Query } from './query.ts';

/** A stretch of the feed: what lies after one position, up to another that is fenced. */
export interface Stretch {
  readonly after: bigint;
  readonly upTo: bigint;
  readonly filter?: EventFilter | undefined;
  readonly limit: number;
}

/** Reads one batch of the feed in position order, the filter applied by the database. */
export const readAllBatch = (query: Query, { after, upTo, filter, limit }: Stretch): Promise<readonly EventRow[]> => {
  const values = [after.toString(), upTo.toString(), limit];
  if (filter === undefined) return query<EventRow>(statement(''), values);
  return 'types' in filter
    ? query<EventRow>(statement('and type = any ($4)'), [...values, filter.types])
    : query<EventRow>(statement('and category = any ($4)'), [...values, filter.categories]);
};

const statement = (filter: string): string =>
  `select ${eventColumns} from event where position > $1 and position <= $2 ${filter} order by position limit $3`;
