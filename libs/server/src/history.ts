// Reads of a stream that take as few questions to the database as can be: what one look showed is not asked for again.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';

/**
 * How many events the first look takes: most streams are shorter, so that it is the only one. Measured with registrations over HTTP at 32
 * connections (`npm run bench -- registry`): each question costs the service and the database together as much as a single-row insert.
 */
const firstLook = 32;

export interface History {
  /** The last event, none if the stream was never written. Known after the first look, which is the same however long the stream is. */
  readonly last: RecordedEvent | undefined;
  /** All events; asks again only when the first look did not reach the beginning. */
  readonly whole: () => Promise<readonly RecordedEvent[]>;
}

/** Looks at the end of a stream. */
export const lookAt = async (store: EventStore, stream: string): Promise<History> => {
  const tail = (await Array.fromAsync(store.readStream(stream, { direction: 'backwards', limit: firstLook }))).toReversed();
  const before = tail[0]?.revision ?? 0;
  return {
    last: tail.at(-1),
    whole: async () => (before === 0 ? tail : [...(await Array.fromAsync(store.readStream(stream, { limit: before }))), ...tail]),
  };
};

/**
 * The store for whoever begins with a stream that was just read: its first read of the whole stream answers that. What is decided on it and
 * appended expects the revision that was seen; if it moved on meanwhile, the append loses the race and everything is read anew.
 */
export const continuing = (store: EventStore, stream: string, history: readonly RecordedEvent[]): EventStore => {
  let isFirst = true;
  return {
    ...store,
    readStream: (name, options) => {
      if (!isFirst || name !== stream || options !== undefined) return store.readStream(name, options);
      isFirst = false;
      return (async function* () {
        yield* history;
      })();
    },
  };
};
