// Copying a store: same events, same order, same revisions, at whatever moment it was interrupted.
import { CopyRefused, compareStores, copyStore, type EventStore } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { newEvent, newEvents, newStream } from '../src/contract/samples.ts';
import { lineOf } from '../src/copy/line-of.ts';
import { eventStoreThrough } from '../src/eventstoredb/eventstoredb-event-store.ts';
import { eventStoreDbServer } from './eventstoredb-server.ts';

/** A store with these appends: the stream by number, and how many events. */
const storeOf = async (appends: readonly (readonly [number, number])[]): Promise<EventStore> => {
  const store = memoryEventStore();
  const streams = ['parcel', 'party', 'parcel', 'plan'].map((category) => newStream(category));
  for (const [stream, count] of appends) await store.append(streams[stream] ?? '', newEvents(count), 'any');
  return store;
};
const sample = () =>
  storeOf([
    [0, 2],
    [1, 1],
    [0, 1],
    [2, 3],
    [3, 1],
    [1, 2],
  ]);
const linesOf = async (store: EventStore) => (await Array.fromAsync(store.readAll())).map(lineOf);

/** A target whose connection breaks at the n-th append, before or after the append is done. */
const breaking = (store: EventStore, n: number, when: 'before' | 'after'): EventStore => {
  let appends = 0;
  return {
    ...store,
    append: async (...given) => {
      appends += 1;
      if (appends === n && when === 'before') throw new Error('connection lost');
      const answer = await store.append(...given);
      if (appends === n) throw new Error('connection lost');
      return answer;
    },
  };
};

it('gives the target every event with its id, stream, revision, moment and bytes, in the same order', async () => {
  const [from, to] = [await sample(), memoryEventStore()];
  await from.append(
    newStream(),
    [newEvent({ recordedAt: '1999-12-31T23:59:59.999999Z', data: { 亩: ['12.5', { b: 1, a: null }] } })],
    'none',
  );
  expect(await copyStore({ from, to })).toEqual({ seen: 11, copied: 11 });
  expect(await linesOf(to)).toEqual(await linesOf(from));
  expect((await compareStores({ from, to })).equal).toBe(true);
});

it('goes through a model of EventStoreDB and back without a difference', async () => {
  const [from, between, back] = [await sample(), await eventStoreThrough(eventStoreDbServer().client), memoryEventStore()];
  await copyStore({ from, to: between });
  expect((await compareStores({ from, to: between })).equal).toBe(true);
  await copyStore({ from: between, to: back });
  expect(await linesOf(back)).toEqual(await linesOf(from));
  await between.close();
});

it('can be broken off at any append, done or not, and resumed', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(3), fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 12 }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom('before' as const, 'after' as const)), { maxLength: 4 }),
      async (appends, breaks) => {
        const [from, to] = [await storeOf(appends), memoryEventStore()];
        for (const [n, when] of breaks) await copyStore({ from, to: breaking(to, n, when), resume: true }).catch(() => undefined);
        const total = (await linesOf(from)).length;
        expect((await copyStore({ from, to, resume: true })).seen).toBe(total);
        expect(await linesOf(to)).toEqual(await linesOf(from));
      },
    ),
    { numRuns: 100 },
  );
});

it('ends when told to, and can be resumed', async () => {
  const [from, to] = [await sample(), memoryEventStore()];
  const controller = new AbortController();
  const ended = copyStore({ from, to, signal: controller.signal, onProgress: ({ copied }) => copied >= 3 && controller.abort() });
  await expect(ended).rejects.toThrow('aborted');
  expect(await linesOf(to)).toHaveLength(3);
  expect(await copyStore({ from, to, resume: true })).toEqual({ seen: 10, copied: 7 });
  expect((await compareStores({ from, to })).equal).toBe(true);
});

it('copies again what has come to the source since', async () => {
  const [from, to] = [await sample(), memoryEventStore()];
  await copyStore({ from, to });
  await from.append(newStream(), newEvents(2), 'none');
  expect(await copyStore({ from, to, resume: true })).toEqual({ seen: 12, copied: 2 });
});

it('splits what one append cannot hold', async () => {
  const [from, to] = [memoryEventStore(), memoryEventStore()];
  const stream = newStream();
  for (let n = 0; n < 3; n += 1) await from.append(stream, newEvents(900), 'any');
  for (let n = 0; n < 2; n += 1) await from.append(stream, newEvents(17, { data: { text: 'x'.repeat(59_000) } }), 'any');
  await copyStore({ from, to });
  expect((await compareStores({ from, to })).equal).toBe(true);
});

it.each([
  ['other events', async () => sample()],
  [
    'the events of the source and one that the source has not',
    async (from: EventStore) => {
      const to = memoryEventStore();
      await copyStore({ from, to });
      await to.append(newStream(), newEvents(1), 'none');
      return to;
    },
  ],
  [
    'an event of the source with other bytes',
    async (from: EventStore) => {
      const to = memoryEventStore();
      const [first] = await Array.fromAsync(from.readAll({ limit: 1 }));
      if (first !== undefined) await to.append(first.stream, [{ ...first, data: { name: 'another' } }], 'none');
      return to;
    },
  ],
] as const)('refuses, in a sentence, a target that holds %s', async (_, make) => {
  const from = await sample();
  const to = await make(from);
  const before = await linesOf(to);
  await expect(copyStore({ from, to, resume: true })).rejects.toThrow(/^The target holds other events than the source, first .+\.$/);
  expect(await linesOf(to)).toEqual(before);
});

it('refuses a target that holds anything, unless it is to be resumed', async () => {
  const [from, to] = [await sample(), memoryEventStore()];
  await copyStore({ from, to });
  await expect(copyStore({ from, to })).rejects.toThrow('The target holds events already; --resume goes on');
});

it('refuses to lose a revision: a source whose stream does not begin at 0, a target that somebody else writes to', async () => {
  const [from, to] = [await sample(), memoryEventStore()];
  const cut: Pick<EventStore, 'readAll'> = {
    readAll: async function* () {
      for await (const event of from.readAll()) if (event.revision > 0) yield event;
    },
  };
  await expect(copyStore({ from: cut, to })).rejects.toThrow(CopyRefused);
  expect(await linesOf(to)).toEqual([]);
});

it('tells which categories differ, with counts and hashes', async () => {
  const [from, to] = [await sample(), memoryEventStore()];
  await copyStore({ from, to });
  await to.append(newStream('party'), newEvents(1), 'none');
  const { equal, all, categories } = await compareStores({ from, to });
  expect([equal, all.from.events, all.to.events, all.from.sha256 === all.to.sha256]).toEqual([false, 10, 11, false]);
  expect(categories.map((sums) => [sums.category, sums.from.events, sums.to.events, sums.from.sha256 === sums.to.sha256])).toEqual([
    ['parcel', 6, 6, true],
    ['party', 3, 4, false],
    ['plan', 1, 1, true],
  ]);
});

it('sees another order of the same events, which every category by itself could hide', async () => {
  const [from, to] = [memoryEventStore(), memoryEventStore()];
  const [one, other] = [
    { stream: newStream('parcel'), events: newEvents(1) },
    { stream: newStream('party'), events: newEvents(1) },
  ];
  for (const { stream, events } of [one, other]) await from.append(stream, events, 'none');
  for (const { stream, events } of [other, one]) await to.append(stream, events, 'none');
  expect((await compareStores({ from, to })).equal).toBe(false);
});

it('maps the positions of one store to those of the other', async () => {
  const [from, to] = [await sample(), memoryEventStore()];
  await copyStore({ from, to });
  const map: [string, string][] = [];
  await compareStores({ from, to, onPlace: async (...places) => void map.push(places) });
  const positionsOf = async (store: EventStore) => (await Array.fromAsync(store.readAll())).map(({ position }) => position);
  expect(map.map(([position]) => position)).toEqual(await positionsOf(from));
  expect(map.map(([, position]) => position)).toEqual(await positionsOf(to));
});
