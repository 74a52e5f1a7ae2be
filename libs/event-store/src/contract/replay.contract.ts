import { expect, it } from 'vitest';
import type { EventStore, ExpectedRevision } from '../event-store.ts';
import { idsOf, newEvent, newEvents, newStream } from './samples.ts';

/** What `append` promises about ids that stand in the stream already. */
export const replayContract = (store: () => EventStore): void => {
  const idsIn = async (stream: string) => idsOf(await Array.fromAsync(store().readStream(stream)));

  it.each<ExpectedRevision>(['none', 'exists', 'any', 0, 1, 7])(
    'answers the first result to an append done before, expecting %s',
    async (expected) => {
      for (const events of [newEvents(1), newEvents(2)]) {
        const stream = newStream();
        const first = await store().append(stream, events, 'none');
        expect(await store().append(stream, events, expected)).toEqual({ ...first, repeated: true });
        expect(await idsIn(stream)).toEqual(idsOf(events));
      }
    },
  );

  it('answers the first result also after later events', async () => {
    const stream = newStream();
    const events = newEvents(2);
    await store().append(stream, newEvents(3), 'none');
    const first = await store().append(stream, events, 2);
    await store().append(stream, newEvents(3), 4);
    expect(await store().append(stream, events, 2)).toEqual({ ...first, repeated: true });
    expect(await idsIn(stream)).toHaveLength(8);
  });

  it('keeps the event that came first when its id comes with other content', async () => {
    const stream = newStream();
    const event = newEvent({ data: { n: 1 } });
    await store().append(stream, [event], 'none');
    await store().append(stream, [{ ...event, data: { n: 2 } }], 'any');
    const events = await Array.fromAsync(store().readStream(stream));
    expect(events.map(({ data }) => data)).toEqual([{ n: 1 }]);
  });

  it('answers one place to an append that arrives ten times at once, and to nine of them that it was there before', async () => {
    const stream = newStream();
    const events = newEvents(2);
    const answers = await Promise.all(Array.from({ length: 10 }, () => store().append(stream, events, 'none')));
    expect(new Set(answers.map((answer) => JSON.stringify({ ...answer, repeated: null })))).toHaveLength(1);
    expect(answers.filter((answer) => answer.appended && answer.repeated)).toHaveLength(9);
    expect(answers[0]).toMatchObject({ appended: true, revision: 1 });
    expect(await idsIn(stream)).toEqual(idsOf(events));
  });

  it('refuses an append of which a part stands already, naming it, whatever is expected', async () => {
    const stream = newStream();
    const [a, b, c, d] = [newEvent(), newEvent(), newEvent(), newEvent()];
    await store().append(stream, [a, b], 'none');
    for (const expected of ['none', 'exists', 'any', 1] as const) {
      const conflict = { appended: false, conflict: 'partial-overlap' };
      expect(await store().append(stream, [b, c], expected)).toEqual({ ...conflict, ids: [b.id] });
      expect(await store().append(stream, [c, b, d, a], expected)).toEqual({ ...conflict, ids: [b.id, a.id] });
    }
    expect(await idsIn(stream)).toEqual([a.id, b.id]);
  });

  it('refuses ids that stand in another order or with others between them', async () => {
    const stream = newStream();
    const [a, b, c] = [newEvent(), newEvent(), newEvent()];
    await store().append(stream, [a, b, c], 'none');
    expect(await store().append(stream, [b, a], 'any')).toEqual({ appended: false, conflict: 'partial-overlap', ids: [b.id, a.id] });
    expect(await store().append(stream, [a, c], 'any')).toEqual({ appended: false, conflict: 'partial-overlap', ids: [a.id, c.id] });
  });

  it('lets the same id stand in two streams', async () => {
    const event = newEvent();
    const [one, other] = [newStream(), newStream()];
    const first = await store().append(one, [event], 'none');
    const second = await store().append(other, [event], 'none');
    expect(second).toMatchObject({ appended: true, revision: 0 });
    expect(second).not.toEqual(first);
  });
};
