import { beforeAll, describe, expect, it } from 'vitest';
import { type CounterService, counterService, entered, envelope, sources } from './support/counter-service.ts';
import { claimsOf } from './support/issuer.ts';

let service: CounterService;
let id: string;
beforeAll(async () => {
  service = await counterService();
  id = await entered(service);
});

const body = { ...envelope, by: 1 };
const raise = (payload: unknown, options: Parameters<CounterService['post']>[2] = {}) =>
  service.post(`/counters/${id}/raises`, payload, options);

describe('a body of the wrong shape is answered with one sentence per field', () => {
  it.each([
    ['a field too many', { ...body, colour: 'red' }, ['colour: expected no such field.']],
    ['a field too many inside', { ...body, sources: [{ ...sources[0], page: 1 }] }, ['sources[0].page: expected no such field.']],
    ['a field that is missing', { ...envelope }, ['by: expected a number, but it is missing.']],
    [
      'everything missing',
      {},
      [
        'by: expected a number, but it is missing.',
        'effectiveOn: expected text, but it is missing.',
        'sources: expected a list, but it is missing.',
      ],
    ],
    ['text for a number', { ...body, by: '1' }, ['by: expected a number.']],
    ['a number too small', { ...body, by: 0 }, ['by: expected number to be >=1.']],
    ['a choice that is none', { ...body, unit: 'acre' }, ['unit: expected one of mu, m2.']],
    ['a date that is none', { ...body, effectiveOn: '2024-02-30' }, ['effectiveOn: expected a calendar date as YYYY-MM-DD.']],
    ['no source', { ...body, sources: [] }, ['sources: expected at least one source.']],
    ['a list for an object', [body], ['body: expected an object.']],
    [
      'half a character',
      { ...body, sources: [{ ...sources[0], number: 'x\ud800' }] },
      ['sources[0].number: expected text of whole Unicode characters without NUL.'],
    ],
    [
      'a NUL character',
      { ...body, sources: [{ ...sources[0], number: 'x\u0000' }] },
      ['sources[0].number: expected text of whole Unicode characters without NUL.'],
    ],
    [
      'deep nesting',
      { ...body, by: JSON.parse(`${'['.repeat(40)}${']'.repeat(40)}`) },
      ['by[0][0][0]: expected at most 32 levels of nesting.'],
    ],
    ['a number that is no safe integer', { ...body, by: 1e300 }, ['by: expected a safe integer; decimals are written as text.']],
  ])('%s', async (_, payload, sentences) => {
    const answer = await raise(payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.json<{ code: string }>().code).toBe('validation');
    expect(answer.json<{ errors: { message: string }[] }>().errors.map(({ message }) => message)).toEqual(sentences);
  });

  it('and names at most twenty of them', async () => {
    const answer = await raise({ ...body, ...Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`field${n}`, n])) });
    expect(answer.json<{ errors: unknown[] }>().errors.length).toBe(20);
  });
});

describe('a request that cannot be read is refused', () => {
  const raw = async (payload: string | Buffer, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    service.app.inject({
      method: 'POST',
      url: `/counters/${id}/raises`,
      payload,
      headers: { authorization: `Bearer ${await service.token()}`, 'idempotency-key': 'k', ...headers },
    });

  it.each([
    ['a body of 10 MB', () => raw(JSON.stringify({ ...body, note: 'x'.repeat(10_000_000) })), 413, 'body-too-large'],
    ['a body that is not JSON', () => raw('{"by": 1'), 400, 'malformed-json'],
    ['an empty body', () => raw(''), 400, 'malformed-json'],
    ['a body in GBK', () => raw(Buffer.from([0x7b, 0x22, 0xb9, 0xc5, 0x22, 0x3a, 0x31, 0x7d])), 400, 'malformed-json'],
    ['a body that ends inside a character', () => raw(Buffer.from('{"by": "漕').subarray(0, -1)), 400, 'malformed-json'],
    ['a body that would change every object', () => raw('{"__proto__": {"admin": true}}'), 400, 'malformed-json'],
    ['a body nested half a million deep', () => raw(`{"by": ${'['.repeat(500_000)}${']'.repeat(500_000)}}`), 400, 'validation'],
    ['plain text', () => raw('by=1', { 'content-type': 'text/plain' }), 415, 'unsupported-media-type'],
    ['a form', () => raw('by=1', { 'content-type': 'application/x-www-form-urlencoded' }), 415, 'unsupported-media-type'],
    ['a query that is not asked for', () => service.post(`/counters/${id}/raises?force=1`, body), 400, 'validation'],
    ['an address with an id that is none', () => service.post('/counters/1/raises', body), 400, 'validation'],
    ['an address with broken percent-encoding', () => service.post('/counters/%E6%BC/raises', body), 400, 'malformed-request'],
    ['an address where nothing is', () => service.post('/nothing', body), 404, 'not-found'],
    ['an If-Match without quotes', () => raise(body, { headers: { 'if-match': '0' } }), 400, 'validation'],
    ['no Idempotency-Key', () => raise(body, { headers: { 'idempotency-key': '' } }), 400, 'idempotency-key-missing'],
    ['an Idempotency-Key that is none', () => raise(body, { headers: { 'idempotency-key': 'a b' } }), 400, 'validation'],
    ['a role that may not', () => raise(body, { claims: { roles: ['auditor'] } }), 403, 'forbidden'],
  ])('%s', async (_, request, status, code) => {
    const answer = await request();
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });

  it('and nothing of it is written, and the service lives on', async () => {
    expect((await Array.fromAsync(service.store.readStream(`counter-${id}`))).length).toBe(1);
    expect((await service.app.inject('/health/ready')).statusCode).toBe(200);
  });
});

describe('a caller that is not known is told how to become so', () => {
  const expired = async () => `Bearer ${await service.issuer.sign({ ...claimsOf(0), exp: 1 })}`;

  it.each([
    ['no token', async () => '', 'Bearer realm="yimu"', 'The header Authorization is missing: expected Bearer and a token.'],
    ['an expired token', expired, 'Bearer realm="yimu", error="invalid_token"', 'The token has expired: expected one that is still valid.'],
    [
      'a wrong claim',
      async () => `Bearer ${await service.token({ aud: 'other' })}`,
      'Bearer realm="yimu", error="invalid_token"',
      'A claim of the token is missing or not what this service expects: aud.',
    ],
  ])('%s', async (_, authorization, challenge, detail) => {
    const answer = await raise(body, { headers: { authorization: await authorization() } });
    expect(answer.statusCode).toBe(401);
    expect(answer.headers['www-authenticate']).toBe(challenge);
    expect(answer.json()).toMatchObject({ code: 'unauthenticated', detail });
  });

  it('before a byte of the body is judged', async () => {
    expect((await raise({ wrong: true }, { headers: { authorization: '' } })).statusCode).toBe(401);
    expect((await raise({ wrong: true }, { claims: { roles: ['auditor'] } })).statusCode).toBe(403);
    expect((await raise({ wrong: true }, { headers: { 'idempotency-key': '' } })).json()).toMatchObject({
      code: 'idempotency-key-missing',
    });
  });
});
