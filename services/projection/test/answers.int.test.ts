// Answers that are remembered: the same as those that are not, to each caller its own, until the rows change; and charged alike.
import { parcel } from '@yimu/domain/parcel';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openAnswers } from '../src/graphql/answers.ts';
import { type Charge, openBudget } from '../src/graphql/limits/budget.ts';
import { defaultBudgetSizes, defaultLimits } from '../src/graphql/limits/limits.ts';
import { GuardedQuery } from '../src/tenancy/guarded-query.ts';
import { openCycle, publishStandard } from './support/assessments.ts';
import { content, cycle, place } from './support/graded.ts';
import { grantMandate, revokeMandate, technicalUnit } from './support/lists.ts';
import { caojing, enterParcel, fillBothTowns, jinshan, shanghai } from './support/towns.ts';
import { ask, idOf, officerOf, type World, world } from './support/world.ts';

let within: World;
let app: FastifyInstance;
const charged: number[] = [];
const charge: Charge = async (_scope, points) => {
  charged.push(points);
  return { size: 1_000, left: 1_000, seconds: 60 };
};
beforeAll(async () => {
  within = await world();
  await fillBothTowns(within);
  await publishStandard(within, place, content);
  await openCycle(within, place);
  await grantMandate(within, '委托', caojing, '2024-02-01', '2026-12-31');
  await within.project();
  app = await within.app({ answers: openAnswers(1_000_000), limits: { ...defaultLimits, charge } });
});
afterAll(() => within.close());
afterEach(() => vi.restoreAllMocks());

const names = '{ parcels { nodes { name } } }';
const town = officerOf(caojing);

/** What an answer says, and how many statements in a scope it took; the newest rows are waited for. */
const asked = async (actor: Parameters<typeof ask>[1], query: string, variables: object = {}) => {
  const head = await within.store.head();
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  const { data, errors } = await ask(app, actor, query, variables, { 'yimu-min-position': head });
  const statements = spy.mock.calls.filter(([what]) => (what as unknown) instanceof GuardedQuery).length;
  spy.mockRestore();
  expect(errors).toBeUndefined();
  return { text: JSON.stringify(data), statements };
};

describe('an answer that was given before', () => {
  it('is given again without a statement, and costs as much', async () => {
    const query = '{ parcels(first: 3) { nodes { name address } } }';
    const first = await asked(town, query);
    const cost = charged.at(-1);
    charged.length = 0;
    expect(await asked(town, query)).toEqual({ text: first.text, statements: 0 });
    expect(first.statements).toBe(1);
    expect(charged).toEqual([1, cost]);
  });
  it('is not given to a caller whose budget is spent', async () => {
    const budget = openBudget({ ...defaultBudgetSizes, town: 60 });
    const poor = await within.app({ answers: openAnswers(1_000_000), limits: { ...defaultLimits, charge: budget } });
    const statuses: number[] = [];
    for (let n = 0; n < 8; n += 1) statuses.push((await ask(poor, town, '{ parcels(first: 3) { nodes { name } } }')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 429]);
  });
  it('is nobody else’s: not of another place, another role, another department, or another person', async () => {
    const viewer = '{ viewer { sub roles department jurisdiction { code } } parcels { nodes { name } } }';
    const callers = [
      town,
      officerOf(jinshan),
      officerOf(shanghai),
      { ...town, roles: ['task-force' as const] },
      { ...town, department: '税务局' },
      { ...town, sub: 'another' },
    ];
    const texts = new Set<string>();
    for (const actor of callers) {
      const { text, statements } = await asked(actor, viewer);
      expect(statements).toBeGreaterThan(0);
      texts.add(text);
    }
    expect(texts.size).toBe(callers.length);
  });
  it('is that of its day', async () => {
    const answers = openAnswers(1_000_000);
    const on = async (today: string) => (await ask(await within.app({ answers, today }), town, names)).data;
    expect(await on('2024-03-10')).toEqual({ parcels: { nodes: [] } });
    expect(await on('2024-03-11')).toEqual({ parcels: { nodes: [{ name: '漕地块' }] } });
  });
  it('is that of its variables, and of its operation', async () => {
    const query = 'query ($id: ID!) { parcel(id: $id) { name } }';
    expect((await asked(town, query, { id: idOf('漕地块') })).text).toContain('漕地块');
    expect((await asked(town, query, { id: idOf('九地块') })).text).toBe('{"parcel":null}');
    const two = 'query Ids { parcels { nodes { id } } } query Names { parcels { nodes { name } } }';
    const of = async (operationName: string): Promise<string> => {
      const headers = { authorization: JSON.stringify(town) };
      return (await app.inject({ method: 'POST', url: '/graphql', headers, payload: { query: two, operationName } })).body;
    };
    expect(await of('Ids')).toContain(idOf('漕地块'));
    expect(await of('Names')).toContain('漕地块');
  });
});

describe('other rows', () => {
  it('give another answer as soon as they are asked for under their position', async () => {
    await asked(town, names);
    await enterParcel(within, '新来地块', caojing, '3');
    await within.project();
    const { text } = await asked(town, names);
    expect(text).toContain('新来地块');
    const uses = '{ parcels(filter: { text: "新来地块" }) { nodes { leasingUse } } }';
    expect((await asked(town, uses)).text).toContain('null');
    const data = { parcelId: idOf('新来地块'), leasingUse: true };
    await within.command(`parcel-${idOf('新来地块')}`, parcel, 'RecordParcelLeasingUse', data);
    await within.project();
    expect((await asked(town, uses)).text).toContain('true');
  });
});

it('whether a mandate holds is asked each time', async () => {
  const actor = technicalUnit('委托');
  const query = `{ healthChecks(${cycle}) { nodes { code } } }`;
  expect((await asked(actor, query)).statements).toBeGreaterThan(0);
  expect((await asked(actor, query)).statements).toBeGreaterThan(0);
  await revokeMandate(within, '委托', '2026-10-01');
  await within.project();
  expect((await ask(app, actor, query, {}, { 'yimu-min-position': await within.store.head() })).status).toBe(403);
});
