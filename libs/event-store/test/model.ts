// A model of the store that is too simple to be wrong: one list of what was appended, in order. Random commands (appends,
// repeats, readings, readers that leave and resume, restarts) must do to a store what they do to the model.
import { randomUUID } from 'node:crypto';
import type { Appended, EventFilter, EventStore, ExpectedRevision, ReadStreamOptions } from '@yimu/event-store';
import fc from 'fast-check';
import { expect } from 'vitest';
import { idsOf, inStreams, newCategory, newEvent } from '../src/contract/samples.ts';

interface Entry {
  readonly stream: string;
  readonly id: string;
}

/** Everything in the order in which it was appended. */
interface Model {
  readonly entries: Entry[];
}

/** A reader: what it asks for, how far it is, and what it has got since the run began. */
interface Reader {
  readonly filter: EventFilter | undefined;
  readonly names: readonly string[];
  after: string | undefined;
  readonly got: Entry[];
}

interface Real {
  store: EventStore;
  readonly reopen: (store: EventStore) => Promise<EventStore>;
  readonly names: readonly string[];
  /** A pool of ids, few enough that repeats and overlaps are common. */
  readonly ids: readonly string[];
  readonly readers: readonly Reader[];
  /** Appends that were done, with their first answers. */
  readonly done: { readonly stream: string; readonly ids: readonly string[]; readonly answer: Appended }[];
}

type Command = fc.AsyncCommand<Model, Real>;

const idsIn = ({ entries }: Model, stream: string): readonly string[] => idsOf(entries.filter((entry) => entry.stream === stream));
const plain = (events: readonly Entry[]): readonly Entry[] => events.map(({ stream, id }) => ({ stream, id }));
const pick = <T>(list: readonly T[], n: number): T => {
  const one = list[n % list.length];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
};

/** What an append answers, apart from its position, and does to the model. */
const appendToModel = (model: Model, stream: string, ids: readonly string[], expected: ExpectedRevision) => {
  const present = idsIn(model, stream);
  const known = ids.filter((id) => present.includes(id));
  if (present.join().includes(ids.join())) return { appended: true, repeated: true, revision: present.indexOf(ids.at(-1) ?? '') };
  if (known.length > 0) return { appended: false, conflict: 'partial-overlap', ids: known };
  const actual = present.length === 0 ? 'none' : present.length - 1;
  const met = { any: true, none: actual === 'none', exists: actual !== 'none' }[String(expected)] ?? actual === expected;
  if (!met) return { appended: false, conflict: 'wrong-revision', expected, actual };
  model.entries.push(...ids.map((id) => ({ stream, id })));
  return { appended: true, repeated: false, revision: present.length + ids.length - 1 };
};

/** A command that can always be run; `says` is what a counterexample shows. */
const command = (says: string, run: (model: Model, real: Real) => Promise<void>): Command => ({
  check: () => true,
  run,
  toString: () => says,
});

const expectation = fc.oneof(fc.constantFrom<ExpectedRevision>('any', 'none', 'exists'), fc.nat(5));
const eventsOf = (ids: readonly string[]) => ids.map((id) => newEvent({ id }));

const append = async (model: Model, { store, done }: Real, stream: string, ids: readonly string[], expected: ExpectedRevision) => {
  const predicted = appendToModel(model, stream, ids, expected);
  const answer = await store.append(stream, eventsOf(ids), expected);
  expect(answer).toEqual(answer.appended ? { ...predicted, position: answer.position } : predicted);
  if (answer.appended && !answer.repeated) done.push({ stream, ids, answer });
};
const appends = fc
  .record({ stream: fc.nat(2), ids: fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 3 }), expected: expectation })
  .map(({ stream, ids, expected }) =>
    command(`append(${stream}, [${ids.join()}], ${expected})`, (model, real) =>
      append(
        model,
        real,
        pick(real.names, stream),
        ids.map((n) => pick(real.ids, n)),
        expected,
      ),
    ),
  );

const repeat = async ({ store, done }: Real, nth: number, expected: ExpectedRevision) => {
  if (done.length === 0) return;
  const { stream, ids, answer } = pick(done, nth);
  expect(await store.append(stream, eventsOf(ids), expected)).toEqual({ ...answer, repeated: true });
};
const repeats = fc
  .record({ nth: fc.nat(30), expected: expectation })
  .map(({ nth, expected }) => command(`repeat(${nth}, ${expected})`, (_, real) => repeat(real, nth, expected)));

const readStream = async (model: Model, { store, names }: Real, stream: number, { direction, from, limit }: ReadStreamOptions) => {
  const name = pick(names, stream);
  const present = idsIn(model, name);
  const ordered = direction === 'backwards' ? present.slice(0, (from ?? present.length) + 1).toReversed() : present.slice(from ?? 0);
  const options = { ...(direction && { direction }), ...(from !== undefined && { from }), ...(limit !== undefined && { limit }) };
  expect(idsOf(await Array.fromAsync(store.readStream(name, options)))).toEqual(ordered.slice(0, limit));
};
const streamReadings = fc
  .record({
    stream: fc.nat(2),
    options: fc.record(
      { from: fc.nat(8), limit: fc.nat(4), direction: fc.constantFrom('forwards' as const, 'backwards' as const) },
      { requiredKeys: [] },
    ),
  })
  .map(({ stream, options }) =>
    command(`read(${stream}, ${JSON.stringify(options)})`, (model, real) => readStream(model, real, stream, options)),
  );

/**
 * A reader takes its subscription up again where it was, and leaves it after some items or when it has caught up. Then it has
 * got everything; else everything at or before the position that it was told.
 */
const resume = async (model: Model, { store, readers, done }: Real, n: number, most: number) => {
  const reader = pick(readers, n);
  let left = most;
  let caughtUp = false;
  for await (const item of store.subscribe({ after: reader.after, filter: reader.filter, signal: AbortSignal.timeout(10_000) })) {
    reader.after = item.kind === 'event' ? item.event.position : item.position;
    caughtUp = item.kind === 'caught-up';
    if (item.kind === 'event') reader.got.push(...plain(inStreams([item.event], reader.names)));
    left -= 1;
    if (caughtUp || left === 0) break;
  }
  const reached = reader.after ?? '';
  const due = done.filter(({ stream, answer }) => reader.names.includes(stream) && answer.position <= reached);
  const wanted = model.entries.filter(({ stream }) => reader.names.includes(stream));
  expect(reader.got).toEqual(wanted.slice(0, caughtUp ? wanted.length : reader.got.length));
  expect(idsOf(reader.got)).toEqual(expect.arrayContaining(due.flatMap(({ ids }) => ids)));
  expect(caughtUp || left === 0).toBe(true);
};
const resumptions = fc
  .record({ reader: fc.nat(2), most: fc.integer({ min: 1, max: 6 }) })
  .map(({ reader, most }) => command(`resume(${reader}, ${most})`, (model, real) => resume(model, real, reader, most)));

/** What a reader has not got yet, read at once. */
const readRest = async (model: Model, { store, readers }: Real, n: number) => {
  const { after, filter, names, got } = pick(readers, n);
  const rest = inStreams(await Array.fromAsync(store.readAll({ after, filter })), names);
  expect(plain(rest)).toEqual(model.entries.filter(({ stream }) => names.includes(stream)).slice(got.length));
};
const feedReadings = fc.nat(2).map((reader) => command(`readAll(${reader})`, (model, real) => readRest(model, real, reader)));

const restarts = fc.constant(
  command('restart()', async (_, real) => {
    real.store = await real.reopen(real.store);
  }),
);

/** What stands in the store when all is done, with the places that were answered. */
const expectSame = async (model: Model, { store, names, done, readers }: Real): Promise<void> => {
  const feed = inStreams(await Array.fromAsync(store.readAll({ filter: readers[0]?.filter })), names);
  expect(plain(feed)).toEqual(model.entries);
  const positions = feed.map(({ position }) => position);
  expect(positions).toEqual([...new Set(positions)].toSorted());
  for (const { stream, answer } of done)
    expect(feed.find((event) => event.stream === stream && event.revision === answer.revision)?.position).toBe(answer.position);
};

/**
 * Throws with the smallest list of commands by which the store and the model part.
 * @param reopen closes a store and answers the same one as a restarted process finds it
 */
export const behavesLikeTheModel = (
  opened: EventStore,
  numRuns: number,
  reopen: Real['reopen'] = async (store) => store,
): Promise<void> => {
  let store = opened;
  return fc.assert(
    fc.asyncProperty(
      fc.commands([appends, appends, appends, repeats, streamReadings, resumptions, resumptions, feedReadings, restarts], {
        maxCommands: 40,
        size: 'max',
      }),
      async (commands) => {
        const [one, other] = [newCategory(), newCategory()];
        const names = [`${one}-1`, `${one}-2`, `${other}-1`];
        const after = await store.head();
        const readers: Reader[] = [
          { filter: { categories: [one, other] }, names, after, got: [] },
          { filter: { categories: [other] }, names: names.slice(2), after: undefined, got: [] },
          { filter: undefined, names, after, got: [] },
        ];
        const ids = Array.from({ length: 12 }, () => randomUUID());
        const model: Model = { entries: [] };
        const real: Real = { store, reopen, names, ids, readers, done: [] };
        await fc.asyncModelRun(() => ({ model, real }), commands);
        await expectSame(model, real);
        store = real.store;
      },
    ),
    { numRuns },
  );
};
