// How the adapter calls `@eventstore/db-client`, whose settings decide what it promises. What the client makes of that is seen in
// eventstoredb-wire.unit.test.ts.
import { PassThrough } from 'node:stream';
import { afterEach, expect, it, vi } from 'vitest';
import { isPassing } from '../src/eventstoredb/client-error.ts';
import { connect } from '../src/eventstoredb/connect.ts';

const made = vi.hoisted(() => ({
  clients: [] as { readonly connectionString: string; readonly calls: unknown[][] }[],
  dispose: async (): Promise<void> => undefined,
}));

vi.mock('@eventstore/db-client', () => {
  const connectionString = (text: string) => {
    const calls: unknown[][] = [];
    made.clients.push({ connectionString: text, calls });
    const source =
      (name: string) =>
      (...given: unknown[]) => {
        calls.push([name, ...given]);
        return Object.assign(new PassThrough({ objectMode: true }), { cancel: async () => undefined, unsubscribe: async () => undefined });
      };
    return {
      appendToStream: async (...given: unknown[]) => {
        calls.push(['appendToStream', ...given]);
        return { success: true, nextExpectedRevision: 4n };
      },
      readStream: source('readStream'),
      readAll: source('readAll'),
      subscribeToAll: source('subscribeToAll'),
      supports: async () => true,
      dispose: () => {
        calls.push(['dispose']);
        return made.dispose();
      },
    };
  };
  const filterOn = (on: string) => (options: object) => ({ on, ...options });
  return { EventStoreDBClient: { connectionString }, eventTypeFilter: filterOn('type'), streamNameFilter: filterOn('stream') };
});

afterEach(() => {
  made.clients.length = 0;
});
const url = 'esdb://127.0.0.1:2113?tls=false';
const calls = (): unknown[][] => made.clients[0]?.calls ?? [];

it.each(['throwOnAppendFailure=false', 'THROW_ON_APPEND_FAILURE= false', 'throw-on-append-failure=false&tls=false'])(
  'keeps throwOnAppendFailure on, for without it a refused append reports a wrong revision, however it is written: %s',
  (option) => {
    expect(() => connect(`${url}&${option}`)).toThrow('throwOnAppendFailure');
    expect(made.clients).toEqual([]);
  },
);

it.each(['nodePreference=follower', 'node_preference=random', 'NodePreference=read-only-replica'])(
  'talks to the leader only: %s',
  (option) => {
    expect(() => connect(`${url}&${option}`)).toThrow('nodePreference');
  },
);

it('lets pass what is harmless', async () => {
  const client = connect(`${url}&node-preference=Leader&throwOnAppendFailure=true`);
  expect(made.clients).toHaveLength(1);
  await client.close();
});

it('appends bytes and asks for no more than a revision', async () => {
  const client = connect(url);
  const event = { id: crypto.randomUUID(), type: 'A', data: new Uint8Array([1]), metadata: new Uint8Array([2]) };
  expect(await client.append('thing-1', [event], 3n)).toBe(4n);
  expect(calls()).toEqual([
    ['appendToStream', 'thing-1', [{ ...event, contentType: 'application/octet-stream' }], { expectedRevision: 3n }],
  ]);
  await client.close();
});

it('sends bytes that are no Buffers, which the client would take for JSON', async () => {
  const { clientEventOf } = await import('../src/eventstoredb/stored-event.ts');
  const { data, metadata } = clientEventOf({ id: '', type: 'A', version: 1, data: '{}', metadata: '{}' });
  expect([data.constructor, metadata.constructor]).toEqual([Uint8Array, Uint8Array]);
});

it('reads and subscribes on the leader, for a follower may lag behind an answered append, and leaves links unresolved', async () => {
  const client = connect(url);
  client.readStream('thing-1', 3n, 'forwards', 10);
  client.readAll('end', 'backwards', 8);
  client.subscribeToAll({ commit: 7n, prepare: 5n }, { on: 'stream', regex: '^thing-' }, async () => undefined);
  const asked = calls().map((call) => call.at(-1));
  expect(asked).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ requiresLeader: true, resolveLinkTos: false })));
  await client.close();
});

it('asks for both parts of a position, and for a checkpoint every 256 events that the server has looked at', async () => {
  const client = connect(url);
  client.subscribeToAll({ commit: 7n, prepare: 5n }, { on: 'type', regex: '^A$' }, async () => undefined);
  expect(calls()[0]?.[1]).toMatchObject({
    fromPosition: { commit: 7n, prepare: 5n },
    filter: { on: 'type', regex: '^A$', checkpointInterval: 1, maxSearchWindow: 256 },
  });
  await client.close();
});

it('uses neither persistent subscriptions nor appends to several streams: nothing has to be emulated on servers without them', () => {
  const client = connect(url);
  expect(Object.keys(client).toSorted()).toEqual(['append', 'close', 'readAll', 'readStream', 'subscribeToAll', 'writeMetadata']);
  return client.close();
});

it('writes metadata as an event of JSON in the stream for them, at the revision that it was told', async () => {
  const client = connect(url);
  await client.writeMetadata('thing-1', { $tb: 3, $acl: { $r: ['ops'] } }, 2n);
  const event = { type: '$metadata', contentType: 'application/json', data: { $tb: 3, $acl: { $r: ['ops'] } } };
  expect(calls()).toEqual([['appendToStream', '$$thing-1', expect.objectContaining(event), { expectedRevision: 2n }]]);
  await client.close();
});

it('lets its client go once, and does not wait for one that hangs', async () => {
  const client = connect(url);
  made.dispose = () => new Promise(() => undefined);
  const closed = client.close();
  expect(client.close()).toBe(closed);
  await closed;
  expect(calls()).toEqual([['dispose']]);
  made.dispose = async () => undefined;
});

it('takes nothing more once it is closed, so that what was under way is not tried again and again', async () => {
  const client = connect(url);
  await client.close();
  await expect(client.append('thing-1', [], 3n)).rejects.toThrow('closed');
  await expect(client.writeMetadata('thing-1', {}, 3n)).rejects.toThrow('closed');
  expect(() => client.readAll('end', 'backwards', 8)).toThrow('closed');
  expect(isPassing(await client.append('thing-1', [], 3n).catch((error: unknown) => error))).toBe(false);
  expect(calls()).toEqual([['dispose']]);
});

it('takes the scheme of KurrentDB, which the client does not know', async () => {
  const client = connect('kurrentdb+discover://cluster.example:2113');
  expect(made.clients.map(({ connectionString }) => connectionString)).toEqual(['esdb+discover://cluster.example:2113']);
  await client.close();
});
