import type { EventStore, NewEvent } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import { beforeEach, describe, expect, it } from 'vitest';
import { newEvent } from '../src/contract/samples.ts';
import { takeTurns } from '../src/turns.ts';

const counting = { initial: 0, evolve: (count: number) => count + 1 };
const stone = (nth: number): NewEvent => newEvent({ data: { nth } });

describe('taking turns on a stream', () => {
  let store: EventStore;
  let appends: number;
  let loads: number;
  beforeEach(() => {
    const memory = memoryEventStore();
    appends = 0;
    loads = 0;
    store = {
      ...memory,
      append: (...given) => {
        appends += 1;
        return memory.append(...given);
      },
      readStream: (...given) => {
        loads += 1;
        return memory.readStream(...given);
      },
    };
  });
  const stones = async () => (await Array.fromAsync(store.readStream('jar-1'))).map(({ data }) => data);

  it('lets each decide on the state that those before it left, and loses no race', async () => {
    const inTurn = takeTurns(store, 'jar-1', counting);
    const answers = await Promise.all(Array.from({ length: 100 }, () => inTurn((count) => [stone(count)])));
    expect(answers.map((answer) => answer?.revision)).toEqual(answers.map((_, n) => n));
    expect(appends).toBe(100);
    expect(loads).toBeLessThanOrEqual(2);
    expect(await stones()).toEqual(answers.map((_, nth) => ({ nth })));
  });

  it('decides anew on what another process appended meanwhile', async () => {
    const inTurn = takeTurns(store, 'jar-1', counting);
    await inTurn((count) => [stone(count)]);
    let seen: number[] = [];
    const racing = takeTurns(
      {
        ...store,
        append: async (stream, events, expected) => {
          // The rival is faster, once.
          if (seen.length === 1) await store.append('jar-1', [stone(-1)], 'any');
          return await store.append(stream, events, expected);
        },
      },
      'jar-1',
      counting,
    );
    const answer = await racing((count) => {
      seen = [...seen, count];
      return [stone(count)];
    });
    expect(seen).toEqual([1, 2]);
    expect(answer).toMatchObject({ appended: true, revision: 2 });
  });

  it('appends nothing for who decides nothing, and fails only for who throws', async () => {
    const inTurn = takeTurns(store, 'jar-1', counting);
    const refuse = (): NewEvent[] => {
      throw new Error('full');
    };
    const answers = await Promise.allSettled([
      inTurn((count) => [stone(count)]),
      inTurn(() => []),
      inTurn(refuse),
      inTurn((count) => [stone(count)]),
    ]);
    expect(answers).toMatchObject([
      { status: 'fulfilled', value: { revision: 0 } },
      { status: 'fulfilled', value: undefined },
      { status: 'rejected', reason: { message: 'full' } },
      { status: 'fulfilled', value: { revision: 1 } },
    ]);
  });

  it('tells who waited that the stream could not be loaded, and works again when it can', async () => {
    let away = true;
    const inTurn = takeTurns(
      {
        ...store,
        readStream: (stream, options) => {
          if (away) throw new Error('away');
          return store.readStream(stream, options);
        },
      },
      'jar-1',
      counting,
    );
    await expect(inTurn((count) => [stone(count)])).rejects.toThrow('away');
    away = false;
    expect(await inTurn((count) => [stone(count)])).toMatchObject({ revision: 0 });
  });
});
