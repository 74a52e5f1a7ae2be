import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caojing } from './support/towns.ts';
import { officerOf, type World, world } from './support/world.ts';

let within: World;
let app: FastifyInstance;

beforeAll(async () => {
  within = await world();
  app = await within.app();
});
afterAll(() => within.close());

const authorization = JSON.stringify(officerOf(caojing));
const send = (options: InjectOptions) =>
  app.inject({ method: 'POST', url: '/graphql', ...options, headers: { authorization, ...options.headers } });
const json = (payload: object | string) => send({ payload, headers: { 'content-type': 'application/json' } });
const sentence = (response: Awaited<ReturnType<typeof send>>) => [response.statusCode, response.json().errors[0].message];

describe('POST /graphql', () => {
  it.each(['GET', 'PUT', 'PATCH', 'DELETE'] as const)('is the only way to ask: %s answers 405', async (method) => {
    const response = await send({ method, url: '/graphql?query={viewer{sub}}' });
    expect([response.statusCode, response.headers.allow]).toEqual([405, 'POST']);
  });
  it('takes JSON alone, which no form of a strange site can send', async () => {
    const bodies = [
      ['application/x-www-form-urlencoded', 'query={viewer{sub}}'],
      ['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{}\r\n--x--'],
      ['text/plain', '{"query":"{viewer{sub}}"}'],
    ] as const;
    for (const [type, payload] of bodies) {
      const response = await send({ payload, headers: { 'content-type': type } });
      expect([response.statusCode, response.json().code]).toEqual([415, 'unsupported-media-type']);
    }
  });
  it('takes one request, not a batch of them', async () => {
    const one = { query: '{ viewer { sub } }' };
    const expected = 'The body: expected one request as a JSON object; several in an array are not answered.';
    expect(sentence(await json([one, one]))).toEqual([400, expected]);
    expect(sentence(await json([]))).toEqual([400, expected]);
  });
  it('names each parameter that is not of its shape', async () => {
    const response = await json({ query: 1, operationName: 2, variables: [], extensions: 'x' });
    expect(response.json().errors.map(({ message }: { message: string }) => message)).toEqual([
      'query: expected the document as text.',
      'operationName: expected text.',
      'variables: expected an object.',
      'extensions: expected an object.',
    ]);
  });
  it('takes null for whatever may be left out', async () => {
    const response = await json({ query: '{ viewer { sub } }', operationName: null, variables: null, extensions: null, documentId: null });
    expect(response.json()).toEqual({ data: { viewer: { sub: 'officer-310116112' } } });
  });
  it('takes a document as text, never one parsed already, which would not be counted', async () => {
    const name = (value: string) => ({ kind: 'Name', value });
    const field = { kind: 'Field', name: name('__typename') };
    const parsed = {
      kind: 'Document',
      definitions: [{ kind: 'OperationDefinition', operation: 'query', selectionSet: { selections: [field] } }],
    };
    for (const query of [JSON.stringify(parsed), '{}', 'null', '1', '"query"', '[]'])
      expect(sentence(await json({ query }))).toEqual([400, 'query: expected a document in the language of GraphQL, not JSON.']);
  });
  it('takes bodies up to 1 MiB and documents up to 65,536 characters', async () => {
    expect((await json({ query: '{ viewer { sub } }', extensions: { x: 'x'.repeat(1_100_000) } })).statusCode).toBe(413);
    const long = sentence(await json({ query: `{ viewer { sub } } # ${'x'.repeat(65_536)}` }));
    expect(long).toEqual([400, 'query: expected at most 65536 characters.']);
  });
  it('wants the operation named when there are several, and a name that there is', async () => {
    const query = 'query A { viewer { sub } } query B { viewer { roles } }';
    expect(sentence(await json({ query }))[1]).toBe('Must provide operation name if query contains multiple operations.');
    expect(sentence(await json({ query, operationName: 'C' }))[1]).toBe('Unknown operation named "C".');
    expect((await json({ query, operationName: 'B' })).json()).toEqual({ data: { viewer: { roles: ['town-officer'] } } });
  });
});
