import { expect, it } from 'vitest';
import { AppendTooLarge, InvalidEvent, InvalidStreamName } from '../errors.ts';
import type { EventStore, ExpectedRevision, NewEvent } from '../event-store.ts';
import { limits } from '../limits.ts';
import { serialise, sizeOf } from '../serialise.ts';
import { idsOf, newEvent, newEvents, newStream, sampleInstant } from './samples.ts';

/** What `append` promises, apart from appends done twice (see replay.contract.ts). */
export const appendContract = (store: () => EventStore): void => {
  const revisions = async (stream: string) => (await Array.fromAsync(store().readStream(stream))).map(({ revision }) => revision);
  const streamOf = async (count: number) => {
    const stream = newStream();
    if (count > 0) await store().append(stream, newEvents(count), 'none');
    return stream;
  };

  it('counts revisions from 0 and answers those of the last event', async () => {
    const stream = newStream();
    expect(await store().append(stream, newEvents(2), 'none')).toMatchObject({ appended: true, revision: 1 });
    expect(await store().append(stream, newEvents(3), 1)).toMatchObject({ appended: true, revision: 4 });
    expect(await revisions(stream)).toEqual([0, 1, 2, 3, 4]);
  });

  it('answers the position that the last event has in the feed', async () => {
    const stream = newStream();
    const answer = await store().append(stream, newEvents(2), 'none');
    const last = (await Array.fromAsync(store().readStream(stream))).at(-1);
    expect(answer).toEqual({ appended: true, repeated: false, revision: 1, position: last?.position });
  });

  const accepted: readonly [ExpectedRevision, string, number][] = [
    ['none', 'a stream without events', 0],
    ['exists', 'a stream with events', 2],
    ['any', 'a stream without events', 0],
    ['any', 'a stream with events', 2],
    [1, 'a stream whose last revision is 1', 2],
  ];
  it.each(accepted)('accepts the expectation %s of %s', async (expected, _, count) => {
    expect(await store().append(await streamOf(count), [newEvent()], expected)).toMatchObject({ appended: true, revision: count });
  });

  const refused: readonly [ExpectedRevision, string, number, number | 'none'][] = [
    ['none', 'a stream with events', 2, 1],
    ['exists', 'a stream without events', 0, 'none'],
    [0, 'a stream that has moved on', 2, 1],
    [2, 'a stream that is not there yet', 2, 1],
    [0, 'a stream without events', 0, 'none'],
  ];
  it.each(refused)('refuses the expectation %s of %s, and appends nothing', async (expected, _, count, actual) => {
    const stream = await streamOf(count);
    expect(await store().append(stream, newEvents(2), expected)).toEqual({ appended: false, conflict: 'wrong-revision', expected, actual });
    expect(await revisions(stream)).toHaveLength(count);
  });

  it('lets exactly one of twenty win that begin the same stream at once', async () => {
    const stream = newStream();
    const answers = await Promise.all(Array.from({ length: 20 }, () => store().append(stream, [newEvent()], 'none')));
    expect(answers.filter(({ appended }) => appended)).toHaveLength(1);
    expect(await revisions(stream)).toEqual([0]);
  });

  it('loses none of twenty appends at once that expect anything', async () => {
    const stream = newStream();
    const events = newEvents(20);
    const answers = await Promise.all(events.map((event) => store().append(stream, [event], 'any')));
    expect(answers.map((answer) => answer.appended && answer.revision).sort((a, b) => Number(a) - Number(b))).toEqual(
      events.map((_, n) => n),
    );
    expect(idsOf(await Array.fromAsync(store().readStream(stream))).toSorted()).toEqual(idsOf(events).toSorted());
  });

  it('keeps every field of the envelope and gives back what was appended', async () => {
    const stream = newStream();
    const event = newEvent({
      version: 3,
      corrects: newEvent().id,
      data: { 亩: '12.5', '': [null, true, { b: 1, a: -7 }], text: '\u0001"\\u0000\u{20000}' },
    });
    const answer = await store().append(stream, [event], 'none');
    const [kept] = await Array.fromAsync(store().readStream(stream));
    expect(answer.appended).toBe(true);
    expect(kept).toStrictEqual({ ...event, stream, revision: 0, position: answer.appended && answer.position, recordedAt: sampleInstant });
  });

  it('gives every reader objects of its own', async () => {
    const stream = newStream();
    await store().append(stream, [newEvent({ data: { list: ['a'] } })], 'none');
    const [first] = await Array.fromAsync(store().readStream(stream));
    Object.assign(first?.data ?? {}, { list: ['b'] });
    const [second] = await Array.fromAsync(store().readStream(stream));
    expect(second?.data).toEqual({ list: ['a'] });
  });

  it('stamps events with its clock, and keeps the moment that a copied event brings', async () => {
    const stream = newStream();
    await store().append(stream, [newEvent({ recordedAt: '1999-12-31T23:59:59.999999Z' }), newEvent()], 'none');
    const events = await Array.fromAsync(store().readStream(stream));
    expect(events.map(({ recordedAt }) => recordedAt)).toEqual(['1999-12-31T23:59:59.999999Z', sampleInstant]);
  });

  it('takes recorded events of another store and gives them places of its own', async () => {
    const [from, to] = [newStream(), newStream()];
    await store().append(from, newEvents(2), 'none');
    const [, original] = await Array.fromAsync(store().readStream(from));
    if (original !== undefined) await store().append(to, [original], 'none');
    const [copy] = await Array.fromAsync(store().readStream(to));
    expect(copy).toStrictEqual({ ...original, stream: to, revision: 0, position: copy?.position });
  });

  it('takes an event of exactly 60 KiB and refuses one byte more', async () => {
    await expect(store().append(newStream(), [eventOfSize(limits.eventBytes)], 'none')).resolves.toMatchObject({ appended: true });
    await expect(store().append(newStream(), [eventOfSize(limits.eventBytes + 1)], 'none')).rejects.toThrow(AppendTooLarge);
  });

  it('takes an append of exactly 1 MiB and refuses one byte more', async () => {
    const full = Array.from({ length: 16 }, () => eventOfSize(limits.eventBytes));
    const half = (limits.appendBytes - 16 * limits.eventBytes) / 2;
    const whole = [...full, eventOfSize(half), eventOfSize(half)];
    await expect(store().append(newStream(), whole, 'none')).resolves.toMatchObject({ appended: true, revision: 17 });
    const more = [...full, eventOfSize(half), eventOfSize(half + 1)];
    await expect(store().append(newStream(), more, 'none')).rejects.toThrow(AppendTooLarge);
  });

  it('takes 1,000 events in one append and refuses 1,001', async () => {
    await expect(store().append(newStream(), newEvents(1_000), 'none')).resolves.toMatchObject({ appended: true, revision: 999 });
    await expect(store().append(newStream(), newEvents(1_001), 'none')).rejects.toThrow(AppendTooLarge);
  });

  it.each([
    'thing',
    'Thing-1',
    'thing-',
    '-1',
    'thing-1 2',
    'thing-一',
    'thing2-1',
    `thing-${'x'.repeat(121)}`,
    'thing-1\n',
    '$thing-1',
    'thing-$1',
    '$$thing-1',
    `thing-${'x'.repeat(1_000)}`,
    'thing-\u0000',
    'thing-\ud800',
    '',
  ])('refuses the stream name %j', async (stream) => {
    await expect(store().append(stream, [newEvent()], 'any')).rejects.toThrow(InvalidStreamName);
  });

  it('takes a stream name of 120 characters after the category, hyphens included', async () => {
    const stream = newStream().concat('-', 'X'.repeat(120)).slice(0, 126);
    await expect(store().append(stream, [newEvent()], 'none')).resolves.toMatchObject({ appended: true });
    expect(await revisions(stream)).toEqual([0]);
  });

  const twice = newEvent();
  const misuse: readonly [string, readonly NewEvent[], ExpectedRevision][] = [
    ['no event at all', [], 'any'],
    ['one id twice', [twice, twice], 'any'],
    ['an id that is no UUID', [newEvent({ id: '1' })], 'any'],
    ['an id in upper case', [newEvent({ id: newEvent().id.toUpperCase().replace('0', 'A') })], 'any'],
    ['a type that is no name', [newEvent({ type: '$system' })], 'any'],
    ['a version 0', [newEvent({ version: 0 })], 'any'],
    ['a moment without microseconds', [newEvent({ recordedAt: '2024-03-11T04:00:00.000Z' })], 'any'],
    ['a moment that never was', [newEvent({ recordedAt: '2024-13-11T04:00:00.000000Z' })], 'any'],
    ['a negative revision', [newEvent()], -1],
    ['half a revision', [newEvent()], 0.5],
  ];
  it.each(misuse)('throws on %s', async (_, events, expected) => {
    await expect(store().append(newStream(), events, expected)).rejects.toThrow(InvalidEvent);
  });

  const unstorable: readonly [string, unknown][] = [
    ['a fraction', 0.5],
    ['a number beyond 2^53', 2 ** 53],
    ['a number below -2^53', -(2 ** 53)],
    ['a number that is none', Number.NaN],
    ['a bigint', 1n],
    ['a date', new Date(0)],
    ['a function', () => 1],
    ['nothing where something must be', undefined],
    ['a NUL character', 'a\u0000b'],
    ['a NUL character behind a backslash', '\\\u0000'],
    ['a NUL character in a name', { 'a\u0000': 1 }],
    ['the first half of a surrogate pair', '\ud800'],
    ['the second half of a surrogate pair', 'x\udc00y'],
    ['half of a surrogate pair in a name', { '\ud800': 1 }],
  ];
  it.each(unstorable)('throws on data with %s, and appends nothing', async (_, value) => {
    const stream = newStream();
    await expect(store().append(stream, [newEvent(), newEvent({ data: { list: [value] } })], 'any')).rejects.toThrow(InvalidEvent);
    expect(await revisions(stream)).toEqual([]);
  });

  it('throws on a NUL character or half of a surrogate pair beside the data, too', async () => {
    const { actor } = newEvent();
    for (const sub of ['a\u0000', '\ud800'])
      await expect(store().append(newStream(), [newEvent({ actor: { ...actor, sub } })], 'any')).rejects.toThrow(InvalidEvent);
  });
};

/** An event whose data and metadata take so many bytes, most of them in characters of three bytes. */
const eventOfSize = (bytes: number): NewEvent => {
  const empty = newEvent({ data: { text: '' } });
  const room = bytes - sizeOf(serialise(empty, sampleInstant));
  return { ...empty, data: { text: '亩'.repeat(Math.floor(room / 3)) + 'x'.repeat(room % 3) } };
};
