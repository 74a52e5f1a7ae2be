import type { EventFilter } from '../event-store.ts';
import { categoryOf } from '../stream-name.ts';
import type { ClientFilter, ClientRecord } from './client.ts';
import { isOurs } from './stored-event.ts';

/**
 * What the server is asked to leave out. There is one slot for a filter, and the client's `excludeSystemEvents` would fill it;
 * so the expression itself refuses what begins with `$`.
 */
export const clientFilterOf = (filter: EventFilter | undefined): ClientFilter => {
  if (filter === undefined) return { on: 'stream', regex: '^(?!\\$)[a-z]+-[A-Za-z0-9-]{1,120}$' };
  return 'types' in filter
    ? { on: 'type', regex: `^(?!\\$)(?:${alternatives(filter.types, /^[A-Za-z0-9]+$/)})$` }
    : { on: 'stream', regex: `^(?!\\$)(?:${alternatives(filter.categories, /^[a-z]+$/)})-` };
};

/** Words that may stand in an expression; others cannot be the name of anything, and no word at all matches nothing. */
const alternatives = (words: readonly string[], shape: RegExp): string => words.filter((word) => shape.test(word)).join('|') || '(?!)';

/** The same said of a record, since links and events of other applications may pass the expression. */
export const wanted = (filter: EventFilter | undefined, record: ClientRecord): boolean => {
  if (!isOurs(record)) return false;
  if (filter === undefined) return true;
  return 'types' in filter ? filter.types.includes(record.type) : filter.categories.includes(categoryOf(record.streamId));
};
