// What a server of EventStoreDB or KurrentDB, and its client, do otherwise than the port promises of appends, case by case, and
// that the adapter makes up for it. The server is a model that is told to behave so.
import { AppendTooLarge, type EventStore } from '@yimu/event-store';
import { describe, expect, it } from 'vitest';
import { idsOf, newEvent, newEvents, newStream } from '../src/contract/samples.ts';
import { actualRevision, EventsGone } from '../src/eventstoredb/client-error.ts';
import { eventStoreThrough } from '../src/eventstoredb/eventstoredb-event-store.ts';
import { opened } from './eventstoredb-scene.ts';
import { clientError, eventStoreDbServer } from './eventstoredb-server.ts';

const idsIn = async (store: EventStore, stream: string) => idsOf(await Array.fromAsync(store.readStream(stream)));

describe('an append', () => {
  it('reads the stream again on a conflict whose actual version is "no_stream", which is no number', async () => {
    const { server, store } = await opened();
    server.faults.append.push(clientError('wrong-expected-version', { expectedVersion: 3n, actualVersion: 'no_stream' }));
    expect(await store.append(newStream(), [newEvent()], 'any')).toMatchObject({ appended: true, revision: 0 });
    expect(actualRevision({ actualVersion: 'no_stream' })).toBe('none');
    expect(actualRevision({ actualVersion: 7n })).toBe(7);
    expect(actualRevision({ actualVersion: -1n })).toBe('none');
  });

  it('knows errors by their type, whatever class of whichever copy of the client they are', async () => {
    const { server, store } = await opened();
    class WrongExpectedVersionError extends Error {
      readonly type = 'wrong-expected-version';
      readonly actualVersion = 4n;
    }
    server.faults.append.push(new WrongExpectedVersionError());
    expect(await store.append(newStream(), [newEvent()], 'none')).toMatchObject({ appended: false, conflict: 'wrong-revision', actual: 4 });
  });

  it('never leaves the expectation to the server: it sends a revision or no_stream, neither any, exists, -1 nor -2', async () => {
    const { server, store } = await opened();
    const stream = newStream();
    for (const expected of ['any', 'exists', 'any', 2, 'none'] as const) await store.append(stream, [newEvent()], expected);
    expect(server.calls.appends.filter((call) => call.stream === stream).map(({ expected }) => expected)).toEqual([
      'no_stream',
      0n,
      1n,
      2n,
    ]);
  });

  it('finds ids that the server has forgotten under any, in another process too', async () => {
    const { store, open } = await opened();
    const stream = newStream();
    const [first, ...rest] = newEvents(3);
    if (first === undefined) throw new Error('no event');
    const answer = await store.append(stream, [first], 'any');
    await store.append(stream, rest, 'any');
    expect(await (await open()).append(stream, [first], 'any')).toEqual({ ...answer, repeated: true });
  });

  it('names the ids of a part that stands already, which the server calls a wrong version', async () => {
    const { store, open } = await opened();
    const stream = newStream();
    const [a, b] = [newEvent(), newEvent()];
    await store.append(stream, [a], 'none');
    expect(await (await open()).append(stream, [a, b], 'none')).toEqual({ appended: false, conflict: 'partial-overlap', ids: [a.id] });
  });

  it('tells a repetition from a first append when the server calls both a success', async () => {
    const { store, open } = await opened();
    const [stream, other] = [newStream(), await open()];
    const event = newEvent();
    const answers = await Promise.all([
      store.append(stream, [{ ...event, requestHash: 'one' }], 'none'),
      other.append(stream, [{ ...event, requestHash: 'another' }], 'none'),
    ]);
    expect(answers.every(({ appended }) => appended)).toBe(true);
    expect(answers.filter((answer) => answer.appended && answer.repeated)).toHaveLength(1);
  });

  it('lets the same id stand in two streams, as the server does', async () => {
    const { store } = await opened();
    const event = newEvent();
    for (const stream of [newStream(), newStream()])
      expect(await store.append(stream, [event], 'none')).toMatchObject({ appended: true, repeated: false });
  });

  it('expects a stream that has nothing but metadata not to exist', async () => {
    const { server, store } = await opened();
    const stream = newStream();
    server.put(`$$${stream}`, { type: '$metadata' });
    expect(await store.append(stream, [newEvent()], 'exists')).toMatchObject({ conflict: 'wrong-revision', actual: 'none' });
  });

  it('begins a deleted stream again, whose revisions go on, and forgets the ids that went with it', async () => {
    const { server, store } = await opened();
    const stream = newStream();
    const events = newEvents(2);
    await store.append(stream, events, 'none');
    server.deleteStream(stream);
    expect(await Array.fromAsync(store.readStream(stream))).toEqual([]);
    expect(await store.append(stream, newEvents(2), 'none')).toMatchObject({ appended: true, repeated: false, revision: 3 });
    expect((await Array.fromAsync(store.readStream(stream))).map(({ revision }) => revision)).toEqual([2, 3]);
    expect(await store.append(stream, events, 'any')).toMatchObject({ appended: true, repeated: false, revision: 5 });
  });

  it('says so when a deleted stream is begun again with the ids that went, which the server calls a success and does not write', async () => {
    const { server, store, open } = await opened();
    const stream = newStream();
    const events = newEvents(2);
    await store.append(stream, events, 'none');
    server.deleteStream(stream);
    const before = server.log.length;
    for (const each of [store, await open()]) {
      await expect(each.append(stream, events, 'none')).rejects.toThrow(EventsGone);
      expect(await each.append(stream, [newEvent()], 1)).toMatchObject({ conflict: 'wrong-revision', actual: 'none' });
      await expect(each.append(stream, events.slice(0, 1), 'any')).rejects.toThrow('deleted or truncated');
    }
    expect(server.log).toHaveLength(before);
    expect(await store.append(stream, [...events.slice(0, 1), newEvent()], 'any')).toMatchObject({ appended: true, revision: 3 });
  });

  it('forgets the ids of a stream that somebody else deleted and began again', async () => {
    const { server, store, open } = await opened();
    const stream = newStream();
    const events = newEvents(2);
    await store.append(stream, events, 'none');
    server.deleteStream(stream);
    await (await open()).append(stream, [newEvent()], 'none');
    expect(await store.append(stream, events, 'any')).toMatchObject({ appended: true, repeated: false, revision: 4 });
  });

  it('appends behind the hidden end of a stream that was emptied by truncation', async () => {
    const { server, store } = await opened();
    const stream = newStream();
    await store.append(stream, newEvents(2), 'none');
    server.truncate(stream, 2);
    expect(await store.append(stream, [newEvent()], 'none')).toMatchObject({ conflict: 'wrong-revision', actual: 1 });
    expect(await store.append(stream, [newEvent()], 'any')).toMatchObject({ appended: true, revision: 2 });
  });

  it('says that a tombstoned stream is gone for good', async () => {
    const { server, store } = await opened();
    const stream = newStream();
    server.tombstone(stream);
    await expect(store.append(stream, [newEvent()], 'any')).rejects.toThrow('tombstoned');
  });

  it('does not hang when its response is lost, and does not append twice', async () => {
    const { server, store } = await opened();
    const stream = newStream();
    const events = newEvents(2);
    server.faults.append.push('late', 'silent');
    expect(await store.append(stream, events, 'none')).toMatchObject({ appended: true, repeated: false, revision: 1 });
    expect(await idsIn(store, stream)).toEqual(idsOf(events));
  });

  it.each(['unavailable', 'not-leader', 'cancelled', 'deadline-exceeded', 'timeout'])(
    'is sent again with the same ids and revision after the error %s, for the client changes nodes for the next call only',
    async (type) => {
      const { server, store } = await opened();
      const stream = newStream();
      await store.append(stream, newEvents(3), 'none');
      const event = newEvent();
      server.faults.append.push(clientError(type), clientError(type));
      expect(await store.append(stream, [event], 2)).toMatchObject({ appended: true, revision: 3 });
      expect(server.calls.appends.slice(-3)).toEqual(Array.from({ length: 3 }, () => ({ stream, ids: [event.id], expected: 2n })));
    },
  );

  it('gives up when the server stays away, with its error', async () => {
    const server = eventStoreDbServer();
    const store = await eventStoreThrough(server.client, { limits: { answer: 20, outage: 30, longestPause: 5 } });
    server.faults.append.push(...Array.from({ length: 500 }, () => clientError('unavailable')));
    await expect(store.append(newStream(), [newEvent()], 'any')).rejects.toMatchObject({ type: 'unavailable' });
  });

  it('is checked against the limits before anything is sent, and names the limit of a server that takes less', async () => {
    const { server, store } = await opened();
    const before = server.calls.appends.length;
    const large = newEvents(20).map((event) => ({ ...event, data: { text: 'x'.repeat(60_000) } }));
    await expect(store.append(newStream(), large, 'none')).rejects.toThrow(AppendTooLarge);
    expect(server.calls.appends).toHaveLength(before);
    server.faults.append.push(clientError('maximum-append-size-exceeded', { maxAppendSize: 65_536 }));
    await expect(store.append(newStream(), [newEvent()], 'none')).rejects.toThrow(/65536 bytes/);
  });

  it('stores RFC 8785 bytes as they are, with type and id as the server knows them, and its own moment', async () => {
    const { server, store } = await opened();
    const event = newEvent({ version: 3, data: { '2': 'b', '10': 'a', 亩: '12.5' } });
    await store.append(newStream(), [{ ...event, recordedAt: '1999-12-31T23:59:59.999999Z' }], 'none');
    const record = server.log.at(-1);
    expect(new TextDecoder().decode(record?.data as Uint8Array)).toBe('{"10":"a","2":"b","亩":"12.5"}');
    expect(record).toMatchObject({ id: event.id, type: event.type, isJson: false });
    expect(record?.metadata).toMatchObject({ version: 3, recordedAt: '1999-12-31T23:59:59.999999Z', requestHash: event.requestHash });
  });
});
