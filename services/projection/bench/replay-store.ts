// A store that is a file: events that a bench generated, read in order, never more than a few megabytes of them in memory.
import { open, readFile } from 'node:fs/promises';
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { EventFilter, EventStore } from '@yimu/event-store';

/** The index beside a feed file (`<file>.json`). */
export interface Feed {
  readonly file: string;
  /** The number of the first event, from 1, and how many there are. */
  readonly first: number;
  readonly count: number;
  readonly bytes: number;
  /** Offsets of every so many events. */
  readonly stride: number;
  readonly offsets: readonly number[];
  /** The position of the last event. */
  readonly last: string;
}

export const readFeed = async (index: string): Promise<Feed> => JSON.parse(await readFile(index, 'utf8')) as Feed;

const chunkBytes = 1_048_576;
const newline = 10;

/** The whole lines of a file from an offset on, many at a time. */
async function* linesFrom(file: string, offset: number, end: number): AsyncGenerator<readonly string[]> {
  const handle = await open(file);
  try {
    let rest: Buffer = Buffer.alloc(0);
    for (let at = offset; at < end; ) {
      const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, end - at));
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      const whole = rest.length === 0 ? chunk.subarray(0, bytesRead) : Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      const last = whole.lastIndexOf(newline);
      rest = Buffer.from(whole.subarray(last + 1));
      if (last >= 0) yield whole.toString('utf8', 0, last).split('\n');
    }
  } finally {
    await handle.close();
  }
}

const wanted = (filter: EventFilter | undefined): ((category: string) => boolean) => {
  if (filter === undefined || !('categories' in filter)) return () => true;
  const categories = new Set(filter.categories);
  return (category) => categories.has(category);
};

/** The number of a position: its last part. */
const numberOf = (position: string): number => Number(position.slice(position.lastIndexOf('-') + 1));

const refused = (): never => {
  throw new Error('a replayed feed is read in order and never written to');
};

/** Replays a feed as an event store; it can be read as a whole or after a position, and ends where the feed ends. */
export const replayStore = ({ file, first, bytes, stride, offsets, last }: Feed): EventStore => {
  async function* readAll({
    after,
    filter,
    limit = Number.POSITIVE_INFINITY,
  }: Parameters<EventStore['readAll']>[0] = {}): AsyncGenerator<RecordedEvent> {
    const from = after === undefined ? 0 : Math.max(0, numberOf(after) - first + 1);
    const block = Math.floor(from / stride);
    const isWanted = wanted(filter);
    const types = filter !== undefined && 'types' in filter ? new Set(filter.types) : undefined;
    let [place, left] = [block * stride, limit];
    for await (const lines of linesFrom(file, offsets[block] ?? bytes, bytes))
      for (const line of lines) {
        place += 1;
        const tab = line.indexOf('\t');
        if (place <= from || !isWanted(line.slice(0, tab))) continue;
        if (left <= 0) return;
        const event = JSON.parse(line.slice(tab + 1)) as RecordedEvent;
        if (types !== undefined && !types.has(event.type)) continue;
        left -= 1;
        yield event;
      }
  }
  return {
    append: async () => refused(),
    readStream: refused,
    readAll,
    subscribe: async function* ({ after, filter }) {
      for await (const event of readAll({ after, filter })) yield { kind: 'event', event };
      yield { kind: 'caught-up', position: last };
    },
    head: async () => last,
    close: async () => undefined,
  };
};
