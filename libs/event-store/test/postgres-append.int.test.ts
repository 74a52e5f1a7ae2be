// Appends of one process that are committed together: each has its own answer and its own fate.
import type { EventStore } from '@yimu/event-store';
import { type PostgresEventStore, postgresEventStore } from '@yimu/event-store/postgres';
import type { TestDatabase } from '@yimu/testing/postgres';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { idsOf, newEvent, newEvents, newStream } from '../src/contract/samples.ts';
import { appendBy, connected, eventDatabase, holdOpen, named } from './event-database.ts';

describe('appends at once on PostgreSQL', () => {
  let database: TestDatabase;
  let writer: string;
  let store: PostgresEventStore;
  let admin: Client;
  beforeAll(async () => {
    database = await eventDatabase();
    writer = await database.urlFor('yimu_event_writer');
    store = await postgresEventStore({ connectionString: named(writer, 'combined') });
    admin = new Client({ connectionString: database.url });
    await admin.connect();
    await admin.query(`alter table event add constraint poison check (data not like '%poison%')`);
  });
  afterAll(async () => {
    await store.close();
    await admin.end();
    await database.close();
  });
  const idsIn = async (stream: string) => idsOf(await Array.fromAsync(store.readStream(stream)));

  it('are committed in a few transactions', async () => {
    const streams = Array.from({ length: 60 }, () => newStream());
    await Promise.all(streams.map((stream) => store.append(stream, newEvents(2), 'none')));
    const { rows } = await admin.query(
      'select count(distinct xmin::text)::int as commits, count(*)::int from event where stream = any ($1)',
      [streams],
    );
    expect(rows[0]?.count).toBe(120);
    expect(rows[0]?.commits).toBeLessThanOrEqual(4);
  });

  it('have an answer each: appended, repeated, wrong revision, partial overlap', async () => {
    const [old, fresh] = [newStream(), newStream()];
    const [a, b, c] = [newEvent(), newEvent(), newEvent()];
    const first = await store.append(old, [a, b], 'none');
    const answers = await Promise.all([
      store.append(old, [a, b], 7),
      store.append(fresh, [c], 'none'),
      store.append(old, [b, newEvent()], 'any'),
      store.append(old, newEvents(3), 1),
      store.append(old, newEvents(1), 1),
      store.append(newStream(), newEvents(1), 'exists'),
      store.append(fresh, newEvents(2), 0),
      store.append(old, newEvents(1), 'exists'),
    ]);
    expect(answers).toMatchObject([
      { ...first, repeated: true },
      { appended: true, repeated: false, revision: 0 },
      { appended: false, conflict: 'partial-overlap', ids: [b.id] },
      { appended: true, revision: 4 },
      { appended: false, conflict: 'wrong-revision', expected: 1, actual: 4 },
      { appended: false, conflict: 'wrong-revision', expected: 'exists', actual: 'none' },
      { appended: true, revision: 2 },
      { appended: true, revision: 5 },
    ]);
    const feed = await Array.fromAsync(store.readAll({ after: first.appended ? first.position : '' }));
    const appended = answers.flatMap((answer) => (answer.appended && !answer.repeated ? [answer] : []));
    expect(appended.map(({ position }) => feed.find((event) => event.position === position)?.revision)).toEqual([0, 4, 2, 5]);
  });

  it('tell an overlap also when only later ids stand already, whatever is expected, and their neighbours are appended', async () => {
    const [stream, free] = [newStream(), newStream()];
    const [a, b, c] = [newEvent(), newEvent(), newEvent()];
    await store.append(stream, [a, b], 'none');
    const answers = await Promise.all([
      store.append(free, newEvents(2), 'none'),
      store.append(stream, [c, a], 1),
      store.append(stream, [newEvent(), b, a], 'none'),
      store.append(free, newEvents(2), 1),
    ]);
    expect(answers).toMatchObject([
      { appended: true, revision: 1 },
      { appended: false, conflict: 'partial-overlap', ids: [a.id] },
      { appended: false, conflict: 'partial-overlap', ids: [b.id, a.id] },
      { appended: true, revision: 3 },
    ]);
    expect(await idsIn(stream)).toEqual([a.id, b.id]);
  });

  it('to one stream are done in the order in which they were asked for', async () => {
    const stream = newStream();
    const events = newEvents(300);
    const answers = await Promise.all(events.map((event, n) => store.append(stream, [event], n === 0 ? 'none' : n - 1)));
    expect(answers.map((answer) => answer.appended && answer.revision)).toEqual(events.map((_, n) => n));
    expect(await idsIn(stream)).toEqual(idsOf(events));
  });

  it('do not fail for the fault of one among them', async () => {
    const appends = Array.from({ length: 50 }, (_, n) => ({
      stream: newStream(),
      event: newEvent({ data: { text: n % 20 === 7 ? 'poison' : 'sound' } }),
    }));
    const answers = await Promise.allSettled(appends.map(({ stream, event }) => store.append(stream, [event], 'none')));
    const refused = answers.flatMap((answer, n) => (answer.status === 'rejected' ? [[n, String(answer.reason)]] : []));
    expect(refused).toEqual([7, 27, 47].map((n) => [n, expect.stringContaining('violates check constraint "poison"')]));
    for (const [n, { stream, event }] of appends.entries()) expect(await idsIn(stream)).toEqual(n % 20 === 7 ? [] : [event.id]);
  });

  it('do not wait for one among them whose stream another process holds', async () => {
    const [held, free] = [newStream(), newStream()];
    const other = await holdOpen(database.url, (client) => appendBy(client, held));
    let answered = false;
    const waiting = store.append(held, [newEvent()], 0).finally(() => {
      answered = true;
    });
    expect(await store.append(free, [newEvent()], 'none')).toMatchObject({ appended: true });
    for (let n = 0; n < 20; n += 1) await Promise.all([free, newStream()].map((stream) => store.append(stream, [newEvent()], 'any')));
    expect(answered).toBe(false);
    await other.commit();
    expect(await waiting).toMatchObject({ appended: true, revision: 1 });
  });

  it('of two processes that meet on the same streams, in any order, are all done', async () => {
    const rival = await postgresEventStore({ connectionString: writer });
    const streams = Array.from({ length: 12 }, () => newStream());
    const load = (through: EventStore, order: readonly string[]) =>
      Array.from({ length: 240 }, (_, n) => through.append(order[n % 12] ?? '', [newEvent()], 'any'));
    const answers = await Promise.all([...load(store, streams), ...load(rival, streams.toReversed())]);
    expect(answers.every(({ appended }) => appended)).toBe(true);
    for (const stream of streams) expect(await idsIn(stream)).toHaveLength(40);
    await rival.close();
  });

  it('are done once each when their connections are killed', async () => {
    const streams = Array.from({ length: 400 }, () => newStream());
    let killed = 0;
    const killing = new AbortController();
    const kill = async () => {
      while (!killing.signal.aborted) {
        const { rowCount } = await admin.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'combined' and state <> 'idle' limit 1`,
        );
        killed += rowCount ?? 0;
      }
    };
    const killer = kill();
    const appends = await Promise.all(
      streams.map(async (stream) => {
        const events = newEvents(2);
        const [answer] = await Promise.allSettled([store.append(stream, events, 'none')]);
        return { stream, events, answered: answer.status === 'fulfilled' };
      }),
    );
    killing.abort();
    await killer;
    for (const { stream, events, answered } of appends) {
      const kept = await idsIn(stream);
      expect(kept).toEqual(answered || kept.length > 0 ? idsOf(events) : []);
    }
    expect(killed).toBeGreaterThan(0);
  });

  it('are all answered before the store is closed, which takes no more', async () => {
    const closing = await postgresEventStore({ connectionString: writer });
    const streams = Array.from({ length: 300 }, () => newStream());
    const answers = streams.map((stream) => closing.append(stream, [newEvent()], 'none'));
    const closed = closing.close();
    await expect(closing.append(newStream(), [newEvent()], 'any')).rejects.toThrow('the event store is closed');
    await closed;
    expect((await Promise.all(answers)).filter(({ appended }) => appended)).toHaveLength(300);
  });

  it('alone and together draw their positions under the lock of the stream, so that a stream is in order in the feed', async () => {
    const stream = newStream();
    const lone = connected(writer, async (client) => {
      for (let n = 0; n < 200; n += 1) await appendBy(client, stream);
    });
    await Promise.all([lone, ...Array.from({ length: 200 }, () => store.append(stream, [newEvent()], 'any'))]);
    const feed = (await Array.fromAsync(store.readAll())).filter((event) => event.stream === stream);
    expect(feed.map(({ revision }) => revision)).toEqual(Array.from({ length: 400 }, (_, n) => n));
  });
});

describe('the diagnostics of a store on PostgreSQL', () => {
  it('say who holds the feed up and since when, and what waits to be appended', async () => {
    const database = await eventDatabase();
    const store = await postgresEventStore({ connectionString: await database.urlFor('yimu_event_writer') });
    const quiet = { fenceLagMilliseconds: 0, fenceHolders: [], appends: { waiting: 0, underWay: 0 } };
    expect(await store.diagnostics()).toEqual(quiet);
    const stream = newStream();
    const held = await holdOpen(database.url, (client) => appendBy(client, stream));
    const waiting = store.append(stream, [newEvent()], 'any');
    const seen = await store.diagnostics();
    expect(seen).toMatchObject({ fenceHolders: [{ pid: held.pid }], appends: { underWay: 1 } });
    await vi.waitFor(async () => expect((await store.diagnostics()).fenceLagMilliseconds).toBeGreaterThan(50), { timeout: 5_000 });
    await held.commit();
    await waiting;
    await vi.waitFor(async () => expect(await store.diagnostics()).toEqual(quiet));
    await store.close();
    await database.close();
  });
});
