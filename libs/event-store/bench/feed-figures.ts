// Reading: catching up against the same SELECT through a cursor, and how soon an append reaches a subscription.
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import Cursor from 'pg-cursor';
import { type EventRow, eventColumns } from '../src/postgres/event-row.ts';
import { postgresEventStore } from '../src/postgres/index.ts';
import type { BenchDatabase } from './bench-database.ts';
import { interleaved, percentile } from './callers.ts';
import { newEvent, streamCount, streams } from './events.ts';
import type { Figure } from './figures.ts';

/** As many as a cursor reads fastest with. */
const rowsAtATime = 500;

/** Events a second, decoded, over the first `count` of the feed. */
export const measureCatchUp = async ({ ownerUrl, writerUrl }: BenchDatabase, count: number): Promise<Figure> => {
  const store = await postgresEventStore({ connectionString: writerUrl });
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const rate = async (read: () => Promise<number>): Promise<number> => {
    const begun = performance.now();
    const got = await read();
    if (got !== count) throw new Error(`read ${got} events instead of ${count}`);
    return count / ((performance.now() - begun) / 1_000);
  };
  const ours = async (): Promise<number> => {
    let got = 0;
    for await (const event of store.readAll({ limit: count })) got += event.revision >= 0 ? 1 : 0;
    return got;
  };
  const raw = async (): Promise<number> => {
    let got = 0;
    const cursor = client.query(new Cursor<EventRow>(`select ${eventColumns} from event order by position limit $1`, [count]));
    for (let rows = await cursor.read(rowsAtATime); rows.length > 0; rows = await cursor.read(rowsAtATime)) got += rows.length;
    await cursor.close();
    return got;
  };
  const { value, limit } = await interleaved(
    () => rate(ours),
    () => rate(raw),
  );
  await client.end();
  await store.close();
  const of = `the same SELECT streamed by pg-cursor, ${rowsAtATime} rows a time, not decoded, ${count} events`;
  return { name: 'catchup.read', value, unit: 'events/s', limit, of, target: { atLeast: 0.6 } };
};

/** Milliseconds from calling append to the handler of a subscription, while events are appended `rate` times a second. */
export const measureTail = async ({ writerUrl }: BenchDatabase, rate: number, milliseconds: number): Promise<readonly Figure[]> => {
  const writer = await postgresEventStore({ connectionString: writerUrl });
  const reader = await postgresEventStore({ connectionString: writerUrl });
  const begun = new Map<string, number>();
  const tails: number[] = [];
  const ending = new AbortController();
  let caughtUp = Promise.withResolvers<void>();
  const following = (async () => {
    for await (const item of reader.subscribe({ after: await reader.head(), signal: ending.signal })) {
      if (item.kind === 'caught-up') caughtUp.resolve();
      if (item.kind !== 'event') continue;
      const at = begun.get(item.event.id);
      begun.delete(item.event.id);
      if (at !== undefined) tails.push(performance.now() - at);
    }
  })();
  await caughtUp.promise;

  // An open loop: what is due by the clock is appended, whether or not the earlier ones are answered.
  const start = performance.now();
  const answers: Promise<unknown>[] = [];
  let asked = 0;
  while (performance.now() - start < milliseconds) {
    const due = Math.floor(((performance.now() - start) / 1_000) * rate);
    for (; asked < due; asked += 1) {
      const event = newEvent();
      begun.set(event.id, performance.now());
      answers.push(writer.append(streams[Math.floor(Math.random() * streamCount)] ?? '', [event], 'any'));
    }
    await pause(1);
  }
  await Promise.all(answers);
  for (const until = performance.now() + 10_000; begun.size > 0 && performance.now() < until; ) {
    caughtUp = Promise.withResolvers<void>();
    await Promise.race([caughtUp.promise, pause(50)]);
  }
  if (begun.size > 0) throw new Error(`${begun.size} events did not reach the handler`);
  ending.abort();
  await following;
  await writer.close();
  await reader.close();
  // The first second warms up.
  const warm = tails.slice(Math.min(tails.length / 4, rate));
  const of = `bound in ms; ${Math.round(rate)} appends/s, ${warm.length} samples, from the call of append`;
  return [
    { name: 'tail.p50_ms', value: percentile(warm, 0.5), unit: 'ms', limit: 10, of, target: { atMost: 1 } },
    { name: 'tail.p99_ms', value: percentile(warm, 0.99), unit: 'ms', limit: 50, of, target: { atMost: 1 } },
  ];
};
