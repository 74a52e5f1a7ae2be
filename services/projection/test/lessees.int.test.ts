// 承租企业: who uses land of others and is graded with it reads the decision and its rules like the holder, with both locks and with each alone.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from './support/data-of.ts';
import { cycle, fillGraded } from './support/graded.ts';
import { classListOf, setPolicy } from './support/lists.ts';
import { caojing, enterParcel, jinshan, songjiang } from './support/towns.ts';
import { ask, enterprise, idOf, noGuard, type World, world } from './support/world.ts';

let within: World;
beforeAll(async () => {
  within = await world();
  await fillGraded(within);
  await enterParcel(within, '丙地块', caojing, '3');
  await enterParcel(within, '乙地块', caojing, '3');
  await setPolicy(within, jinshan, 'electricity', '差别电价', ['C', 'D'], '2024-01-01');
  await setPolicy(within, songjiang, 'electricity', '松江电价', ['D'], '2024-01-01');
  const list = classListOf(within, jinshan, '首轮', { [caojing]: 1 });
  await list.submit({ B: 1, D: 2 }, 3, '2024-06-25');
  await list.opine('市经信委', 'agree', null, '2024-06-26');
  await list.decide('沪府〔2024〕30号', '2024-09-01', [], '2024-08-01');
  await list.publish(['D'], '2024-08-05');
  await within.project();
});
afterAll(() => within.close());

const query = (asOf: string): string => `{
  classList(jurisdiction: "${jinshan}", ${cycle}, asOf: "${asOf}") { status decision { document objectionsUntil } published { grade } }
  publishedList(jurisdiction: "${jinshan}", ${cycle}, grade: D, asOf: "${asOf}") { entries { nodes { code } } }
  cycle(jurisdiction: "${jinshan}", year: 2024, asOf: "${asOf}") { status }
  standards(asOf: "${asOf}") { version }
  policies(jurisdiction: "${caojing}", asOf: "${asOf}") { name }
  assessment(parcel: "${idOf('丙地块')}", ${cycle}, asOf: "${asOf}") { grade parcel { name } }
  parcels(asOf: "${asOf}") { nodes { name } } }`;

describe.each([
  ['both locks', {}],
  ['lock one alone', { login: 'bypass' as const }],
  ['lock two alone', { guardOf: noGuard }],
])('%s', (_, lock) => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await within.app(lock);
  });
  const asked = async (who: string, asOf: string) => dataOf<object>(await ask(app, enterprise(idOf(who)), query(asOf)));
  const nothing = {
    classList: null,
    publishedList: null,
    cycle: null,
    standards: [],
    policies: [],
    assessment: null,
    parcels: { nodes: [] },
  };

  it('reads the decision, the published classes, the cycle, its rules and the parcel, from the day of the decision', async () => {
    expect(await asked('丁企业', '2024-07-31')).toEqual(nothing);
    expect(await asked('丁企业', '2024-08-05')).toEqual({
      classList: {
        status: null,
        decision: { document: '沪府〔2024〕30号', objectionsUntil: '2024-09-01' },
        published: [{ grade: 'D' }],
      },
      publishedList: { entries: { nodes: [{ code: '丙地块' }, { code: '乙地块' }].toSorted((a, b) => (a.code < b.code ? -1 : 1)) } },
      cycle: { status: 'OPEN' },
      standards: [{ version: 1 }],
      policies: [{ name: '差别电价' }],
      assessment: { grade: 'D', parcel: { name: '丙地块' } },
      parcels: { nodes: [{ name: '丙地块' }] },
    });
  });
  it('who was graded nowhere reads none of it', async () => {
    expect(await asked('庚企业', '2024-08-05')).toEqual(nothing);
  });
});
