// How many statements an operation asks of PostgreSQL: as many for twenty objects as for one.
import type { Actor } from '@yimu/domain/kernel';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { GuardedQuery } from '../src/tenancy/guarded-query.ts';
import { fillAssessments } from './support/assessments.ts';
import { fillHolders } from './support/holders.ts';
import { fillRegistry, registerRight } from './support/registry.ts';
import { registryQuestions } from './support/registry-questions.ts';
import { fillSupervision } from './support/supervision.ts';
import { caojing, fillBothTowns, jinshan, shanghai } from './support/towns.ts';
import { ask, officerOf, type World, world } from './support/world.ts';

let within: World;
let app: FastifyInstance;
beforeAll(async () => {
  within = await world();
  await fillBothTowns(within);
  await fillHolders(within);
  await fillRegistry(within);
  await fillAssessments(within);
  await fillSupervision(within);
  await within.project();
  app = await within.app();
}, 120_000);
afterAll(() => within.close());
afterEach(() => vi.restoreAllMocks());

const officer: Actor = { ...officerOf(shanghai), roles: ['task-force'] };

/** Statements of the caller's transaction, and what was answered, once the document is compiled: until then fields come in other turns. */
const counted = async (query: string): Promise<{ readonly statements: number; readonly answer: string }> => {
  for (let n = 0; n < 3; n += 1) await ask(app, officer, query);
  const asked = vi.spyOn(pg.Client.prototype, 'query');
  const { data, errors } = await ask(app, officer, query);
  expect(errors).toBeUndefined();
  const statements = asked.mock.calls.filter(([what]) => (what as unknown) instanceof GuardedQuery).length;
  asked.mockRestore();
  return { statements, answer: JSON.stringify(data) };
};

const { preAuctionFile: file = '' } = registryQuestions;
const party = '{ id name }';
const parcel = `{ name areas { value } jurisdiction { name } geometry { crs } predecessors { parcelId } successors { parcelId } landUsers { party ${party} }
  planEntries { enterprise } findings { titleZh } title { rights { id holders { party ${party} } leases { id lessees ${party} } } }
  contracts { number grantee ${party} parcels { name } clauses { no } milestones { node } } auctionLots { name auction { court } }
  equityTransfers { id company ${party} } supervision { id parties ${party} } assessments { code parties ${party} explain { zh } } }`;

it('a page of parcels with all that stands beside them', async () => {
  const page = (first: number) => counted(`{ parcels(first: ${first}) { nodes ${parcel} } }`);
  const [one, all] = [await page(1), await page(20)];
  expect(all.answer.length).toBeGreaterThan(one.answer.length * 1.5);
  expect(all.statements).toBe(one.statements);
});

it('a page of parcels alone is one statement', async () => {
  const { statements } = await counted('{ parcels { edges { cursor node { name area { mu } } } pageInfo { endCursor } } }');
  expect(statements).toBe(1);
});

it('an overview with all below it is one statement', async () => {
  const { statements, answer } =
    await counted(`{ overview(jurisdiction: "${shanghai}") { label openFindings plans { year } parcels { count }
      children { label jurisdiction { name } openFindings plans { year } parcels { count } children { label parcels { count } } } } }`);
  expect(answer.match(/"children":\[\{.*\},\{/)).not.toBeNull();
  expect(statements).toBe(1);
});

it('results with their explanations', async () => {
  const page = (first: number) =>
    counted(
      `{ assessments(cycle: { jurisdiction: "${jinshan}", year: 2024 }, first: ${first}) { nodes { code parties ${party} detail { score rank } explain { zh events } } } }`,
    );
  const [one, all] = [await page(1), await page(20)];
  expect(one.statements).toBeGreaterThan(0);
  expect(all.statements).toBe(one.statements);
});

it('the file before an auction, of one right or of several', async () => {
  await registerRight(within, '漕地块', caojing, '漕企业', '2024-03-12', '漕另1');
  await within.project();
  const one = await counted(file);
  for (const n of [2, 3]) await registerRight(within, '漕地块', caojing, '漕企业', '2024-03-13', `漕另${n}`);
  await within.project();
  const several = await counted(file);
  expect(several.answer.length).toBeGreaterThan(one.answer.length);
  expect(several.statements).toBe(one.statements);
});
