// A dry run decides as the real one does, on the same streams, and writes nothing.
import type { EventStore } from '@yimu/event-store';

/** The store for a dry run: what is appended seems to be, and is not. What one row would change, the next does not see. */
export const dryStore = (store: EventStore): EventStore => ({
  ...store,
  append: async (_stream, events, expected) => {
    const before = typeof expected === 'number' ? expected : -1;
    return { appended: true, repeated: false, revision: before + events.length, position: '' };
  },
});
