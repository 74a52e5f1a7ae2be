// How the adapter calls `@eventstore/db-client`, whose settings decide what it promises.
import { PassThrough } from 'node:stream';
import { afterEach, expect, it, vi } from 'vitest';
import { connect } from '../src/eventstoredb/connect.ts';

const made = vi.hoisted(() => ({ clients: [] as { readonly connectionString: string; readonly calls: unknown[][] }[] }));

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
      setStreamMetadata: async (...given: unknown[]) => calls.push(['setStreamMetadata', ...given]),
      dispose: async () => calls.push(['dispose']),
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

it('keeps throwOnAppendFailure on, for without it a refused append reports revision 1', () => {
  expect(() => connect(`${url}&throwOnAppendFailure=false`)).toThrow('throwOnAppendFailure');
  expect(made.clients).toEqual([]);
});

it('gives no credentials with a call, for they would switch off the shared call for appends', async () => {
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
  expect(Object.keys(client).toSorted()).toEqual(['append', 'close', 'readAll', 'readStream', 'subscribeToAll', 'truncateBefore']);
  return client.close();
});

it('makes one client for a connection string, whose last user lets it go', async () => {
  const [one, other] = [connect(url), connect(url)];
  expect(made.clients).toHaveLength(1);
  await one.close();
  await one.close();
  expect(calls()).toEqual([]);
  await other.close();
  expect(calls()).toEqual([['dispose']]);
});

it('takes the scheme of KurrentDB, which the client does not know', async () => {
  const client = connect('kurrentdb+discover://cluster.example:2113');
  expect(made.clients.map(({ connectionString }) => connectionString)).toEqual(['esdb+discover://cluster.example:2113']);
  await client.close();
});
