import { describe, expect, it } from 'vitest';
import { newEvent } from '../src/contract/samples.ts';
import { canonicalJson, deserialise, serialise, sizeOf } from '../src/serialise.ts';

const recordedAt = '2024-03-11T04:00:00.000001Z';

describe('canonical JSON', () => {
  it('sorts the keys of objects at every depth by UTF-16 units, as RFC 8785 says', () => {
    expect(canonicalJson({ b: [{ z: 1, a: 2 }], a: null, '\u{1f600}': 1, '\ufb33': 2, 亩: 3 })).toBe(
      '{"a":null,"b":[{"a":2,"z":1}],"亩":3,"\u{1f600}":1,"\ufb33":2}',
    );
  });

  it('is the same text for equal values, whatever the order they were written in', () => {
    expect(canonicalJson({ a: 1, b: { d: '亩', c: [] } })).toBe(canonicalJson({ b: { c: [], d: '亩' }, a: 1 }));
  });

  it('leaves properties out that are undefined', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it('takes the largest safe integers', () => {
    expect(canonicalJson([Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, -0])).toBe('[9007199254740991,-9007199254740991,0]');
  });

  it.each([[0.1], [2 ** 53], [-(2 ** 53)], [Number.NaN], [Number.POSITIVE_INFINITY]])('throws on the number %s', (number) => {
    expect(() => canonicalJson({ deep: [{ number }] })).toThrow(/safe integers only|not allowed/);
  });

  it.each([[1n], [new Date(0)], [new Map()], [() => 1], [Symbol('s')], [[undefined]], [undefined]])(
    'throws on %s, which is no JSON value',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(/JSON values only|BigInt/);
    },
  );

  it('throws on a value that holds itself', () => {
    const circle: { self?: unknown } = {};
    circle.self = [circle];
    expect(() => canonicalJson(circle)).toThrow('Circular');
  });

  it('throws on half of a surrogate pair', () => {
    expect(() => canonicalJson({ text: '\ud83d' })).toThrow('surrogate');
  });

  it('goes through a hundred thousand members, deep or wide, without running out of stack', () => {
    let deep: unknown = 0;
    for (let n = 0; n < 100_000; n += 1) deep = [deep];
    expect(canonicalJson(deep)).toHaveLength(200_001);
    expect(canonicalJson(Array.from({ length: 200_000 }, () => 1))).toHaveLength(400_001);
  });
});

describe('a serialised event', () => {
  it('keeps what it is and is called beside its data, and everything else as metadata', () => {
    const event = newEvent({ corrects: newEvent().id });
    const { id, type, version, data, metadata } = serialise(event, recordedAt);
    expect({ id, type, version, data }).toEqual({ id: event.id, type: 'ThingHappened', version: 1, data: '{"name":"古岛"}' });
    const keys = [
      'actor',
      'causationId',
      'corrects',
      'correlationId',
      'effectiveOn',
      'jurisdictions',
      'recordedAt',
      'requestHash',
      'sources',
    ];
    expect(Object.keys(JSON.parse(metadata))).toEqual(keys);
  });

  it('comes back as it went in, with its place', () => {
    const event = newEvent();
    const place = { stream: 'thing-1', revision: 3, position: 'p' };
    expect(deserialise(serialise(event, recordedAt), place)).toStrictEqual({ ...event, ...place, recordedAt });
  });

  it('is byte for byte the same when it is copied, without the place it had', () => {
    const first = serialise(newEvent(), recordedAt);
    const read = deserialise(first, { stream: 'thing-1', revision: 3, position: 'p' });
    expect(serialise(read, read.recordedAt)).toEqual(first);
  });

  it('counts the bytes of data and metadata in UTF-8', () => {
    expect(sizeOf({ id: '', type: '', version: 1, data: '"亩"', metadata: '{}' })).toBe(7 + 24);
    expect(sizeOf({ id: '', type: 'Opened', version: 1, data: '"亩"', metadata: '{}' })).toBe(7 + 12 + 24);
  });
});
