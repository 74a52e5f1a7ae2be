import { describe, expect, it } from 'vitest';
import { combineReads } from '../src/postgres/combine-reads.ts';
import type { EventRow } from '../src/postgres/event-row.ts';
import type { Query } from '../src/postgres/query.ts';

interface Sent {
  readonly streams: readonly string[];
  readonly answer: PromiseWithResolvers<readonly (EventRow & { readonly n: number })[]>;
}

const row = (stream: string, n: number, revision = 0) =>
  ({ n, stream, revision, position: '1', id: 'i', type: 'T', version: 1, data: '{}', metadata: '{}' }) as const;
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A database that answers when it is told to. */
const database = () => {
  const sent: Sent[] = [];
  const query = ((_text: string, [streams]: readonly unknown[]) => {
    const answer = Promise.withResolvers<readonly (EventRow & { readonly n: number })[]>();
    sent.push({ streams: streams as readonly string[], answer });
    return answer.promise;
  }) as unknown as Query;
  const read = combineReads(query, 'backwards');
  return { sent, read: (stream: string) => read({ stream, from: 0, limit: 1 }) };
};

describe('short reads', () => {
  it('go at once, and those that come meanwhile together, each with its own rows in their order', async () => {
    const { sent, read } = database();
    const first = read('a');
    await turn();
    const others = ['c', 'd', 'e'].map(read);
    await turn();
    expect(sent.map(({ streams }) => streams)).toEqual([['a']]);
    sent[0]?.answer.resolve([row('a', 1)]);
    expect((await first).map(({ stream }) => stream)).toEqual(['a']);
    await turn();
    expect(sent.at(-1)?.streams).toEqual(['c', 'd', 'e']);
    sent[1]?.answer.resolve([row('c', 1, 2), row('c', 1, 1), row('e', 3)]);
    expect((await Promise.all(others)).map((rows) => rows.map(({ stream, revision }) => `${stream}${revision}`))).toEqual([
      ['c2', 'c1'],
      [],
      ['e0'],
    ]);
  });

  it('are at most 32 a statement', async () => {
    const { sent, read } = database();
    const all = Array.from({ length: 70 }, (_, n) => read(`s${n}`));
    await turn();
    for (const lengths of [[32], [32, 32], [32, 32, 6]]) {
      expect(sent.map(({ streams }) => streams.length)).toEqual(lengths);
      sent.at(-1)?.answer.resolve([]);
      await turn();
    }
    expect((await Promise.all(all)).flat()).toEqual([]);
  });

  it('fail with their statement, and the next ones go on', async () => {
    const { sent, read } = database();
    const failing = read('a');
    await turn();
    sent[0]?.answer.reject(new Error('away'));
    await expect(failing).rejects.toThrow('away');
    const next = read('b');
    await turn();
    sent[1]?.answer.resolve([row('b', 1)]);
    expect(await next).toHaveLength(1);
  });
});
