import { expect, it } from 'vitest';
import { ForeignPosition } from '../errors.ts';
import type { EventStore, ReadAllOptions } from '../event-store.ts';
import { appendEach, idsOf, inStreams, newCategory, newEvent, newEvents, newScope, newStream } from './samples.ts';

/** What `readAll` and `head` promise. */
export const readAllContract = (store: () => EventStore): void => {
  const read = async (options: ReadAllOptions) => Array.fromAsync(store().readAll(options));

  it('delivers every event once, in the order of positions compared as text', async () => {
    const after = await store().head();
    const streams = Array.from({ length: 12 }, () => newStream());
    const appended = streams.map((stream) => newEvents(3).map((event) => ({ stream, event })));
    await Promise.all(
      appended.map((list) =>
        appendEach(
          store(),
          list[0]?.stream ?? '',
          list.map(({ event }) => event),
        ),
      ),
    );
    const events = inStreams(await read({ after }), streams);
    expect(idsOf(events).toSorted()).toEqual(idsOf(appended.flat().map(({ event }) => event)).toSorted());
    const positions = events.map(({ position }) => position);
    expect(positions).toEqual([...new Set(positions)].toSorted());
    for (const stream of streams)
      expect(events.filter((event) => event.stream === stream).map(({ revision }) => revision)).toEqual([0, 1, 2]);
  });

  it('starts at the beginning when no position is given', async () => {
    const category = newCategory();
    const events = newEvents(2);
    await store().append(newStream(category), events, 'none');
    expect(idsOf(await read({ filter: { categories: [category] } }))).toEqual(idsOf(events));
    expect((await read({ limit: 1 })).at(0)?.position).toBe((await read({ limit: 2 })).at(0)?.position);
  });

  it('delivers what follows a position, without the event that has it', async () => {
    const stream = newStream();
    const events = newEvents(4);
    await store().append(stream, events, 'none');
    const [, second] = await Array.fromAsync(store().readStream(stream));
    expect(idsOf(inStreams(await read({ after: second?.position }), [stream]))).toEqual(idsOf(events.slice(2)));
    expect(inStreams(await read({ after: await store().head() }), [stream])).toEqual([]);
  });

  it('delivers at most as many as asked for, also of what a filter leaves', async () => {
    const after = await store().head();
    const [wanted, other] = [newCategory(), newCategory()];
    const events = newEvents(3);
    for (const event of events) {
      await store().append(newStream(other), newEvents(2), 'none');
      await store().append(newStream(wanted), [event], 'none');
    }
    expect(await read({ after, limit: 4 })).toHaveLength(4);
    expect(await read({ after, limit: 0 })).toEqual([]);
    expect(idsOf(await read({ after, limit: 2, filter: { categories: [wanted] } }))).toEqual(idsOf(events.slice(0, 2)));
  });

  it('filters by categories or by types', async () => {
    const after = await store().head();
    const [one, two, three] = [newCategory(), newCategory(), newCategory()];
    const [a, b, c] = [newEvent({ type: 'Opened' }), newEvent({ type: 'Closed' }), newEvent({ type: 'OpenedAgain' })];
    await store().append(newStream(one), [a], 'none');
    await store().append(newStream(two), [b], 'none');
    await store().append(newStream(three), [c], 'none');
    expect(idsOf(await read({ after, filter: { categories: [one, three] } }))).toEqual([a.id, c.id]);
    expect(idsOf(await read({ after, filter: { categories: [one.slice(0, -1)] } }))).toEqual([]);
    expect(idsOf(await read({ after, filter: { types: ['Closed', 'Opened'] } }))).toEqual([a.id, b.id]);
    expect(idsOf(await read({ after, filter: { types: [] } }))).toEqual([]);
  });

  it('delivers more than fits one batch', async () => {
    const after = await store().head();
    const { filter, stream } = newScope();
    const streams = [stream(), stream()];
    const events = streams.map(() => newEvents(900));
    for (const [n, some] of events.entries()) await store().append(streams[n] ?? '', some, 'none');
    expect(idsOf(inStreams(await read({ after }), streams))).toEqual(idsOf(events.flat()));
    expect(idsOf(await read({ after, filter }))).toEqual(idsOf(events.flat()));
    expect(await read({ after, limit: 1_201 })).toHaveLength(1_201);
    expect(idsOf(await read({ after, filter, limit: 1_201 }))).toEqual(idsOf(events.flat().slice(0, 1_201)));
  });

  it('holds every append that was answered before the reading, and its head is not behind it', async () => {
    const after = await store().head();
    const { filter, stream } = newScope();
    const streams: string[] = [];
    for (let n = 1; n <= 10; n += 1) {
      streams.push(stream());
      const answer = await store().append(streams.at(-1) ?? '', [newEvent()], 'none');
      expect(inStreams(await read({ after }), streams)).toHaveLength(n);
      expect(await read({ after, filter })).toHaveLength(n);
      expect(answer.appended && ((await store().head()) ?? '') >= answer.position).toBe(true);
    }
  });

  it('refuses positions of another store, of a restored one, beyond the end, and what is no position', async () => {
    const position = await appendEach(store(), newStream(), newEvents(1));
    const [id = '', epoch = '', ...numbers] = position.split('-');
    const sequence = numbers.join('-');
    const otherId = (id.startsWith('0') ? '1' : '0') + id.slice(1);
    const foreign = [
      `${otherId}-${epoch}-${sequence}`,
      `${id}-0999-${sequence}`,
      `${id}-${epoch}-${numbers.map(() => '9'.repeat(18).padStart(19, '0')).join('-')}`,
      '7',
      '',
    ];
    for (const after of foreign) {
      await expect(read({ after })).rejects.toThrow(ForeignPosition);
      const signal = AbortSignal.timeout(10_000);
      await expect(Array.fromAsync(store().subscribe({ after, signal }))).rejects.toThrow(ForeignPosition);
    }
  });
};
