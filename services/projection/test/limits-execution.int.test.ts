// What the route does around an operation that is compiled, takes too long, or is one of the trusted.
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defaultLimits } from '../src/graphql/limits/limits.ts';
import { trustedDocuments } from '../src/graphql/limits/trusted-documents.ts';
import { caojing, enterParcel } from './support/towns.ts';
import { ask, officerOf, type World, world } from './support/world.ts';

let within: World;
let app: FastifyInstance;
beforeAll(async () => {
  within = await world();
  for (const name of ['甲厂', '乙厂', '丙厂']) await enterParcel(within, name, caojing, '1');
  await within.project();
  app = await within.app();
});
afterAll(() => within.close());

const town = officerOf(caojing);

describe('a document asked five times, and so compiled', () => {
  const times = async (query: string, variables: object) => {
    const answers: unknown[] = [];
    for (let n = 0; n < 5; n += 1) answers.push(await ask(app, town, query, variables));
    return answers;
  };
  const page = (names: readonly string[]) => ({ status: 200, data: { parcels: { nodes: names.map((name) => ({ name })) } } });

  it.each([
    ['of a non-null number', 'query ($n: Int! = 2) { parcels(first: $n) { nodes { name } } }'],
    [
      'of a non-null enum value',
      'query ($n: Int! = 2, $by: ParcelOrder! = NAME_ASC) { parcels(first: $n, orderBy: $by) { nodes { name } } }',
    ],
    ['of a scalar that may be null', 'query ($n: Int! = 2, $on: Date = "2026-01-01") { parcels(first: $n, asOf: $on) { nodes { name } } }'],
    [
      'of an input object',
      'query ($n: Int! = 2, $f: ParcelFilter! = { jurisdiction: "310116112" }) { parcels(first: $n, filter: $f) { nodes { name } } }',
    ],
  ])('takes the default %s', async (_, query) => {
    const answers = await times(query, {});
    expect(answers).toEqual(answers.map(() => page(['丙厂', '乙厂'])));
  });
  it('takes a value for its default, and null where null may stand', async () => {
    const query = 'query ($n: Int! = 2, $on: Date = "2020-01-01") { parcels(first: $n, asOf: $on) { nodes { name } } }';
    const answers = await times(query, { n: 1, on: null });
    expect(answers).toEqual(answers.map(() => page(['丙厂'])));
  });
  it('refuses variables that do not fit, in the same words', async () => {
    const query = 'query ($n: Int!) { parcels(first: $n) { nodes { name } } }';
    await times(query, { n: 2 });
    for (const [given, message] of [
      [{}, 'Variable "$n" of required type "Int!" was not provided.'],
      [{ n: 'x' }, 'Variable "$n" got invalid value "x"; Int cannot represent non-integer value: "x"'],
    ] as const) {
      const { status, data, errors } = await ask(app, town, query, given);
      expect([status, data, errors?.[0]?.message]).toEqual([400, undefined, message]);
    }
  });
});

describe('a statement that takes too long', () => {
  it('answers 504 in a clear sentence, and its connection serves the next', async () => {
    const admin = new pg.Client({ connectionString: within.database.url });
    await admin.connect();
    await admin.query(`do $$ begin execute format('alter database %I set statement_timeout = ''400ms''', current_database()); end $$`);
    await admin.end();
    let slow = true;
    const guarded = await within.app({ guardOf: () => () => (slow ? 'pg_sleep(20) is not null' : 'true') });
    // One more than the pool has connections.
    for (let n = 0; n < 5; n += 1) {
      const answer = await ask(guarded, town, '{ parcels { nodes { name } } findings { nodes { id } } }');
      expect(answer).toMatchObject({ status: 504, code: 'query-timeout', titleZh: '查询超时', detail: expect.stringContaining('`first`') });
    }
    slow = false;
    expect((await ask(guarded, town, '{ parcels { nodes { name } } }')).data).toMatchObject({ parcels: { nodes: [{}, {}, {}] } });
  });
});

describe('a trusted document', () => {
  const known = '{ viewer { sub } }';
  const idOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const asked = (only: FastifyInstance, payload: object, roles = town.roles) =>
    only.inject({ method: 'POST', url: '/graphql', headers: { authorization: JSON.stringify({ ...town, roles }) }, payload });

  it('is asked by its id; others are refused with 400 and in one sentence, but of roles that are exempt', async () => {
    const textOf = trustedDocuments({ mode: 'only', manifest: new Map([[idOf(known), known]]), exempt: ['auditor'] });
    const only = await within.app({ limits: { ...defaultLimits, textOf } });
    expect((await asked(only, { documentId: idOf(known) })).json()).toEqual({ data: { viewer: { sub: town.sub } } });
    const own = { query: '{ viewer { roles } }' };
    const refused = await asked(only, own);
    expect([refused.statusCode, refused.json()]).toEqual([
      400,
      {
        errors: [
          {
            message: 'query: expected a trusted document; texts of one’s own are not answered.',
            extensions: { code: 'trusted-document', messageZh: '本服务只受理受信文档，不接受自拟查询。' },
          },
        ],
      },
    ]);
    expect((await asked(only, own, ['auditor'])).json()).toEqual({ data: { viewer: { roles: ['auditor'] } } });
    const shape = await asked(only, { documentId: 'viewer' });
    expect([shape.statusCode, shape.json().errors[0].message]).toEqual([400, expect.stringContaining('documentId: expected sha256:')]);
  });
});
