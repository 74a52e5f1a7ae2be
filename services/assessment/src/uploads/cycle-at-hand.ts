// The cycle of an upload is asked for by every row; its end is remembered for a moment.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';

/** Milliseconds. A freeze is noticed that much later: no more than a row takes anyhow between its decision and its append. */
const holdsFor = 100;

/** The store, which answers looks at the end of one stream from memory for a moment. */
export const withEndAtHand = (store: EventStore, stream: string): EventStore => {
  let known: { readonly at: number; readonly events: Promise<readonly RecordedEvent[]> } | undefined;
  return {
    ...store,
    readStream: (name, options) => {
      if (name !== stream || options?.direction !== 'backwards' || options.limit !== 1) return store.readStream(name, options);
      const now = performance.now();
      if (known === undefined || now - known.at > holdsFor) known = { at: now, events: Array.fromAsync(store.readStream(name, options)) };
      const { events } = known;
      return (async function* () {
        yield* await events;
      })();
    },
  };
};
