import { type Command, type Decider, date, type Fact, refuse } from '@yimu/domain/kernel';
import { type EventStore, handle, type Intent } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { newEvent } from '../src/contract/samples.ts';

// A jar that holds three stones: the smallest decider that refuses, does nothing, and yields several facts.
type AddStones = Command<'AddStones', { readonly count: number }>;
type StoneAdded = Fact<'StoneAdded', { readonly nth: number }>;
const today = date('2024-03-11');
const refusals = { 'jar-full': { kind: 'conflict', en: 'A jar holds three stones.', zh: '罐中只容三石。' } } as const;

const jar: Decider<AddStones, StoneAdded, number> = {
  initial: 0,
  evolve: (stones) => stones + 1,
  decide: ({ data, effectiveOn, sources }, stones) =>
    stones + data.count > 3
      ? refuse(refusals, 'jar-full')
      : Array.from({ length: data.count }, (_, n) => {
          const nth = { nth: stones + n + 1 };
          return { type: 'StoneAdded', version: 1, data: nth, effectiveOn, jurisdictions: ['310116112'], sources };
        }),
};

const add = (count: number): AddStones => ({ type: 'AddStones', data: { count }, effectiveOn: today, today, sources: newEvent().sources });

const intent = (key: string, own: Partial<Intent> = {}): Intent => ({
  eventId: (n) => testId(key, n),
  requestHash: `hash of ${key}`,
  actor: newEvent().actor,
  correlationId: 'request-1',
  causationId: 'request-1',
  ...own,
});

describe('handling a command', () => {
  let store: EventStore;
  beforeEach(() => {
    store = memoryEventStore();
  });
  const run = (count: number, by: Intent, admit?: Parameters<typeof handle>[5]) => handle(store, 'jar-1', jar, add(count), by, admit);
  const stones = async () => (await Array.fromAsync(store.readStream('jar-1'))).map(({ data }) => data);

  it('appends what was decided and answers where the stream stands and what state it is in', async () => {
    expect(await run(2, intent('a'))).toMatchObject({ outcome: 'done', revision: 1, state: 2, appended: 2 });
    expect(await run(1, intent('b'))).toMatchObject({ outcome: 'done', revision: 2, state: 3, appended: 1 });
    expect(await stones()).toEqual([{ nth: 1 }, { nth: 2 }, { nth: 3 }]);
  });

  it('writes who did it and by which request into every event', async () => {
    const by = intent('a');
    await run(2, by);
    const { actor, correlationId, causationId, requestHash } = by;
    const events = await Array.fromAsync(store.readStream('jar-1'));
    for (const [n, event] of events.entries())
      expect(event).toMatchObject({ id: testId('a', n), actor, correlationId, causationId, requestHash });
  });

  it('appends nothing when the decision is a refusal, and answers it', async () => {
    expect(await run(4, intent('a'))).toMatchObject({ outcome: 'rejected', rejection: { rule: 'jar-full' } });
    expect(await stones()).toEqual([]);
  });

  it('appends nothing when there is nothing to do, and answers where the stream stands', async () => {
    const done = await run(1, intent('a'));
    expect(await run(0, intent('b'))).toEqual({ ...done, appended: 0 });
  });

  it('throws when a decision has nothing to say about a stream that is not there', async () => {
    await expect(run(0, intent('a'))).rejects.toThrow('yielded nothing on the empty stream jar-1');
  });

  it('answers the first result to the same request, also after later events', async () => {
    const first = await run(2, intent('a'));
    await run(1, intent('b'));
    const again = await run(2, intent('a'));
    expect(again).toEqual({ ...first, state: 3, appended: 0 });
    expect(await stones()).toHaveLength(3);
  });

  it('answers the first result before it looks at If-Match or decides anew', async () => {
    const first = await run(3, intent('a', { ifRevision: undefined }));
    expect(await run(3, intent('a', { ifRevision: 0 }))).toEqual({ ...first, appended: 0 });
  });

  it('says that the key was used for another request', async () => {
    await run(1, intent('a'));
    expect(await run(2, intent('a', { requestHash: 'another hash' }))).toEqual({ outcome: 'key-reused' });
  });

  it('says so too when both arrive in one moment, and tells a twin of the same request where the first stands', async () => {
    // All three read the empty stream before any of them appends.
    const answers = await Promise.all([run(1, intent('a')), run(1, intent('a')), run(2, intent('a', { requestHash: 'another hash' }))]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'key-reused']);
    expect(answers.slice(0, 2)).toMatchObject([
      { appended: 1, revision: 0 },
      { appended: 0, revision: 0 },
    ]);
    expect(await stones()).toEqual([{ nth: 1 }]);
  });

  it('decides a refused request anew when it comes again', async () => {
    await run(2, intent('a'));
    expect(await run(2, intent('b'))).toMatchObject({ outcome: 'rejected' });
    expect(await run(1, intent('b'))).toMatchObject({ outcome: 'done', revision: 2 });
  });

  it('says where the stream stands when it is not at the revision that the caller saw', async () => {
    expect(await run(1, intent('a', { ifRevision: 0 }))).toEqual({ outcome: 'revision-mismatch', actual: 'none' });
    await run(2, intent('a'));
    expect(await run(1, intent('b', { ifRevision: 0 }))).toEqual({ outcome: 'revision-mismatch', actual: 1 });
    expect(await run(1, intent('b', { ifRevision: 1 }))).toMatchObject({ outcome: 'done', revision: 2 });
  });

  it('shows nothing to a caller who is not admitted, not even that a key was used', async () => {
    await run(1, intent('a'));
    const admit = vi.fn(() => false);
    expect(await run(1, intent('a'), admit)).toEqual({ outcome: 'not-admitted' });
    expect(await run(4, intent('b', { ifRevision: 7 }), admit)).toEqual({ outcome: 'not-admitted' });
    expect(admit.mock.calls.map(([history]: readonly unknown[]) => (history as unknown[]).length)).toEqual([1, 1]);
  });

  it('decides anew, on the new state, when somebody else was faster', async () => {
    const fast = handle(store, 'jar-1', jar, add(1), intent('fast'));
    const both = await Promise.all([fast, run(1, intent('slow')), run(2, intent('greedy'))]);
    expect(both.map(({ outcome }) => outcome).toSorted()).toEqual(['done', 'done', 'rejected']);
    expect(await stones()).toEqual([{ nth: 1 }, { nth: 2 }]);
  });

  it('answers the same to the same request sent twice at once', async () => {
    const [one, other] = await Promise.all([run(2, intent('a')), run(2, intent('a'))]);
    expect({ ...one, appended: 2 }).toEqual({ ...other, appended: 2 });
    expect(await stones()).toHaveLength(2);
  });

  it('gets a hundred requests through that meet on one stream', async () => {
    const endless: typeof jar = { ...jar, decide: (command) => jar.decide(command, 0) };
    const all = Array.from({ length: 100 }, (_, n) => handle(store, 'jar-1', endless, add(1), intent(`request ${n}`)));
    const outcomes = await Promise.all(all);
    expect(new Set(outcomes.map((handled) => handled.outcome === 'done' && handled.revision))).toHaveLength(100);
    expect(await stones()).toHaveLength(100);
  });

  it('gives up loudly on a stream that changes whenever it looks', async () => {
    vi.useFakeTimers();
    const restless: EventStore = {
      ...store,
      append: async (_, __, expected) => ({ appended: false, conflict: 'wrong-revision', expected, actual: 7 }),
    };
    const [handled] = await Promise.allSettled([handle(restless, 'jar-1', jar, add(1), intent('a')), vi.runAllTimersAsync()]);
    vi.useRealTimers();
    expect(handled).toMatchObject({ status: 'rejected', reason: { message: 'jar-1 changed 20 times while AddStones was decided' } });
  });
});
