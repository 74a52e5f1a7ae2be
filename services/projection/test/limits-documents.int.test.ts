// The checks of graphql-cop in words of our own, and what else a document may not be.
import type { FastifyInstance } from 'fastify';
import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultLimits } from '../src/graphql/limits/limits.ts';
import { caojing } from './support/towns.ts';
import { ask, officerOf, type World, world } from './support/world.ts';

let within: World;
let app: FastifyInstance;

beforeAll(async () => {
  within = await world();
  app = await within.app();
});
afterAll(() => within.close());

const town = officerOf(caojing);
const many = (count: number, each: (n: number) => string): string => Array.from({ length: count }, (_, n) => each(n)).join(' ');
const refused = async (query: string, variables: object = {}) => {
  const { status, data, errors = [] } = await ask(app, town, query, variables);
  expect([status, data]).toEqual([400, undefined]);
  return errors.map(({ message }) => message);
};

describe('a document may be', () => {
  it('2,000 tokens long', async () => {
    expect(await refused(`{ viewer { ${many(2_000, () => 'sub')} } }`)).toEqual([
      'Syntax Error: Document contains more that 2000 tokens. Parsing aborted.',
    ]);
  });
  it('ten fields deep, through fragments and inline ones too', async () => {
    const levels = (count: number) => `${'children { '.repeat(count)}label${' }'.repeat(count)}`;
    const asked = (inner: string) => `{ overview(jurisdiction: "${caojing}") { ${inner} } }`;
    const tooDeep = ['The document exceeds the depth of nested fields: expected at most 10.'];
    expect(await refused(asked(levels(9)))).toEqual(tooDeep);
    expect(await refused(asked(`... on Overview { ${levels(9)} }`))).toEqual(tooDeep);
    const halves = `fragment A on Overview { ${'children { '.repeat(5)}...B${' }'.repeat(5)} } fragment B on Overview { ${levels(4)} }`;
    expect(await refused(`${asked('...A')} ${halves}`)).toEqual(tooDeep);
    expect((await ask(app, town, asked(levels(2)))).errors).toBeUndefined();
  });
  it('of 30 aliases, __typename and fragments included', async () => {
    const tooMany = ['The document has too many aliases: expected at most 30.'];
    expect(await refused(`{ viewer { ${many(31, (n) => `a${n}: sub`)} } }`)).toEqual(tooMany);
    expect(await refused(`{ viewer { ${many(31, (n) => `a${n}: __typename`)} } }`)).toEqual(tooMany);
    const spread = `{ viewer { ${many(4, () => '...F')} } } fragment F on Viewer { ${many(10, (n) => `a${n}: sub`)} }`;
    expect(await refused(spread)).toEqual(tooMany);
  });
  it('of 20 directives', async () => {
    const directives = many(21, () => '@include(if: true)');
    expect(await refused(`{ viewer { sub ${directives} } }`)).toContain('The document has too many directives: expected at most 20.');
    expect(await refused(`{ viewer { ${many(21, () => 'sub @skip(if: false)')} } }`)).toEqual([
      'The document has too many directives: expected at most 20.',
    ]);
  });
  it('of 20 root fields, repeated ones and those of fragments included', async () => {
    const tooMany = ['The document asks too many questions at once: expected at most 20.'];
    expect(await refused(`{ ${many(21, () => '__typename')} }`)).toEqual(tooMany);
    expect(await refused(`{ ...A ...A ...A } fragment A on Query { ${many(7, () => '__typename')} }`)).toEqual(tooMany);
  });
  it('without fragments that spread themselves out without end, or into each other', async () => {
    const doubling = many(12, (n) => `fragment F${n} on Viewer { ...F${n + 1} ...F${n + 1} }`);
    const exploding = `{ viewer { ...F0 } } ${doubling} fragment F12 on Viewer { sub }`;
    expect(await refused(exploding)).toEqual([expect.stringContaining('costs more than can be counted')]);
    const circle = '{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }';
    expect(await refused(circle)).toContain('Cannot spread fragment "A" within itself via "B".');
  });
});

describe('the schema tells of itself', () => {
  const circular = `{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }`;
  it('nothing in production, but the name of a type whose row one has', async () => {
    const [message] = await refused(getIntrospectionQuery());
    expect(message).toContain('introspection has been disabled');
    expect(await refused('{ __type(name: "Parcel") { name } }')).toHaveLength(1);
    expect((await ask(app, town, '{ viewer { __typename } }')).data).toEqual({ viewer: { __typename: 'Viewer' } });
  });
  it('in development everything, though not in circles', async () => {
    const telling = await within.app({ limits: { ...defaultLimits, introspection: true } });
    const { data, errors } = await ask(telling, town, getIntrospectionQuery());
    expect([errors, Object.keys(data ?? {})]).toEqual([undefined, ['__schema']]);
    expect((await ask(telling, town, circular)).errors?.[0]?.message).toBe('Maximum introspection depth exceeded');
  });
  it.each([
    ['{ parcel(id: "1") { nam } }', {}],
    ['{ parcl(id: "1") { name } }', {}],
    ['{ parcel(ide: "1") { name } }', {}],
    ['{ parcels(orderBy: NAME_AS) { nodes { id } } }', {}],
    ['query ($by: ParcelOrder!) { parcels(orderBy: $by) { nodes { id } } }', { by: 'NAME_AS' }],
    ['query ($filter: ParcelFilter) { parcels(filter: $filter) { nodes { id } } }', { filter: { nam: 'x' } }],
    ['query ($x: ParcelFilte) { parcels(filter: $x) { nodes { id } } }', {}],
    ['{ ... on Quer { viewer { sub } } }', {}],
    ['{ viewer { sub @includ(if: true) } }', {}],
    ['{ viewer }', {}],
  ])('no word that was nearly guessed: %s', async (query, variables) => {
    const messages = await refused(query, variables);
    expect(messages.length).toBeGreaterThan(0);
    expect(messages.filter((message) => /did you mean/i.test(message))).toEqual([]);
  });
});

describe('an answer', () => {
  it('holds no trace of how it was made, and no text of a failure', async () => {
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: JSON.stringify(town), 'x-apollo-tracing': '1', 'apollo-federation-include-trace': 'ftv1' },
      payload: { query: '{ viewer { sub } }', extensions: { tracing: true } },
    });
    expect(response.json()).toEqual({ data: { viewer: { sub: town.sub } } });
    expect(await refused('query { a')).toEqual(['Syntax Error: Expected Name, found <EOF>.']);
  });
  it('is never a page to ask on', async () => {
    for (const url of ['/graphql', '/graphiql', '/playground', '/altair']) {
      const response = await app.inject({ url, headers: { authorization: JSON.stringify(town), accept: 'text/html' } });
      expect(response.statusCode).toBeGreaterThanOrEqual(404);
      expect(response.headers['content-type']).toContain('json');
    }
  });
  it('to a mutation or a subscription is that there is none', async () => {
    for (const operation of ['mutation', 'subscription'])
      expect(await refused(`${operation} { __typename }`)).toContain(
        `The document: expected a query; nothing is changed here, and no ${operation} is answered.`,
      );
  });
});
