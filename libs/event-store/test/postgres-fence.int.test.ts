// The fence: nothing is skipped, and nobody who does not append holds the feed up.
import type { EventStore } from '@yimu/event-store';
import { postgresEventStore } from '@yimu/event-store/postgres';
import { type TestDatabase, testDatabase } from '@yimu/testing/postgres';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { follow, newEvent, newStream } from '../src/contract/samples.ts';
import { appendBy, connected, eventDatabase, holdOpen, named, waitsStill } from './event-database.ts';

describe('the feed of PostgreSQL', () => {
  let database: TestDatabase;
  let store: EventStore;
  let admin: Client;
  beforeAll(async () => {
    database = await eventDatabase();
    store = await postgresEventStore({
      connectionString: named(await database.urlFor('yimu_event_writer'), 'reader'),
      pollMilliseconds: 5,
    });
    admin = new Client({ connectionString: database.url });
    await admin.connect();
  });
  afterAll(async () => {
    await store.close();
    await admin.end();
    await database.close();
  });

  const append = async (stream = newStream()): Promise<string> => {
    await store.append(stream, [newEvent()], 'any');
    return stream;
  };
  const streamsAfter = async (after: string | undefined) => (await Array.fromAsync(store.readAll({ after }))).map(({ stream }) => stream);

  it('does not deliver a later position before an earlier appender has committed', async () => {
    const after = await store.head();
    const early = newStream();
    const held = await holdOpen(database.url, (client) => appendBy(client, early));
    const late = await append();
    const reading = streamsAfter(after);
    expect(await waitsStill(admin, 'reader', reading)).toBe(true);
    await held.commit();
    expect(await reading).toEqual([early, late]);
  });

  it('goes on without the events of an appender that rolled back', async () => {
    const after = await store.head();
    const held = await holdOpen(database.url, (client) => appendBy(client, newStream()));
    const late = await append();
    const reading = streamsAfter(after);
    expect(await waitsStill(admin, 'reader', reading)).toBe(true);
    await held.rollback();
    expect(await reading).toEqual([late]);
  });

  it('does not move its head, nor say caught-up, past an appender that is still at it', async () => {
    const feed = follow(store, { after: await store.head() });
    await feed.until((items) => items.length === 1);
    const early = newStream();
    const held = await holdOpen(database.url, (client) => appendBy(client, early));
    const late = await append();
    const head = store.head();
    expect(await waitsStill(admin, 'reader', head)).toBe(true);
    expect(feed.items).toHaveLength(1);
    await held.commit();
    await feed.until((items) => items.length >= 4 || items.at(-1)?.kind === 'caught-up');
    await feed.until(() => feed.events().length === 2);
    expect(feed.events().map(({ stream }) => stream)).toEqual([early, late]);
    expect(await head).toBe(feed.events().at(-1)?.position);
    await feed.stop();
  });

  it('goes on when the process of an appender is killed', async () => {
    const feed = follow(store, { after: await store.head() });
    const held = await holdOpen(database.url, (client) => appendBy(client, newStream()));
    const late = await append();
    expect(await waitsStill(admin, 'reader')).toBe(true);
    expect(feed.events()).toEqual([]);
    await admin.query('select pg_terminate_backend($1)', [held.pid]);
    await held.killed();
    const later = await append();
    await feed.until(() => feed.events().length === 2);
    expect(feed.events().map(({ stream }) => stream)).toEqual([late, later]);
    await feed.stop();
  });

  it('does not wait for appenders that came after it had looked', async () => {
    const after = await store.head();
    const [first, second] = [newStream(), newStream()];
    const early = await holdOpen(database.url, (client) => appendBy(client, first));
    const reading = streamsAfter(after);
    expect(await waitsStill(admin, 'reader', reading)).toBe(true);
    const later = await holdOpen(database.url, (client) => appendBy(client, second));
    await early.commit();
    expect(await reading).toEqual([first]);
    await later.commit();
    expect(await streamsAfter(after)).toEqual([first, second]);
  });

  it('is not held up by long writes that do not append, here or in another database', async () => {
    const after = await store.head();
    const other = await testDatabase();
    const write = (client: Client) => client.query('create table scratch as select 1');
    const held = [
      await holdOpen(database.url, write),
      await holdOpen(other.url, write),
      // The very lock of the fence, but of another database; and the two forms of a lock with other numbers here.
      await holdOpen(other.url, (client) => client.query('select pg_advisory_xact_lock_shared(667, 1)')),
      await holdOpen(database.url, (client) =>
        client.query('select pg_advisory_xact_lock(667, 3), pg_advisory_xact_lock((667::bigint << 32) + 1)'),
      ),
    ];
    const stream = await append();
    expect(await streamsAfter(after)).toEqual([stream]);
    for (const transaction of held) await transaction.rollback();
    await other.close();
  });

  it('never makes an appender wait', async () => {
    const after = await store.head();
    const held = await holdOpen(database.url, (client) => appendBy(client, newStream()));
    const reading = streamsAfter(after);
    expect(await waitsStill(admin, 'reader', reading)).toBe(true);
    const stream = newStream();
    for (let n = 0; n < 20; n += 1) await append(stream);
    expect(await waitsStill(admin, 'reader', reading)).toBe(true);
    await held.commit();
    expect(await reading).toHaveLength(1);
  });

  it('skips nothing and repeats nothing while writers pause, overtake each other and roll back', async () => {
    const after = await store.head();
    const feed = follow(store, { after });
    const committed: string[] = [];
    const write = (url: string, writer: number) =>
      connected(url, async (client) => {
        for (let n = 0; n < 25; n += 1) {
          const stream = newStream();
          const keep = Math.random() < 0.9;
          await client.query('begin');
          await appendBy(client, stream);
          // The work load itself: the appender dawdles between drawing its position and committing.
          await client.query('select pg_sleep($1)', [(Math.random() * (writer + 1)) / 400]);
          await client.query(keep ? 'commit' : 'rollback');
          if (keep) committed.push(stream);
        }
      });
    await Promise.all(Array.from({ length: 12 }, (_, writer) => write(database.url, writer)));
    await feed.until(() => feed.events().length >= committed.length);
    const delivered = feed.events();
    expect(delivered.map(({ stream }) => stream).toSorted()).toEqual(committed.toSorted());
    const positions = delivered.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted());
    await feed.stop();
  });
});
