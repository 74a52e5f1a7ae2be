// Events into a file, a line each, so that reading them again costs what reading a store costs and no city is kept in memory.

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { categoryOf } from '@yimu/event-store';
import type { Draft } from './draft.ts';
import { type Identity, positionOf } from './record.ts';

/** How a feed file is to be read: where every so many events begin. */
export interface Feed {
  readonly file: string;
  readonly identity: Identity;
  /** The number of the first event, from 1, and how many there are. */
  readonly first: number;
  readonly count: number;
  readonly bytes: number;
  /** An offset for every `stride` events. */
  readonly stride: number;
  readonly offsets: readonly number[];
  readonly mix: Readonly<Record<string, number>>;
  /** The position of the last event. */
  readonly last: string;
}

const stride = 1_000;
const bufferBytes = 1_048_576;

export interface FeedOptions {
  readonly identity: Identity;
  /** Makes events of drafts; what was recorded before counts. */
  readonly record: (draft: Draft) => RecordedEvent;
  /** How many events stand before the first. */
  readonly after?: number;
  /** Told of every hundred thousand events. */
  readonly onProgress?: (count: number) => void;
}

/** Writes a feed and its index beside it (`.json`). A line is the category, a tab, and the event as JSON. */
export const writeFeed = async (file: string, drafts: Iterable<Draft>, options: FeedOptions): Promise<Feed> => {
  const { identity, record, after = 0, onProgress = () => undefined } = options;
  const out = createWriteStream(file, { highWaterMark: bufferBytes });
  const mix: Record<string, number> = {};
  const offsets: number[] = [];
  let [count, bytes, waiting] = [0, 0, ''];
  const flush = async (): Promise<void> => {
    const chunk = Buffer.from(waiting);
    bytes += chunk.length;
    waiting = '';
    if (!out.write(chunk)) await once(out, 'drain');
  };
  for (const draft of drafts) {
    if (count % stride === 0) {
      await flush();
      offsets.push(bytes);
    }
    waiting += `${categoryOf(draft.stream)}\t${JSON.stringify(record(draft))}\n`;
    mix[draft.type] = (mix[draft.type] ?? 0) + 1;
    count += 1;
    if (count % 100_000 === 0) onProgress(count);
  }
  await flush();
  out.end();
  await once(out, 'close');
  const feed = { file, identity, first: after + 1, count, bytes, stride, offsets, mix, last: positionOf(identity, after + count) };
  await writeFile(`${file}.json`, JSON.stringify(feed));
  return feed;
};
