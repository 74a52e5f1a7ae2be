// The lossless test: whatever appenders and strangers do, a reader gets every event once, those of a stream in order, and soon.
import { randomUUID } from 'node:crypto';
import type { EventStore } from '@yimu/event-store';
import { postgresEventStore } from '@yimu/event-store/postgres';
import type { TestDatabase } from '@yimu/testing/postgres';
import { expect, it, onTestFinished, vi } from 'vitest';
import { follow, newStream } from '../src/contract/samples.ts';
import { appendBy, connected, eventDatabase, holdOpen, named, waitsStill } from './event-database.ts';
import { appender, killer, p99, type Reader, reader } from './load.ts';

interface Row {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
}

interface Opened {
  readonly database: TestDatabase;
  readonly store: EventStore;
  /** What the table holds, in the order of positions, beside all feeds. */
  readonly rows: () => Promise<readonly Row[]>;
}

const open = async (): Promise<Opened> => {
  const database = await eventDatabase();
  const store = await postgresEventStore({ connectionString: await database.urlFor('yimu_event_writer'), pollMilliseconds: 5 });
  onTestFinished(async () => {
    await store.close();
    await database.close();
  });
  const rows = () =>
    connected(database.url, async (client) => (await client.query<Row>('select stream, revision, id from event order by position')).rows);
  return { database, store, rows };
};

const plain = (events: readonly Row[]): readonly Row[] => events.map(({ stream, revision, id }) => ({ stream, revision, id }));

/** Waits until a reader has reached the end of the feed, then compares everything. */
const expectLossless = async ({ store, rows }: Opened, { events, checkpoints }: Reader): Promise<void> => {
  const head = (await store.head()) ?? '';
  const kept = await rows();
  await vi.waitFor(() => expect((checkpoints.at(-1) ?? '') >= head).toBe(true), { timeout: 20_000, interval: 10 });
  const lost = new Set(kept.map(({ id }) => id)).difference(new Set(events.map(({ id }) => id)));
  expect({ lost: lost.size, double: events.length - new Set(events.map(({ id }) => id)).size }).toEqual({ lost: 0, double: 0 });
  expect(plain(events)).toEqual(kept);

  const next = new Map<string, number>();
  for (const { stream, revision } of events) {
    expect(revision).toBe(next.get(stream) ?? 0);
    next.set(stream, revision + 1);
  }
  for (let n = 0; n < checkpoints.length; n += Math.ceil(checkpoints.length / 25)) {
    const after = checkpoints[n] ?? '';
    const rest = await Array.fromAsync(store.readAll({ after }));
    expect(plain(rest)).toEqual(plain(events.filter(({ position }) => position > after)));
  }
};

/** A transaction of six seconds that has written something, but no event. */
const foreignWrite = (url: string): Promise<unknown> =>
  connected(url, (client) =>
    client.query('begin; create table foreign_write (n int); insert into foreign_write values (1); select pg_sleep(6); commit'),
  );

it('loses nothing, doubles nothing and is not slowed down while appenders dawdle, roll back and die and strangers write for six seconds', async () => {
  const [here, there] = [await open(), await open()];
  const readers = [reader(here.store), reader(here.store), reader(there.store)] as const;
  const writing = new AbortController();
  const { signal } = writing;
  onTestFinished(() => writing.abort());
  const answered = new Map<string, number>();
  const hot = Array.from({ length: 6 }, () => newStream());
  const appenders = Array.from({ length: 20 }, (_, n) =>
    appender(named(here.database.url, 'appender'), {
      streams: n % 2 === 0 ? hot : [newStream()],
      dawdle: n < 17 ? 12 : 50,
      answered,
      signal,
    }),
  );
  const elsewhere = appender(there.database.url, { streams: hot, dawdle: 5, answered: new Map(), signal });
  const killing = killer(here.database.url, 'appender', signal);

  await vi.waitFor(() => expect(answered.size).toBeGreaterThan(1_000), { timeout: 15_000, interval: 10 });
  const strangersCame = performance.now();
  // In the other database of the cluster an appender hangs as long: its own feed waits for it, this one does not.
  const hanging = await holdOpen(there.database.url, (client) => appendBy(client, newStream()));
  await Promise.all([foreignWrite(here.database.url), foreignWrite(there.database.url)]);
  const strangersLeft = performance.now();
  await hanging.commit();
  writing.abort();
  await Promise.all([...appenders, elsewhere]);

  for (const one of readers.slice(0, 2)) await expectLossless(here, one);
  await expectLossless(there, readers[2]);
  const kept = new Set((await here.rows()).map(({ id }) => id));
  expect([...answered.keys()].filter((id) => !kept.has(id))).toEqual([]);
  expect(await killing).toBeGreaterThan(50);
  for (const one of readers.slice(0, 2)) expect(await one.stop()).toBeGreaterThan(2);
  await readers[2].stop();

  const got = new Map(readers[0].events.map(({ id, at }) => [id, at]));
  const tails = (from: number, to: number) =>
    [...answered].filter(([, at]) => at >= from && at < to).map(([id, at]) => Math.max(0, (got.get(id) ?? Number.POSITIVE_INFINITY) - at));
  const [alone, beside] = [tails(0, strangersCame), tails(strangersCame, strangersLeft - 500)];
  expect(beside.length).toBeGreaterThan(500);
  // A tail that waits for strangers is late by up to six seconds; ten times the tail without them is far below that.
  expect(p99(beside)).toBeLessThan(10 * p99(alone));
}, 60_000);

it('goes on beside a backend that never rests between its transactions', async () => {
  const { database } = await open();
  const store = await postgresEventStore({ connectionString: named(database.url, 'patient') });
  onTestFinished(() => store.close());
  const feed = follow(store, {});
  let revision = -2;
  const append = () => {
    revision += 1;
    return `select append_event('thing-restless', ${revision}, '${randomUUID()}', 'ThingHappened', 1, '{}', '{}')`;
  };
  await connected(database.url, (admin) =>
    connected(database.url, async (restless) => {
      await restless.query(`begin; ${append()}`);
      for (let n = 1; n <= 5; n += 1) {
        expect(await waitsStill(admin, 'patient')).toBe(true);
        // One message: the transaction ends, and the next of the same process has taken the fence before anybody can look.
        await restless.query(`commit; begin; ${append()}`);
        await feed.until(() => feed.events().length === n);
      }
      await restless.query('commit');
    }),
  );
  await feed.until(() => feed.events().length === 6);
  await feed.stop();
});
