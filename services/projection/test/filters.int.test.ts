// What lists are filtered by: each filter leaves some and takes others away, with both locks and with each alone.
import { parcel } from '@yimu/domain/parcel';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillAssessments } from './support/assessments.ts';
import { dataOf } from './support/data-of.ts';
import { fillHolders } from './support/holders.ts';
import { fillRegistry, onContract, onTitle } from './support/registry.ts';
import { caojing, enterParcel, fillBothTowns, jinshan, jiuting, shanghai, songjiang } from './support/towns.ts';
import { ask, idOf, noGuard, officerOf, type World, world } from './support/world.ts';

let within: World;
const code = '310116112001GB00007';

beforeAll(async () => {
  within = await world();
  await fillBothTowns(within);
  await fillHolders(within);
  await fillRegistry(within);
  await fillAssessments(within);
  // A parcel that has nothing, and differs in all that a list is filtered by.
  await enterParcel(within, '空地块', jiuting, null);
  const told = (type: string, data: object) =>
    within.command(`parcel-${idOf('漕地块')}`, parcel, type as never, { parcelId: idOf('漕地块'), ...data });
  await told('AssignParcelCode', { assigned: { kind: 'parcel-code', code } });
  await told('ChangeParcelLandUse', { landUse: 'storage' });
  await told('RecordParcelOwnership', { ownership: 'collective' });
  await told('ChangeParcelLegality', { legality: 'illegal' });
  const certificate = { rightId: idOf('漕地块权利'), certificateNumber: '沪（2024）金字不动产权第000777号' };
  await onTitle(within, '漕地块', 'RegisterCertificate', certificate, '2024-04-01');
  const investment = {
    kind: 'investment',
    number: '九投资协议9号',
    signedOn: '2025-02-01',
    granteeId: idOf('九企业'),
    parcelIds: [idOf('空地块')],
  };
  const grantor = { kind: 'text', name: '九亭镇人民政府' };
  await onContract(
    within,
    '九协议',
    'SignContract',
    { ...investment, jurisdictions: [jiuting], grantor, clauses: [], milestones: [] },
    '2025-02-01',
  );
  await within.project();
});
afterAll(() => within.close());

type Expected = readonly string[];
/** By field: a filter, and what is left of the list, by `named`. */
const cases: Readonly<Record<string, { readonly named: string; readonly filters: Readonly<Record<string, Expected>> }>> = {
  parcels: {
    named: 'name',
    filters: {
      'text: "地块"': ['九地块', '漕地块', '空地块'],
      'text: "漕地"': ['漕地块'],
      [`text: "${code.slice(3, 9)}"`]: ['漕地块'],
      'text: "块地"': [],
      [`code: "${code}"`]: ['漕地块'],
      [`code: "${code.slice(0, 18)}8"`]: [],
      [`code: "${code}${'0'.repeat(1_000)}"`]: [],
      'landUses: ["storage", "research"]': ['漕地块'],
      'landUses: ["research"]': [],
      'ownership: "collective"': ['漕地块'],
      'legality: "illegal"': ['漕地块'],
      'area: { atLeast: "30.62" }': ['漕地块'],
      'area: { atLeast: "30.63" }': [],
      'area: { atLeast: "11.11", atMost: "11.11" }': ['九地块'],
      'area: { atMost: "30.61" }': ['九地块'],
      'seized: true': ['九地块', '漕地块'],
      'seized: false': ['空地块'],
      'plannedYear: 2025': ['九地块', '漕地块'],
      'plannedYear: 2026': [],
      [`jurisdiction: "${songjiang}", seized: true`]: ['九地块'],
      'text: "地块", legality: "illegal"': ['漕地块'],
      'grades: [A, B, C, D], text: "空地"': [],
    },
  },
  parties: {
    named: 'name',
    filters: {
      'text: "漕企"': ['漕企业'],
      'text: "企业", kinds: [COURT]': [],
      [`text: "企业", jurisdiction: "${jinshan}"`]: ['漕企业'],
      [`kinds: [NATURAL_PERSON], jurisdiction: "${caojing}"`]: ['自然人'],
    },
  },
  contracts: {
    named: 'number',
    filters: {
      'text: "合同1号"': ['九合同1号', '漕合同1号'],
      'text: "亭镇人民"': ['九投资协议9号'],
      'kinds: [INVESTMENT, LEASE]': ['九投资协议9号'],
      'statuses: [TERMINATED]': [],
      'signed: { from: "2024-03-11", to: "2024-03-11" }': ['九合同1号', '漕合同1号'],
      'signed: { from: "2024-03-12" }': ['九投资协议9号'],
      'signed: { to: "2024-03-10" }': [],
      [`jurisdiction: "${jinshan}"`]: ['漕合同1号'],
    },
  },
  auctions: {
    named: 'caseNumber',
    filters: { 'text: "漕执"': ['（2025）漕执2号'], 'text: "(2025)"': ['（2025）九执2号', '（2025）漕执2号'], 'text: "执漕"': [] },
  },
  rights: {
    named: 'id',
    filters: {
      'text: "000777"': [idOf('漕地块权利')],
      'text: "漕法院执1"': [idOf('漕地块权利')],
      'text: "000778"': [],
    },
  },
  findings: {
    named: 'titleZh',
    filters: {
      'rules: ["parcel-on-several-lists"]': ['九待核实', '漕待核实'],
      'rules: ["another"]': [],
      [`jurisdiction: "${caojing}"`]: ['漕待核实'],
      [`jurisdiction: "${jinshan}", subject: "${idOf('九地块')}"`]: [],
      [`jurisdiction: "${songjiang}", subject: "${idOf('九地块')}"`]: ['九待核实'],
      'opened: { from: "2024-03-11", to: "2024-03-11" }': ['九待核实', '漕待核实'],
      'opened: { from: "2024-03-12" }': [],
      'opened: { to: "2024-03-10" }': [],
    },
  },
};
const rows = Object.entries(cases).flatMap(([field, { named, filters }]) =>
  Object.entries(filters).map(([filter, left]) => ({ field, named, filter, left })),
);

describe.each([
  ['both locks', {}],
  ['lock one alone', { login: 'bypass' as const }],
  ['lock two alone', { guardOf: noGuard }],
])('%s', (_, lock) => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await within.app(lock);
  });
  const listed = async (officer: string, field: string, filter: string, named: string): Promise<readonly string[]> => {
    const answer = await ask(app, officerOf(officer), `{ ${field}(first: 200, filter: { ${filter} }) { nodes { ${named} } } }`);
    return (
      dataOf<Readonly<Record<string, { readonly nodes: readonly Readonly<Record<string, string>>[] }>>>(answer)[field]?.nodes.map(
        (node) => node[named] ?? '',
      ) ?? ['no list']
    );
  };

  it.each(rows)('$field: $filter', async ({ field, named, filter, left }) => {
    expect((await listed(shanghai, field, filter, named)).toSorted()).toEqual(left.toSorted());
  });
  it.each(rows)('$field: $filter, as a town that has none of it', async ({ field, named, filter }) => {
    expect(await listed('310199000', field, filter, named)).toEqual([]);
  });

  it('takes every parcel that is graded by one class or another', async () => {
    const all = await Promise.all(['A', 'B', 'C', 'D'].map((grade) => listed(shanghai, 'parcels', `grades: [${grade}]`, 'name')));
    expect(all.flat().toSorted()).toEqual((await listed(shanghai, 'parcels', 'grades: [A, B, C, D]', 'name')).toSorted());
    expect(all.flat().length).toBeGreaterThan(0);
    expect(all.flat()).not.toContain('空地块');
  });

  it.each([
    ['parcels', 'area: { atLeast: "many" }', 'filter.area.atLeast'],
    ['parcels', 'text: "块"', 'filter.text'],
    ['parties', 'jurisdiction: "x"', 'filter.jurisdiction'],
  ])('%s: refuses %s', async (field, filter, named) => {
    const { errors } = await ask(app, officerOf(shanghai), `{ ${field}(filter: { ${filter} }) { nodes { id } } }`);
    expect(errors?.map(({ extensions }) => [extensions?.['code'], extensions?.['field']])).toEqual([['validation', named]]);
  });
});
