import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Charge, openBudget } from '../src/graphql/limits/budget.ts';
import { defaultBudgetSizes, defaultLimits } from '../src/graphql/limits/limits.ts';
import { caojing, jinshan, jiuting } from './support/towns.ts';
import { ask, officerOf, type World, world } from './support/world.ts';

let within: World;
beforeAll(async () => {
  within = await world();
});
afterAll(() => within.close());

const town = officerOf(caojing);

/** What each request is charged, beside the point for asking at all. */
const meter = () => {
  const charged: number[] = [];
  const charge: Charge = async (_scope, points) => {
    charged.push(points);
    return { size: 1_000, left: 1_000, seconds: 60 };
  };
  return { charge, charged };
};

describe('what an operation costs', () => {
  const page = 'query ($n: Int! = 20) { parcels(first: $n) { nodes { id name } pageInfo { hasNextPage } } }';
  it('grows with the rows asked for, anew each time, for a document known, compiled or not', async () => {
    const { charge, charged } = meter();
    const app = await within.app({ limits: { ...defaultLimits, charge } });
    const costs: number[] = [];
    for (const n of [20, 200, 20, 100, undefined, 200, 1]) {
      charged.length = 0;
      expect((await ask(app, town, page, n === undefined ? {} : { n })).data).toEqual({
        parcels: { nodes: [], pageInfo: { hasNextPage: false } },
      });
      costs.push(charged.at(-1) ?? 0);
    }
    // 1 + n × (nodes, id, name)
    expect(costs).toEqual([61, 601, 61, 301, 61, 601, 4]);
  });
  it('takes in a document once, by its length, and a point for each request', async () => {
    const { charge, charged } = meter();
    const app = await within.app({ limits: { ...defaultLimits, charge } });
    const query = '{ viewer { sub roles } }';
    await ask(app, town, query);
    await ask(app, town, query);
    expect(charged).toEqual([1, 3, 3, 1, 3]);
  });
  it.each([
    ['a count once for its page', '{ parcels(first: 10) { nodes { id } totalCount } }', 1 + 50 + 10 * 2],
    ['what is left out not at all', '{ parcels(first: 10) { nodes { id name @skip(if: true) } } }', 1 + 10 * 2],
    ['lists within lists by each other', '{ parcels(first: 10) { nodes { areas { area { mu } } } } }', 1 + 10 * (1 + 1 + 5 * 2)],
    ['both pages of two aliases', '{ a: parcels(first: 10) { nodes { id } } b: parcels(first: 5) { nodes { id } } }', 21 + 11],
    ['a fragment wherever it is spread', '{ viewer { ...V ...V } } fragment V on Viewer { sub }', 1 + 2],
    ['the towns below a district', `{ overview(jurisdiction: "${jinshan}") { children { label } } }`, 50 + 50 + 20],
  ])('counts %s', async (_, query, cost) => {
    const { charge, charged } = meter();
    await ask(await within.app({ limits: { ...defaultLimits, charge } }), town, query);
    expect(charged.at(-1)).toBe(cost);
  });
  it('is refused beyond the largest, with the cost, the limit and the way out, and is not charged', async () => {
    const { charge, charged } = meter();
    const app = await within.app({ limits: { ...defaultLimits, largestCost: 600, charge } });
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const { status, data, errors } = await ask(app, town, page, { n: 200 }, { accept });
      expect([status, data]).toEqual([400, undefined]);
      expect(errors).toEqual([
        {
          message:
            'The operation costs 601: expected at most 600 points. Ask for fewer rows (`first`), fewer nested lists, or in several operations.',
          extensions: {
            code: 'too-costly',
            cost: 601,
            limit: 600,
            messageZh: '本次查询成本为601点，上限为600点。请减小 first、减少嵌套列表，或拆分为多次查询。',
          },
        },
      ]);
    }
    expect(Math.max(...charged)).toBeLessThan(600);
    expect((await ask(app, town, page, { n: 199 })).status).toBe(200);
  });
});

describe('the budget of a scope', () => {
  const query = '{ parcels(first: 30) { nodes { id } } }';
  const asking = (app: FastifyInstance, code: string) =>
    app.inject({ method: 'POST', url: '/graphql', headers: { authorization: JSON.stringify(officerOf(code)) }, payload: { query } });

  it('is told in the headers of each answer, and 429 says when to come again', async () => {
    const app = await within.app({ limits: { ...defaultLimits, charge: openBudget({ ...defaultBudgetSizes, town: 130 }) } });
    const first = await asking(app, caojing);
    // 1 for the request, 4 for a new document of 39 characters, 61 for the page.
    expect([first.statusCode, first.headers['ratelimit-policy']]).toEqual([200, '"points";q=130;w=60']);
    expect(first.headers.ratelimit).toMatch(/^"points";r=64;t=(60|5\d)$/);
    expect((await asking(app, caojing)).headers.ratelimit).toMatch(/^"points";r=2;t=/);
    const spent = await asking(app, caojing);
    expect([spent.statusCode, spent.headers['content-type']]).toEqual([429, 'application/problem+json; charset=utf-8']);
    expect(Number(spent.headers['retry-after'])).toBeGreaterThan(0);
    expect(spent.headers.ratelimit).toMatch(/^"points";r=1;t=/);
    expect(spent.json()).toMatchObject({
      code: 'budget-spent',
      titleZh: '本辖区查询额度已用完',
      detail: expect.stringMatching(/^The budget of this scope has 1 of 130 points left this minute, and 61 are needed/),
    });
  });
  it('is told beside a problem, too', async () => {
    const app = await within.app({ limits: { ...defaultLimits, charge: openBudget({ ...defaultBudgetSizes, town: 130 }) } });
    const headers = { authorization: JSON.stringify(town), 'yimu-min-position': 'none' };
    const refused = await app.inject({ method: 'POST', url: '/graphql', headers, payload: { query } });
    expect([refused.statusCode, refused.headers['ratelimit-policy']]).toEqual([400, '"points";q=130;w=60']);
    expect(refused.headers.ratelimit).toMatch(/^"points";r=129;t=/);
  });
  it('is its own: a town that spends everything takes nothing from its city, its district or its neighbour', async () => {
    const app = await within.app({ limits: { ...defaultLimits, charge: openBudget({ ...defaultBudgetSizes, town: 70 }) } });
    const statuses: number[] = [];
    for (let n = 0; n < 5; n += 1) statuses.push((await asking(app, caojing)).statusCode);
    expect(statuses).toEqual([200, 429, 429, 429, 429]);
    for (const code of ['310000', jinshan, jiuting]) expect((await asking(app, code)).statusCode).toBe(200);
  });
  it('is asked for before anything is read', async () => {
    const spent: Charge = openBudget({ ...defaultBudgetSizes, town: 0 });
    const app = await within.app({ limits: { ...defaultLimits, charge: spent }, guardOf: () => () => 'no such column' });
    expect((await asking(app, caojing)).json().code).toBe('budget-spent');
  });
});
