// What the database itself enforces, whoever is connected; and what a store does when the server goes away.
import { type EventStore, ForeignPosition, MissingGrant } from '@yimu/event-store';
import { postgresCheckpointStore, postgresEventStore } from '@yimu/event-store/postgres';
import type { TestDatabase } from '@yimu/testing/postgres';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { appendEach, follow, idsOf, newEvent, newEvents, newStream } from '../src/contract/samples.ts';
import { appendBy, connected, eventDatabase, named } from './event-database.ts';

describe('the ledger on PostgreSQL', () => {
  let database: TestDatabase;
  let writer: Client;
  let owner: Client;
  beforeAll(async () => {
    database = await eventDatabase();
    writer = new Client({ connectionString: await database.urlFor('yimu_event_writer') });
    owner = new Client({ connectionString: database.url });
    await Promise.all([writer.connect(), owner.connect()]);
    await appendBy(writer, newStream());
  });
  afterAll(async () => {
    await Promise.all([writer.end(), owner.end()]);
    await database.close();
  });

  it.each([`update event set data = '{}'`, 'delete from event', 'truncate event', `update event set data = '{}' where false`])(
    'refuses %s to everybody, its owner and the superuser included',
    async (statement) => {
      await expect(owner.query(statement)).rejects.toThrow('events are never changed or deleted');
      await expect(writer.query(statement)).rejects.toThrow('permission denied');
    },
  );

  const direct = (position: string) =>
    `insert into event (${position}stream, revision, id, type, version, data, metadata)
     values (${position === '' ? '' : '999, '}'thing-direct', 0, gen_random_uuid(), 'ThingHappened', 1, '{}', '{}')`;

  it.each([
    direct(''),
    `select nextval('event_position_seq')`,
    'update event_store set epoch = 2',
    'alter table event disable trigger all',
  ])('refuses the writer role %s', async (statement) => {
    await expect(writer.query(statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('makes the owner take the fence too, and lets nobody bring a position drawn earlier', async () => {
    await owner.query('begin');
    await owner.query(direct(''));
    const { rows } = await owner.query(
      `select 1 from pg_locks where locktype = 'advisory' and classid = 667 and pid = pg_backend_pid() and granted`,
    );
    await owner.query('rollback');
    expect(rows).toHaveLength(1);
    await expect(owner.query(direct('position, '))).rejects.toThrow('cannot insert a non-DEFAULT value into column "position"');
  });

  it('appends in read committed only, where the revision check sees the last commit', async () => {
    await writer.query('begin isolation level repeatable read');
    await expect(appendBy(writer, newStream())).rejects.toThrow('read committed');
    await writer.query('rollback');
  });

  it('lets the reader role read the feed and nothing else', async () => {
    const url = await database.urlFor('yimu_event_reader');
    const store = await postgresEventStore({ connectionString: url });
    expect(await Array.fromAsync(store.readAll())).toHaveLength(1);
    await expect(store.append(newStream(), [newEvent()], 'none')).rejects.toThrow(MissingGrant);
    await store.close();
    const checkpoints = postgresCheckpointStore({ connectionString: url });
    await expect(checkpoints.acquire('reaction', 'a', 1_000)).rejects.toThrow(MissingGrant);
    await checkpoints.close();
  });

  it('gives a user without any role nothing at all', async () => {
    await expect(postgresEventStore({ connectionString: await database.urlFor([]) })).rejects.toThrow(MissingGrant);
  });
});

describe('a store on PostgreSQL', () => {
  let database: TestDatabase;
  let store: EventStore;
  beforeEach(async () => {
    database = await eventDatabase();
    store = await postgresEventStore({
      connectionString: named(await database.urlFor('yimu_event_writer'), 'reader'),
      pollMilliseconds: 5,
    });
  });
  afterEach(async () => {
    await store.close();
    await database.close();
  });
  const asOwner = (statement: string) => connected(database.url, (client) => client.query(statement));
  const dropConnections = () => asOwner(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'reader'`);

  it('says which right is missing instead of showing an empty feed', async () => {
    await appendEach(store, newStream(), newEvents(1));
    await asOwner('revoke select on sequence event_position_seq from yimu_event_writer');
    await expect(store.head()).rejects.toThrow(MissingGrant);
    await expect(Array.fromAsync(store.readAll())).rejects.toThrow('event_position_seq');
    await expect(Array.fromAsync(store.subscribe({ signal: AbortSignal.timeout(10_000) }))).rejects.toThrow(MissingGrant);
  });

  it('goes on by itself with a subscription whose connections were dropped, and repeats nothing', async () => {
    const feed = follow(store, {});
    const events = newEvents(6);
    const stream = newStream();
    for (const [n, event] of events.entries()) {
      if (n % 2 === 0) await dropConnections();
      await connected(database.url, (client) => appendBy(client, stream, event.id));
      await feed.until(() => feed.events().length === n + 1);
    }
    expect(idsOf(feed.events())).toEqual(idsOf(events));
    await feed.stop();
  });

  it('refuses to go on with the positions of before a restore', async () => {
    const position = await appendEach(store, newStream(), newEvents(1));
    const feed = follow(store, {});
    await feed.until((items) => items.length === 2);
    await asOwner('update event_store set epoch = epoch + 1');
    await dropConnections();
    await expect(feed.until(() => false)).rejects.toThrow(ForeignPosition);
    await expect(store.head()).rejects.toThrow(ForeignPosition);

    const restored = await postgresEventStore({ connectionString: database.url });
    await expect(Array.fromAsync(restored.readAll({ after: position }))).rejects.toThrow('before this event store was restored');
    expect(await Array.fromAsync(restored.readAll())).toHaveLength(1);
    await restored.close();
  });

  it('says so when the database was never migrated', async () => {
    await asOwner('drop table event_store');
    await expect(postgresEventStore({ connectionString: database.url })).rejects.toThrow('relation "event_store" does not exist');
  });
});
