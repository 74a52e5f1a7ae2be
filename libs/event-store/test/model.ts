// A model of the store that is too simple to be wrong: each stream is a list of ids. Random appends must do to a store what
// they do to the model.
import { randomUUID } from 'node:crypto';
import type { EventStore, ExpectedRevision } from '@yimu/event-store';
import fc from 'fast-check';
import { expect } from 'vitest';
import { idsOf, newEvent } from '../src/contract/samples.ts';

interface Append {
  readonly stream: number;
  readonly ids: readonly number[];
  readonly expected: ExpectedRevision;
}

/** Few streams and few ids, so that repeats, overlaps and lost expectations are common. */
const appends: fc.Arbitrary<readonly Append[]> = fc.array(
  fc.record({
    stream: fc.nat(2),
    ids: fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 3 }),
    expected: fc.oneof(fc.constantFrom<ExpectedRevision>('any', 'none', 'exists'), fc.nat(5)),
  }),
  { minLength: 1, maxLength: 25 },
);

/** What an append answers, and does, to a list of ids. */
const appendToModel = (present: string[], ids: readonly string[], expected: ExpectedRevision) => {
  const known = ids.filter((id) => present.includes(id));
  if (present.join().includes(ids.join())) return { appended: true, repeated: true, revision: present.indexOf(ids.at(-1) ?? '') };
  if (known.length > 0) return { appended: false, conflict: 'partial-overlap', ids: known };
  const actual = present.length === 0 ? 'none' : present.length - 1;
  const met = { any: true, none: actual === 'none', exists: actual !== 'none' }[String(expected)] ?? actual === expected;
  if (!met) return { appended: false, conflict: 'wrong-revision', expected, actual };
  present.push(...ids);
  return { appended: true, repeated: false, revision: present.length - 1 };
};

/** Throws with the smallest list of appends by which the store and the model part. */
export const behavesLikeTheModel = (store: EventStore, numRuns: number): Promise<void> =>
  fc.assert(
    fc.asyncProperty(appends, async (list) => {
      const after = await store.head();
      const ids = Array.from({ length: 12 }, () => randomUUID());
      const names = Array.from({ length: 3 }, () => `model-${randomUUID()}`);
      const model = new Map<string, string[]>(names.map((name) => [name, []]));
      const order: string[] = [];
      const places: (readonly [string, number, string])[] = [];

      for (const { stream, ids: picked, expected } of list) {
        const name = names[stream] ?? '';
        const present = model.get(name) ?? [];
        const events = picked.map((n) => newEvent({ id: ids[n] ?? '' }));
        const before = present.length;
        const predicted = appendToModel(present, idsOf(events), expected);
        order.push(...present.slice(before).map((id) => `${name}/${id}`));
        const answer = await store.append(name, events, expected);
        if (answer.appended) places.push([name, answer.revision, answer.position]);
        expect(answer).toEqual(answer.appended ? { ...predicted, position: answer.position } : predicted);
      }

      for (const [name, present] of model) {
        expect(idsOf(await Array.fromAsync(store.readStream(name)))).toEqual(present);
        expect(idsOf(await Array.fromAsync(store.readStream(name, { direction: 'backwards' })))).toEqual(present.toReversed());
      }
      const feed = await Array.fromAsync(store.readAll({ after }));
      expect(feed.map(({ stream, id }) => `${stream}/${id}`)).toEqual(order);
      for (const [name, revision, position] of places)
        expect(feed.find((event) => event.stream === name && event.revision === revision)?.position).toBe(position);
    }),
    { numRuns },
  );
