import { describe, expect, it } from 'vitest';
import { newEvent, newEvents } from '../src/contract/samples.ts';
import type { NewEvent } from '../src/event-store.ts';
import { combineAppends } from '../src/postgres/combine-appends.ts';
import type { PreparedAppend, Verdict } from '../src/postgres/send-appends.ts';
import { serialise } from '../src/serialise.ts';

const moment = '2024-03-11T04:00:00.000123Z';
const done: Verdict = { appended: true, repeated: false, revision: 0, position: '' };
const lostConnection = () => Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });

const prepared = (stream: string, events: readonly NewEvent[] = [newEvent()]): PreparedAppend => ({
  stream,
  expected: 'any',
  events: events.map((event) => serialise(event, moment)),
});
const many = (count: number): readonly PreparedAppend[] => Array.from({ length: count }, (_, n) => prepared(`thing-${n}`));

/** A database that notes what it is sent and answers when it is told to, or at once by `answer`. */
const fakeDatabase = (answer?: (batch: readonly PreparedAppend[]) => readonly Verdict[]) => {
  const sent: (readonly PreparedAppend[])[] = [];
  const open: (() => void)[] = [];
  const combined = combineAppends((batch) => {
    sent.push(batch);
    if (answer !== undefined) return new Promise((resolve) => resolve(answer(batch)));
    return new Promise((resolve) => {
      open.push(() => resolve(batch.map(() => done)));
    });
  });
  const append = (appends: readonly PreparedAppend[]) => appends.map((each) => combined.append(each));
  return {
    sent,
    combined,
    append,
    answerAll: () => {
      for (const resolve of open.splice(0)) resolve();
    },
  };
};
const settled = () => new Promise((resolve) => setImmediate(resolve));
const sizes = (batches: readonly (readonly unknown[])[]) => batches.map(({ length }) => length);

describe('combining appends', () => {
  it('sends a lone append at once and by itself', async () => {
    const database = fakeDatabase();
    void Promise.all(database.append(many(1)));
    await settled();
    expect(sizes(database.sent)).toEqual([1]);
  });

  it('lets what arrives meanwhile wait, and sends it together', async () => {
    const database = fakeDatabase();
    const answers = database.append(many(16));
    await settled();
    answers.push(...database.append(many(40).slice(20)));
    await settled();
    expect(sizes(database.sent)).toEqual([8, 8]);
    expect(database.combined.load()).toEqual({ waiting: 20, underWay: 2 });
    database.answerAll();
    await settled();
    expect(sizes(database.sent)).toEqual([8, 8, 10, 10]);
    database.answerAll();
    expect(await Promise.all(answers)).toEqual(answers.map(() => done));
    expect(database.combined.load()).toEqual({ waiting: 0, underWay: 0 });
  });

  it('lets more commits be under way while what waits fills one by itself, and no more than six', async () => {
    const database = fakeDatabase();
    const large = Array.from({ length: 8 }, (_, n) => prepared(`thing-${n}`, newEvents(100)));
    void Promise.all(database.append(large));
    await settled();
    expect(database.combined.load()).toEqual({ waiting: 2, underWay: 6 });
    expect(sizes(database.sent)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('keeps two under way while many wait for one stream, which they could not go beside', async () => {
    const database = fakeDatabase();
    void Promise.all(database.append([prepared('thing-hot'), ...many(15)]));
    await settled();
    void Promise.all(database.append([prepared('thing-hot', newEvents(200)), prepared('thing-cold')]));
    await settled();
    expect(database.combined.load()).toEqual({ waiting: 2, underWay: 2 });
  });

  it('never has two batches under way that hold the same stream, and keeps the order inside a stream', async () => {
    const database = fakeDatabase();
    const first = prepared('thing-hot');
    void Promise.all(database.append([first]));
    await settled();
    const [second, third] = [prepared('thing-hot'), prepared('thing-hot')];
    void Promise.all(database.append([second, prepared('thing-cold'), third]));
    await settled();
    expect(database.sent.slice(1).flat()).toMatchObject([{ stream: 'thing-cold' }]);
    database.answerAll();
    await settled();
    expect(database.sent[2]).toMatchObject([second, third]);
  });

  it('takes at most 128 events and 1 MiB into one commit, and a larger append alone', async () => {
    const large = newEvents(1, { data: { text: 'x'.repeat(60_000) } });
    for (const [appends, largest] of [
      [many(400), 128],
      [many(8).map(({ stream }) => prepared(stream, [...newEvents(50)])), 2],
      [many(8).map(({ stream }) => prepared(stream, [...newEvents(300)])), 1],
      [many(40).map(({ stream }) => prepared(stream, [...large])), 17],
    ] as const) {
      const database = fakeDatabase((batch) => batch.map(() => done));
      await Promise.all(database.append(appends));
      expect(Math.max(...sizes(database.sent))).toBe(largest);
      expect(database.sent.flat()).toHaveLength(appends.length);
    }
  });

  it('sends the same id again only when its first append is answered, so that it is recognised as a repeat', async () => {
    const database = fakeDatabase();
    const twin = prepared('thing-1');
    void Promise.all(database.append([twin, twin]));
    await settled();
    expect(sizes(database.sent)).toEqual([1]);
    database.answerAll();
    await settled();
    expect(sizes(database.sent)).toEqual([1, 1]);
  });

  it('finds a poisoned append by halves, and answers its neighbours', async () => {
    const poison = prepared('thing-poison');
    const database = fakeDatabase((batch) => {
      if (batch.some(({ stream }) => stream === poison.stream)) throw new Error('refused');
      return batch.map(() => done);
    });
    const neighbours = many(127);
    const answers = await Promise.allSettled(database.append([...neighbours.slice(0, 50), poison, ...neighbours.slice(50)]));
    expect(answers.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([50]);
    expect(database.sent.length).toBeLessThan(20);
  });

  it('tries once more when the connection was lost, and gives up when it is lost again', async () => {
    let losses = 1;
    const database = fakeDatabase((batch) => {
      losses -= 1;
      if (losses >= 0) throw lostConnection();
      return batch.map(() => done);
    });
    expect(await Promise.all(database.append(many(8)))).toHaveLength(8);

    losses = Number.POSITIVE_INFINITY;
    const before = database.sent.length;
    const answers = await Promise.allSettled(database.append(many(8)));
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true);
    expect(database.sent.length - before).toBe(3);
  });

  it('sends a busy stream by itself while it goes on with the others, and keeps the order inside it', async () => {
    const sent: (readonly PreparedAppend[])[] = [];
    const busy = Promise.withResolvers<readonly Verdict[]>();
    const combined = combineAppends(async (batch) => {
      sent.push(batch);
      if (batch.every(({ stream }) => stream === 'thing-busy')) return await busy.promise;
      return batch.map(({ stream }): Verdict => (stream === 'thing-busy' ? 'busy' : done));
    });
    const [first, second] = [prepared('thing-busy'), prepared('thing-busy')];
    const waits = combined.append(first);
    const neighbour = combined.append(prepared('thing-1'));
    expect(await neighbour).toBe(done);
    const next = combined.append(second);
    expect(await combined.append(prepared('thing-2'))).toBe(done);
    expect(sent.flat().filter(({ stream }) => stream === 'thing-busy')).toMatchObject([first, first]);
    busy.resolve([done]);
    expect(await Promise.all([waits, next])).toEqual([done, done]);
  });

  it('closes when all it took is answered, and takes no more', async () => {
    const database = fakeDatabase();
    const answers = database.append(many(40));
    let closed = false;
    const closing = database.combined.close().then(() => {
      closed = true;
    });
    await expect(database.combined.append(prepared('thing-late'))).rejects.toThrow('closed');
    await settled();
    expect(closed).toBe(false);
    database.answerAll();
    await closing;
    expect(await Promise.all(answers)).toHaveLength(40);
  });
});
