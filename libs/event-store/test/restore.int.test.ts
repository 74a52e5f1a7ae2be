// After a restored backup: positions given since it was taken are refused, and what lies beside the events goes on.
import { consume, consumerStatus, ForeignPosition } from '@yimu/event-store';
import { migrateEventStore, postgresCheckpointStore, postgresEventStore } from '@yimu/event-store/postgres';
import { testDatabase } from '@yimu/testing/postgres';
import { expect, it, onTestFinished, vi } from 'vitest';
import { newEvent, newEvents, newStream } from '../src/contract/samples.ts';
import { connected, eventDatabase } from './event-database.ts';

/** A copy of a database that nobody is connected to, as a backup gives it back. */
const restored = async (url: string): Promise<string> => {
  const name = new URL(url).pathname.slice(1);
  const other = await testDatabase();
  onTestFinished(() => other.close());
  const copy = new URL(other.url).pathname.slice(1);
  const admin = new URL(url);
  admin.pathname = '/postgres';
  await connected(admin.href, async (client) => {
    await client.query(`drop database ${copy}`);
    await client.query(`create database ${copy} template ${name} strategy file_copy`);
  });
  return other.url;
};

it('goes on from its checkpoints after a restore, and refuses positions of what was lost', async () => {
  const database = await eventDatabase();
  onTestFinished(() => database.close());
  const [held, free] = [newStream(), newStream()];
  const poison = newEvent();
  const handled: string[] = [];
  const run = async (url: string, until: () => boolean | Promise<boolean>) => {
    const store = await postgresEventStore({ connectionString: url, pollMilliseconds: 5 });
    const checkpoints = postgresCheckpointStore({ connectionString: url });
    const controller = new AbortController();
    const handle = async ({ id }: { readonly id: string }) => {
      if (id === poison.id && handled.length < 3) throw new Error('not yet');
      handled.push(id);
    };
    const name = 'echo';
    const options = { store, checkpoints, name, owner: url, signal: controller.signal, handle };
    const ended = consume({ ...options, attempts: 2, pauses: { first: 1, longest: 2 }, replayLook: 5 });
    await vi.waitFor(async () => expect(await until()).toBe(true), { timeout: 10_000, interval: 5 });
    const status = await consumerStatus({ store, checkpoints, name });
    controller.abort();
    await ended;
    await store.close();
    await checkpoints.close();
    return status;
  };

  const before = newEvents(2);
  const first = await postgresEventStore({ connectionString: database.url });
  await first.append(held, [poison], 'none');
  await first.append(free, before, 'none');
  await first.close();
  expect(await run(database.url, () => handled.length === 2)).toMatchObject({ parkedEvents: 1 });

  const backup = await restored(database.url);
  const lost = await postgresEventStore({ connectionString: database.url });
  const answer = await lost.append(free, newEvents(1), 'any');
  const lostPosition = answer.appended ? answer.position : '';
  await lost.close();

  expect(await connected(backup, async (client) => (await client.query('select raise_epoch() as epoch')).rows)).toEqual([{ epoch: 2 }]);
  const store = await postgresEventStore({ connectionString: backup });
  const after = newEvents(1);
  expect(await store.append(free, after, 1)).toMatchObject({ position: lostPosition.replace('-0001-', '-0002-') });
  await expect(Array.fromAsync(store.readAll({ after: lostPosition }))).rejects.toThrow(ForeignPosition);
  await store.close();

  await run(backup, () => handled.length === 3);
  expect(handled).toEqual([...before, ...after].map(({ id }) => id));
  const checkpoints = postgresCheckpointStore({ connectionString: backup });
  expect(await checkpoints.requestReplay('echo', held)).toBe(1);
  await checkpoints.close();
  expect(await run(backup, () => handled.length === 4)).toMatchObject({ lag: 0 });
  expect(handled.at(-1)).toBe(poison.id);
});

it('lets only the owner raise the epoch', async () => {
  const database = await testDatabase(async (client) => void (await migrateEventStore(client)));
  onTestFinished(() => database.close());
  const raise = connected(await database.urlFor('yimu_event_writer'), (client) => client.query('select raise_epoch()'));
  await expect(raise).rejects.toThrow('permission denied for function raise_epoch');
});
