import type { Reader } from '../tenancy/reader.ts';
import type { View } from '../tenancy/view.ts';

/**
 * When the first event became known: read once, by the first request that names a moment, and kept, for what came first stays first. It
 * is no tenant's secret. Undefined while there is no event, and for documents that name no moment. Ends the reader where it fails.
 */
export const readFirstKnown = (): ((reader: Reader, view: View, document: unknown) => Promise<string | undefined>) => {
  let first: string | undefined;
  return async (reader, view, document) => {
    if (first !== undefined || (typeof document === 'string' && !/knownAt|changes/.test(document))) return first;
    try {
      const rows = await view.read<{ known_from: string }>(
        () => `select to_char(d.known_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as known_from
          from event_day d order by d.day limit 1`,
      );
      first = rows[0]?.known_from;
      return first;
    } catch (error) {
      await reader.end();
      throw error;
    }
  };
};
