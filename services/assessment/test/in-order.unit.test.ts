import { describe, expect, it } from 'vitest';
import { inOrder } from '../src/uploads/in-order.ts';

interface Item {
  readonly n: number;
  readonly lane: string;
  /** Milliseconds of work. */
  readonly takes: number;
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Works on items and notes what began and ended when, and how many were worked on at once. */
const worked = async (items: readonly Item[], atOnce: number) => {
  const log: string[] = [];
  let running = 0;
  let most = 0;
  const work = async ({ n, takes }: Item): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    log.push(`begin ${n}`);
    await pause(takes);
    log.push(`end ${n}`);
    running -= 1;
    return n;
  };
  const source = (async function* () {
    yield* items;
  })();
  const results = await Array.fromAsync(inOrder(source, atOnce, ({ lane }) => lane, work));
  return { log, results, most };
};

describe('work in order', () => {
  it('is reported in the order of the list, whatever takes long', async () => {
    const items = [30, 1, 15, 1, 1].map((takes, n) => ({ n, lane: String(n), takes }));
    const { results, most } = await worked(items, 3);
    expect([results, most]).toEqual([[0, 1, 2, 3, 4], 3]);
  });

  it('of one lane is done one after the other, while others go on', async () => {
    const items = [
      { n: 0, lane: 'a', takes: 20 },
      { n: 1, lane: 'a', takes: 1 },
      { n: 2, lane: 'b', takes: 1 },
    ];
    const { log } = await worked(items, 10);
    expect(log.indexOf('begin 1')).toBeGreaterThan(log.indexOf('end 0'));
    expect(log.indexOf('end 2')).toBeLessThan(log.indexOf('end 0'));
  });

  it('of nothing is nothing', async () => {
    expect((await worked([], 3)).results).toEqual([]);
  });

  it('is begun no further ahead than its reader allows', async () => {
    let begun = 0;
    const source = (async function* () {
      for (let n = 0; n < 1_000; n += 1) yield n;
    })();
    const results = inOrder(source, 4, String, async (n) => {
      begun += 1;
      return n;
    });
    expect([(await results.next()).value, (await results.next()).value]).toEqual([0, 1]);
    await pause(5);
    expect(begun).toBeLessThan(8);
    await results.return(undefined);
  });
});
