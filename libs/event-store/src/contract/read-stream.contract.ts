import { beforeAll, expect, it } from 'vitest';
import type { EventStore, NewEvent, ReadStreamOptions } from '../event-store.ts';
import { idsOf, newEvents, newStream } from './samples.ts';

/** What `readStream` promises. */
export const readStreamContract = (store: () => EventStore): void => {
  const five = newStream();
  const events: readonly NewEvent[] = newEvents(5);
  beforeAll(async () => {
    await store().append(newStream(), newEvents(2), 'none');
    await store().append(five, events, 'none');
    await store().append(newStream(), newEvents(2), 'none');
  });
  const read = async (stream: string, options?: ReadStreamOptions) => idsOf(await Array.fromAsync(store().readStream(stream, options)));
  const nth = (...revisions: readonly number[]) => revisions.map((revision) => events[revision]?.id);

  const cases: readonly [string, ReadStreamOptions, readonly number[]][] = [
    ['in order', {}, [0, 1, 2, 3, 4]],
    ['from a revision on', { from: 3 }, [3, 4]],
    ['the first ones only', { limit: 2 }, [0, 1]],
    ['some from a revision on', { from: 1, limit: 2 }, [1, 2]],
    ['backwards', { direction: 'backwards' }, [4, 3, 2, 1, 0]],
    ['the last one', { direction: 'backwards', limit: 1 }, [4]],
    ['backwards from a revision', { direction: 'backwards', from: 2 }, [2, 1, 0]],
    ['some backwards from a revision', { direction: 'backwards', from: 3, limit: 2 }, [3, 2]],
    ['none when asked for none', { limit: 0 }, []],
    ['none beyond the end', { from: 5 }, []],
    ['all backwards from beyond the end', { direction: 'backwards', from: 99, limit: 9 }, [4, 3, 2, 1, 0]],
  ];
  it.each(cases)('reads %s', async (_, options, revisions) => {
    expect(await read(five, options)).toEqual(nth(...revisions));
  });

  it('reads nothing from a stream that was never written, nor from what cannot be a stream', async () => {
    expect(await read(newStream())).toEqual([]);
    expect(await read('no stream')).toEqual([]);
  });

  it('reads long streams whole, both ways', async () => {
    const stream = newStream();
    const [first, second] = [newEvents(1_000), newEvents(250)];
    await store().append(stream, first, 'none');
    await store().append(stream, second, 999);
    const ids = idsOf([...first, ...second]);
    expect(await read(stream)).toEqual(ids);
    expect(await read(stream, { direction: 'backwards' })).toEqual(ids.toReversed());
    expect(await read(stream, { limit: 1_100 })).toEqual(ids.slice(0, 1_100));
  });

  it('sees an append as soon as it is answered', async () => {
    const stream = newStream();
    for (let n = 0; n < 10; n += 1) {
      await store().append(stream, newEvents(1), 'any');
      expect(await read(stream)).toHaveLength(n + 1);
    }
  });
};
