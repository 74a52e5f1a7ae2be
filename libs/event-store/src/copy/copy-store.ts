// Copies every event of one store into another, in the order of the feed: same ids, streams, revisions, moments and bytes;
// only the positions are the target's own. It keeps no notes: what the target holds already is what has been done, so it can be
// killed at any moment and run again. It walks both feeds side by side, and where the target's ends it goes on appending.
import type { RecordedEvent } from '@yimu/domain/kernel';
import { CopyRefused } from '../errors.ts';
import type { EventStore } from '../event-store.ts';
import { checkLimits, limits } from '../limits.ts';
import { serialise, sizeOf } from '../serialise.ts';
import { lineOf } from './line-of.ts';

export interface CopyOptions {
  readonly from: Pick<EventStore, 'readAll'>;
  readonly to: Pick<EventStore, 'readAll' | 'append'>;
  /** Go on with an interrupted copy: the target may hold the beginning of the source, and nothing else. */
  readonly resume?: boolean;
  /** Called after each append, and now and then while what is there is looked through. */
  readonly onProgress?: (progress: CopyProgress) => void;
  /** Ends the copy after the append that is under way; it can be resumed. */
  readonly signal?: AbortSignal;
}

export interface CopyProgress {
  /** Events of the source seen so far, and how many of them this run has appended. */
  readonly seen: number;
  readonly copied: number;
}

/** Consecutive events of one stream, as many as one append may hold. */
const appendsOf = async function* (events: AsyncIterable<RecordedEvent>): AsyncGenerator<readonly RecordedEvent[]> {
  let group: RecordedEvent[] = [];
  let bytes = 0;
  for await (const event of events) {
    const size = sizeOf(serialise(event, event.recordedAt));
    checkLimits([size]);
    const last = group.at(-1);
    const fits = last?.stream === event.stream && group.length < limits.appendEvents && bytes + size <= limits.appendBytes;
    if (!fits && group.length > 0) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(event);
    bytes += size;
  }
  if (group.length > 0) yield group;
};

/** Appends events of one stream where the target's copy of it ends. */
const append = async (to: CopyOptions['to'], events: readonly RecordedEvent[]): Promise<void> => {
  const [first] = events;
  if (first === undefined) return;
  const answer = await to.append(first.stream, events, first.revision === 0 ? 'none' : first.revision - 1);
  if (!answer.appended) {
    throw new CopyRefused(
      `${first.stream} cannot be copied at revision ${first.revision}: the target says ${answer.conflict}; somebody else writes there, or the source does not begin at 0.`,
    );
  }
};

/** Looks through what the target holds, which must be the beginning of the source. Answers how much that is. */
const passPresent = async (source: AsyncIterator<RecordedEvent>, { to, resume, onProgress, signal }: CopyOptions): Promise<number> => {
  let seen = 0;
  for await (const present of to.readAll()) {
    signal?.throwIfAborted();
    if (resume !== true) throw new CopyRefused('The target holds events already; --resume goes on with a copy that was interrupted.');
    const next = await source.next();
    if (next.done === true || lineOf(next.value) !== lineOf(present)) {
      const place = `${present.stream} at revision ${present.revision}`;
      throw new CopyRefused(`The target holds other events than the source, first ${place} as its event ${seen + 1}.`);
    }
    seen += 1;
    if (seen % 1_000 === 0) onProgress?.({ seen, copied: 0 });
  }
  return seen;
};

/**
 * Copies what the source holds when this starts. Throws CopyRefused, with a sentence, when the target holds anything but the
 * beginning of the source (without `resume`: anything at all). Answers how much was seen and copied.
 */
export const copyStore = async (options: CopyOptions): Promise<CopyProgress> => {
  const { from, to, onProgress, signal } = options;
  const source = from.readAll()[Symbol.asyncIterator]();
  let seen = await passPresent(source, options);
  let copied = 0;
  for await (const events of appendsOf({ [Symbol.asyncIterator]: () => source })) {
    signal?.throwIfAborted();
    await append(to, events);
    seen += events.length;
    copied += events.length;
    onProgress?.({ seen, copied });
  }
  return { seen, copied };
};
