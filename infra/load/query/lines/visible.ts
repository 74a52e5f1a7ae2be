// How long it takes from writing a fact until it is answered, while others read: an event appended to the store, then asked for under its
// position (Yimu-Min-Position).
import { percentile } from '@yimu/event-store/bench/callers';
import type { Figure } from '@yimu/event-store/bench/figures';
import { type Bed, connections, type Group } from '../bed.ts';
import { parcelById } from '../documents.ts';
import { spreadOf, waiting } from '../figures.ts';
import { fire, shotOf } from '../shots.ts';
import { openWriter, type Writer } from '../writing.ts';
import { pageShots } from './page.ts';

const times = 200;
const longest = 60;

/** Writes a parcel and waits until it is answered; answers the ms. */
const writeAndSee = async ({ write, asker }: Writer, url: string): Promise<number> => {
  const begun = performance.now();
  const { parcelId, position } = await write();
  const { path, method, headers, body } = shotOf(asker.token, parcelById(parcelId));
  const response = await fetch(new URL(path, url), {
    method,
    headers: { ...headers, 'yimu-min-position': position },
    body: body ?? null,
  });
  const text = await response.text();
  const milliseconds = performance.now() - begun;
  if (!text.includes(parcelId)) throw new Error(`the parcel was not answered: ${response.status} ${text.slice(0, 400)}`);
  return milliseconds;
};

const visible = async (bed: Bed): Promise<readonly Figure[]> => {
  const writer = await openWriter(bed);
  const waits: number[] = [];
  let reading = true;
  const readers = async (): Promise<void> => {
    for (let second = 0; reading && second < longest; second += 2) await fire(bed.url, pageShots(bed), { connections, seconds: 2 });
  };
  const write = async (): Promise<void> => {
    try {
      for (let n = 0; n < times + 20; n += 1) {
        const each = await writeAndSee(writer, bed.url);
        if (n >= 20) waits.push(each);
      }
    } finally {
      reading = false;
    }
  };
  try {
    await Promise.all([readers(), write()]);
  } finally {
    await writer.close();
  }
  const note = `appended, then asked for under its position, while ${connections} connections read pages; ${spreadOf(waits)}`;
  return [waiting('visible.p99_ms', percentile(waits, 0.99), 100, note)];
};

export const visibleGroup: Group = { names: ['visible.p99_ms'], measure: visible };
