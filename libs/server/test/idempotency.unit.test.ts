import { v5 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { dateInShanghai, entityIdFor, eventIdFor, parseIdempotencyKey, requestHash } from '../src/index.ts';

const request = { issuer: 'https://issuer.test/', sub: 'officer-1', method: 'POST', path: '/parcels', key: 'k' };

describe('an Idempotency-Key', () => {
  it.each([
    ['plain', 'row-17:a/b', 'row-17:a/b'],
    ['percent-encoded 文号', encodeURIComponent('漕府〔2024〕11号/3'), '漕府〔2024〕11号/3'],
    ['of 200 characters once decoded', encodeURIComponent('漕'.repeat(200)), '漕'.repeat(200)],
  ])('may be %s', (_, header, key) => {
    expect(parseIdempotencyKey(header)).toBe(key);
  });

  it.each([
    ['empty', ''],
    ['with a space', 'a b'],
    ['sent twice', 'a, b'],
    ['of 201 characters', 'a'.repeat(201)],
    ['broken percent-encoding', '%E6%BC'],
    ['bare UTF-8', '漕'],
    ['with a control character', 'a%00'],
  ])('is none when it is %s', (_, header) => {
    expect(parseIdempotencyKey(header)).toBeUndefined();
  });
});

describe('the ids of a request', () => {
  it('are fixed for ever: retries of an older release find their events', () => {
    expect(eventIdFor(request)(0)).toBe('455312e3-5c48-54dd-8294-1e52b1ec7311');
    expect(entityIdFor(request)).toBe('b972b53f-2081-5c9e-9d71-d7259858cf9c');
  });

  it('are UUIDs of version 5, whatever the request is called', () => {
    for (let n = 0; n < 500; n += 1) {
      const { issuer, sub, method, path } = request;
      const name = JSON.stringify([issuer, sub, method, path, `漕府〔2024〕${n}号`, n]);
      expect(eventIdFor({ ...request, key: `漕府〔2024〕${n}号` })(n)).toBe(v5(name, '5c1f2f0e-6a0b-4c55-9d3c-0d8a3f5b7e11'));
    }
  });

  it.each([
    ['issuer', { issuer: 'https://other.test/' }],
    ['caller', { sub: 'officer-2' }],
    ['address', { path: '/enterprises' }],
    ['key', { key: 'l' }],
    ['split between its parts', { path: '/parcel', key: 'sk' }],
  ])('differ with the %s', (_, change) => {
    expect(eventIdFor({ ...request, ...change })(0)).not.toBe(eventIdFor(request)(0));
  });

  it('differ from event to event', () => {
    const id = eventIdFor(request);
    expect(new Set([id(0), id(1), id('0'), id('stream')]).size).toBe(4);
  });
});

describe('the hash of a request', () => {
  it('does not depend on the order of fields', () => {
    const hash = (body: unknown) => requestHash({ method: 'POST', path: '/parcels', body });
    expect(hash({ a: 1, b: { c: '2', d: [] } })).toBe(hash({ b: { d: [], c: '2' }, a: 1 }));
    expect(hash({ a: 1 })).not.toBe(hash({ a: '1' }));
  });
});

describe('today', () => {
  it('is the day in Shanghai, eight hours ahead of UTC', () => {
    expect(dateInShanghai(new Date('2024-03-10T15:59:59.999Z'))).toBe('2024-03-10');
    expect(dateInShanghai(new Date('2024-03-10T16:00:00Z'))).toBe('2024-03-11');
  });
});
