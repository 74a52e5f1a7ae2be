// The feed in batches, and the next of them read while one is applied.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { FeedItem } from '@yimu/event-store';

/** Events in position order, and the position up to which there are no others. */
export interface Batch {
  readonly events: readonly RecordedEvent[];
  readonly position: string;
}

/**
 * Cuts a feed into batches of so many events, and of what there is when the store has no more.
 * @param reached the position after which the feed begins
 */
export async function* batchesOf(feed: AsyncIterable<FeedItem>, size: number, reached: string | undefined): AsyncGenerator<Batch> {
  let last = reached;
  let events: RecordedEvent[] = [];
  for await (const item of feed) {
    if (item.kind === 'event') events.push(item.event);
    const position = item.kind === 'event' ? item.event.position : item.position;
    if (item.kind === 'event' && events.length < size) continue;
    if (position === last) continue;
    yield { events, position };
    last = position;
    events = [];
  }
}

/** Batches, each with a question for the one after it, which is undefined while that is not there. One is read ahead, never more. */
export async function* withNext(
  batches: AsyncIterable<Batch>,
): AsyncGenerator<{ readonly batch: Batch; readonly next: () => Batch | undefined }> {
  const iterator = batches[Symbol.asyncIterator]();
  try {
    for (let coming = iterator.next(); ; ) {
      const { done, value } = await coming;
      if (done === true) return;
      let read: Batch | undefined;
      coming = iterator.next();
      coming.then(
        (result) => {
          if (result.done !== true) read = result.value;
        },
        () => undefined,
      );
      yield { batch: value, next: () => read };
    }
  } finally {
    // Not waited for: a feed in which nothing happens ends only with its signal.
    iterator.return?.().catch(() => undefined);
  }
}
