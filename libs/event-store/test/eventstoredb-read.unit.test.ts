// What a server of EventStoreDB or KurrentDB, and its client, do otherwise than the port promises of readings, case by case, and
// that the adapter makes up for it. The server is a model that is told to behave so.
import { type EventStore, ForeignPosition } from '@yimu/event-store';
import { describe, expect, it } from 'vitest';
import { appendEach, follow, idsOf, newCategory, newEvent, newEvents, newScope, newStream } from '../src/contract/samples.ts';
import { isPassing } from '../src/eventstoredb/client-error.ts';
import { checkpointStoreThrough } from '../src/eventstoredb/eventstoredb-checkpoint-store.ts';
import { eventStoreThrough } from '../src/eventstoredb/eventstoredb-event-store.ts';
import { patience } from '../src/eventstoredb/patience.ts';
import { raiseStoreEpoch, readStoreIdentity } from '../src/eventstoredb/store-identity.ts';
import { canonicalJson } from '../src/serialise.ts';
import { caughtUp, eventCount, opened, ownEvent } from './eventstoredb-scene.ts';
import { clientError, eventStoreDbServer } from './eventstoredb-server.ts';

const idsIn = async (store: EventStore, stream: string) => idsOf(await Array.fromAsync(store.readStream(stream)));

describe('a reading', () => {
  it('finds nothing in a stream that is not there, which the client throws while reading', async () => {
    const { store } = await opened();
    expect(await Array.fromAsync(store.readStream(newStream()))).toEqual([]);
    expect(await Array.fromAsync(store.readStream(newStream(), { direction: 'backwards' }))).toEqual([]);
  });

  it('is taken up again behind the last event when the server goes away, and does not hang on a silent one', async () => {
    const { server, store } = await opened();
    const stream = newStream();
    const events = newEvents(3);
    await store.append(stream, events, 'none');
    server.faults.read.push(clientError('unavailable'), clientError('not-leader'));
    expect(await idsIn(store, stream)).toEqual(idsOf(events));
  });

  it('answers no bigint and no Date: what it gives can be written as JSON', async () => {
    const { store } = await opened();
    const stream = newStream();
    const answer = await store.append(stream, [newEvent()], 'none');
    const [event] = await Array.fromAsync(store.readStream(stream));
    expect(JSON.parse(JSON.stringify({ answer, event }))).toEqual({ answer, event });
    expect(event?.recordedAt).toMatch(/\.\d{6}Z$/);
  });

  it('refuses a server that does not say where events of a stream lie, as before version 22.6', async () => {
    const { store } = await opened({ tellsPlaces: false });
    await expect(store.append(newStream(), [newEvent()], 'none')).rejects.toThrow('22.6');
  });

  it("leaves out system events, links, the adapter's own and those of other applications, and passes on", async () => {
    const { server, store, limits } = await opened();
    const { filter, stream } = newScope();
    const after = await store.head();
    const [first, second] = [newEvent(), newEvent()];
    await store.append(stream(), [first], 'none');
    server.put('$projections-x', { type: '$ProjectionUpdated' });
    server.put(stream(), { type: '$>', data: new TextEncoder().encode('0@gone') });
    server.put(stream(), { ...ownEvent, type: '$>' });
    server.put('Thing.1', ownEvent);
    server.put(stream(), { type: 'OrderPlaced', isJson: true, data: {}, metadata: undefined });
    const checkpoints = checkpointStoreThrough(server.client, { limits });
    await checkpoints.acquire(newCategory(), 'a', 1_000);
    await store.append(stream(), [second], 'none');
    const feed = follow(store, { after });
    await feed.until((items) => eventCount(items) === 2 && caughtUp(items));
    expect(idsOf(feed.events())).toEqual([first.id, second.id]);
    expect(idsOf(await Array.fromAsync(store.readAll({ after })))).toEqual([first.id, second.id]);
    expect(idsOf(await Array.fromAsync(store.readAll({ after, filter })))).toEqual([first.id, second.id]);
    await feed.stop();
  });

  it('reads from where it is told inclusively on this server, so it passes over the first', async () => {
    const { store } = await opened();
    const [a, b] = newEvents(2);
    const first = await appendEach(store, newStream(), a === undefined ? [] : [a]);
    await appendEach(store, newStream(), b === undefined ? [] : [b]);
    expect(idsOf(await Array.fromAsync(store.readAll({ after: first })))).toEqual([b?.id]);
  });

  it('has its head at the last event of the port, however many of its own the server has written since', async () => {
    const { server, store } = await opened();
    const position = await appendEach(store, newStream(), newEvents(1));
    for (let n = 0; n < 3_000; n += 1) server.put('$stats-127.0.0.1:2113');
    expect(await store.head()).toBe(position);
  });
});

describe('the store', () => {
  it('gives itself an identity once, whoever comes first, and keeps it out of every feed', async () => {
    const server = eventStoreDbServer();
    const access = { client: server.client, limits: patience };
    const identities = await Promise.all(Array.from({ length: 5 }, () => readStoreIdentity(access)));
    expect(new Set(identities.map((identity) => canonicalJson(identity)))).toHaveLength(1);
    const store = await eventStoreThrough(server.client);
    expect(await Array.fromAsync(store.readAll())).toEqual([]);
    await store.close();
  });

  it('refuses positions from before its epoch was raised', async () => {
    const { server, store, open, limits } = await opened();
    const position = await appendEach(store, newStream(), newEvents(1));
    await raiseStoreEpoch({ client: server.client, limits: { ...patience, ...limits } });
    await expect(Array.fromAsync((await open()).readAll({ after: position }))).rejects.toThrow(ForeignPosition);
  });
});

describe('an error of the client', () => {
  it.each([
    [clientError('unknown', { code: 13 }), true],
    [clientError('unknown', { code: 3 }), false],
    [clientError('access-denied'), false],
    [clientError('invalid-argument'), false],
    [Object.assign(new Error('14 UNAVAILABLE'), { code: 14 }), true],
    [Object.assign(new Error('write after end'), { code: 'ERR_STREAM_WRITE_AFTER_END' }), true],
    [new Error('Failed to discover after 10 attempts.'), true],
    [new TypeError('a bug'), false],
  ])('is worth another try or not: %s, %s', (error, again) => {
    expect(isPassing(error)).toBe(again);
  });
});
