// What was made of a stream is kept as long as the stream stays as it is: then one look at its end is enough.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';

interface Kept {
  readonly revision: number;
  readonly value: unknown;
}

/** Streams that are kept of one store: cycles, standards and forms are few, and the largest is some 50 KiB. */
const mostKept = 200;

/**
 * Remembers what `make` makes of the history of a stream until the stream goes on; undefined for a stream that was never written.
 * One memory per use: two of them may make different things of one stream.
 */
export const foldedOnce = <T>(make: (history: readonly RecordedEvent[], store: EventStore) => Promise<T> | T) => {
  const stores = new WeakMap<EventStore, Map<string, Kept>>();
  return async (store: EventStore, stream: string): Promise<T | undefined> => {
    const [last] = await Array.fromAsync(store.readStream(stream, { direction: 'backwards', limit: 1 }));
    if (last === undefined) return undefined;
    const kept = stores.get(store) ?? new Map<string, Kept>();
    stores.set(store, kept);
    const known = kept.get(stream);
    // It was made by the same function.
    if (known?.revision === last.revision) return known.value as T;
    const value = await make(await Array.fromAsync(store.readStream(stream, { limit: last.revision + 1 })), store);
    if (kept.size >= mostKept) kept.clear();
    kept.set(stream, { revision: last.revision, value });
    return value;
  };
};
