// Who holds a company and who is behind it, as of a day and as known at a moment, inside a scope.
import { party } from '@yimu/domain/party';
import { shareholding } from '@yimu/domain/shareholding';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { knownNow } from './support/asking.ts';
import { dataOf } from './support/data-of.ts';
import { correctHoldings, enterCompany, enterPerson, recordHoldings, recordInterest } from './support/holders.ts';
import { caojing, enterParcel, jinshan, jiuting, registerTree, shanghai } from './support/towns.ts';
import { ask, enterprise, idOf, noGuard, officerOf, type World, world } from './support/world.ts';

let within: World;
beforeEach(async () => {
  within = await world();
  await registerTree(within);
});
afterEach(() => within.close());

/** The moment up to which everything is known now. */
const project = async (): Promise<string> => {
  await within.project();
  return await knownNow(within);
};

interface Party {
  readonly shareholdings: { readonly total: string; readonly holders: readonly { party: { name: string | null }; share: string }[] } | null;
}

const held = async (times: string, company = '甲公司', code = caojing) => {
  const query = `{ party(id: "${idOf(company)}"${times}) { shareholdings { total holders { party { name } share } } } }`;
  const { party: found } = dataOf<{ party: Party | null }>(await ask(await within.app(), officerOf(code), query));
  return found?.shareholdings?.holders.map(({ party: { name }, share }) => [name, share]) ?? null;
};

describe('the holders of a company', () => {
  it('are four different truths on two axes: before and after a transfer, before and after a correction', async () => {
    for (const name of ['甲公司', '乙公司', '丙公司']) await enterCompany(within, name, caojing);
    const [entry = ''] = await recordHoldings(within, '甲公司', caojing, { 乙公司: '100%' }, { on: '2024-03-11' });
    const before = await project();
    await correctHoldings(within, '甲公司', entry, { 乙公司: '2/3', 丙公司: '1/3' }, { on: '2026-01-05' });
    const transfer = { companyId: idOf('甲公司'), fromId: idOf('乙公司'), toId: idOf('丙公司'), share: '1/6', equityId: null };
    await within.command(`shares-${idOf('甲公司')}`, shareholding, 'ReportShareTransfer', transfer, { on: '2025-06-01' });
    await project();
    const then = `, knownAt: "${before}"`;
    expect(await held(`, asOf: "2025-05-31"${then}`)).toEqual([['乙公司', '1/1']]);
    expect(await held(`, asOf: "2025-06-01"${then}`)).toEqual([['乙公司', '1/1']]);
    expect(await held(', asOf: "2025-05-31"')).toEqual([
      ['乙公司', '2/3'],
      ['丙公司', '1/3'],
    ]);
    expect(await held(', asOf: "2025-06-01"')).toEqual([
      ['乙公司', '1/2'],
      ['丙公司', '1/2'],
    ]);
    expect(await held(', asOf: "2024-03-10"')).toBeNull();
  });

  it('are known on the days before the ledger knew who they are', async () => {
    await enterCompany(within, '甲公司', caojing, null, { on: '2020-01-01' });
    await enterCompany(within, '乙公司', caojing, null, { on: '2024-01-01' });
    await recordHoldings(within, '甲公司', caojing, { 乙公司: '100%' }, { on: '2020-05-01' });
    await within.project();
    expect(await held(', asOf: "2020-05-01"')).toEqual([['乙公司', '1/1']]);
  });

  it('hold together without fractions, and what is not known is missing', async () => {
    for (const name of ['甲公司', '乙公司']) await enterCompany(within, name, caojing);
    for (const name of ['某甲', '某乙']) await enterPerson(within, name, caojing);
    const joint = ['某甲', '某乙'].map((name) => ({ holderId: idOf(name), share: null, group: 1 }));
    await within.command(`shares-${idOf('甲公司')}`, shareholding, 'RecordShareholdings', {
      companyId: idOf('甲公司'),
      jurisdictions: [caojing],
      holdings: [{ holderId: idOf('乙公司'), share: '33.33%' }, ...joint],
      groups: [{ group: 1, share: '1/2' }],
    });
    await within.project();
    const query = `{ party(id: "${idOf('甲公司')}") { shareholdings { total holders { party { kind name } share jointGroup jointShare } } }
      ultimateControllers(company: "${idOf('甲公司')}", threshold: "1/3") { shares { holders { kind } share } unknown computed { id } } }`;
    const person = { party: { kind: 'NATURAL_PERSON', name: null }, share: null, jointGroup: 1, jointShare: '1/2' };
    const company = { party: { kind: 'ENTERPRISE', name: '乙公司' }, share: '3333/10000', jointGroup: null, jointShare: null };
    const [one, other] = [idOf('某甲'), idOf('某乙')].sort();
    expect(dataOf(await ask(await within.app(), officerOf(caojing), query))).toEqual({
      party: { shareholdings: { total: '8333/10000', holders: [company, person, person] } },
      ultimateControllers: {
        shares: [
          { holders: [{ kind: 'NATURAL_PERSON' }, { kind: 'NATURAL_PERSON' }], share: '1/2' },
          { holders: [{ kind: 'ENTERPRISE' }], share: '3333/10000' },
        ],
        unknown: '1667/10000',
        computed: [[{ id: one }, { id: other }]],
      },
    });
  });

  it('are bound by a freeze until it is lifted or its term is over', async () => {
    for (const name of ['甲公司', '乙公司']) await enterCompany(within, name, caojing, null, { on: '2020-01-01' });
    await recordHoldings(within, '甲公司', caojing, { 乙公司: '100%' }, { on: '2020-05-01' });
    const data = {
      companyId: idOf('甲公司'),
      holderId: idOf('乙公司'),
      share: '1/2',
      court: '金山法院',
      caseNumber: '（2022）沪0116执1号',
    };
    const stream = `shares-${idOf('甲公司')}`;
    const first = { ...data, waiting: false, until: '2022-12-31' };
    const [freeze = ''] = await within.command(stream, shareholding, 'FreezeShares', first, { on: '2022-01-01' });
    const renewal = { companyId: data.companyId, freeze, until: '2024-12-31' };
    await within.command(stream, shareholding, 'RenewShareFreeze', renewal, { on: '2022-12-01' });
    await within.project();
    const app = await within.app();
    const frozen = async (asOf: string) => {
      const query = `{ party(id: "${idOf('甲公司')}", asOf: "${asOf}") { shareFreezes { holder { name } share until } } }`;
      return dataOf<{ party: { shareFreezes: unknown } }>(await ask(app, officerOf(caojing), query)).party.shareFreezes;
    };
    const until = (day: string) => [{ holder: { name: '乙公司' }, share: '1/2', until: day }];
    expect(await frozen('2021-12-31')).toEqual([]);
    expect(await frozen('2022-06-01')).toEqual(until('2022-12-31'));
    expect(await frozen('2024-12-31')).toEqual(until('2024-12-31'));
    expect(await frozen('2025-01-01')).toEqual([]);
    await within.command(stream, shareholding, 'LiftShareFreeze', { companyId: data.companyId, freeze }, { on: '2023-03-01' });
    await within.project();
    expect(await frozen('2023-02-28')).toEqual(until('2024-12-31'));
    expect(await frozen('2023-03-01')).toEqual([]);
  });
});

const control = async (company: string, code: string, times = '', app = within.app()) => {
  const query = `{ ultimateControllers(company: "${idOf(company)}"${times}) {
    shares { holders { name } share } controllers { name } circular cycle { name } } }`;
  interface Found {
    readonly shares: readonly { holders: readonly { name: string | null }[]; share: string }[];
    readonly controllers: readonly (readonly { name: string | null }[])[];
    readonly circular: string;
    readonly cycle: readonly { name: string | null }[];
  }
  const { ultimateControllers: found } = dataOf<{ ultimateControllers: Found | null }>(await ask(await app, officerOf(code), query));
  if (found === null) return null;
  return {
    shares: found.shares.map(({ holders, share }) => [holders[0]?.name, share]),
    controllers: found.controllers.flat().map(({ name }) => name),
    circular: found.circular,
    cycle: found.cycle.map(({ name }) => name),
  };
};

describe('who is behind a company', () => {
  it('is walked up over both axes: what was corrected later was not known then', async () => {
    for (const name of ['甲公司', '乙公司', '丙公司', '丁公司']) await enterCompany(within, name, caojing);
    await recordHoldings(within, '甲公司', caojing, { 乙公司: '60%', 丁公司: '40%' }, { on: '2024-04-01' });
    const [entry = ''] = await recordHoldings(within, '乙公司', caojing, { 丙公司: '100%' }, { on: '2024-05-01' });
    const before = await project();
    await correctHoldings(within, '乙公司', entry, { 丙公司: '50%', 丁公司: '50%' }, { on: '2026-01-05' });
    await within.project();
    const flat = { circular: '0/1', cycle: [] };
    expect(await control('甲公司', caojing, ', asOf: "2024-04-30"')).toEqual({
      ...flat,
      shares: [
        ['乙公司', '3/5'],
        ['丁公司', '2/5'],
      ],
      controllers: ['乙公司'],
    });
    expect(await control('甲公司', caojing, `, asOf: "2024-05-01", knownAt: "${before}"`)).toEqual({
      ...flat,
      shares: [
        ['丙公司', '3/5'],
        ['丁公司', '2/5'],
      ],
      controllers: ['丙公司'],
    });
    expect(await control('甲公司', caojing)).toMatchObject({
      shares: [
        ['丁公司', '7/10'],
        ['丙公司', '3/10'],
      ],
      controllers: ['乙公司'],
    });
    const declared = { partyId: idOf('甲公司'), controllerId: idOf('丙公司') };
    await within.command(`party-${idOf('甲公司')}`, party, 'DeclareActualController', declared, { on: '2025-01-01' });
    await within.project();
    expect((await control('甲公司', caojing))?.controllers).toEqual(['丙公司']);
    expect((await control('甲公司', caojing, ', asOf: "2024-12-31"'))?.controllers).toEqual(['乙公司']);
  });

  it('ends where companies hold each other, and is nothing where nothing is known', async () => {
    for (const name of ['甲公司', '乙公司', '丙公司']) await enterCompany(within, name, caojing);
    await recordHoldings(within, '甲公司', caojing, { 乙公司: '1/2', 丙公司: '1/2' });
    await recordHoldings(within, '乙公司', caojing, { 甲公司: '1/2', 丙公司: '1/2' });
    await within.project();
    const found = await control('甲公司', caojing);
    expect(found?.shares.map(([name]) => name)).toEqual(['丙公司']);
    expect(found?.cycle.toSorted()).toEqual(['乙公司', '甲公司']);
    expect(await control('丙公司', caojing)).toBeNull();
    const query = `{ ultimateControllers(company: "${idOf('甲公司')}", threshold: "3/2") { unknown } }`;
    expect((await ask(await within.app(), officerOf(caojing), query)).errors?.[0]?.message).toContain('threshold: expected a share');
    const nobody = await ask(await within.app(), officerOf(caojing), '{ ultimateControllers(company: "no id") { unknown } }');
    expect(nobody.data).toEqual({ ultimateControllers: null });
  });

  it('is read in as many statements for a long chain as for a short one', async () => {
    const chain = Array.from({ length: 12 }, (_, n) => `第${n}公司`);
    for (const name of chain) await enterCompany(within, name, caojing);
    for (const [n, name] of chain.slice(0, -1).entries()) await recordHoldings(within, name, caojing, { [chain[n + 1] ?? '']: '100%' });
    await within.project();
    const statements = new Set<unknown>();
    const app = within.app({
      guardOf:
        () =>
        (_, __, { values }) => {
          statements.add(values);
          return 'true';
        },
    });
    expect((await control(chain[0] ?? '', caojing, '', app))?.shares).toEqual([['第11公司', '1/1']]);
    expect(statements.size).toBe(3);
  });
});

describe.each([
  ['both locks', () => within.app()],
  ['lock one alone', () => within.app({ login: 'bypass' })],
  ['lock two alone', () => within.app({ guardOf: noGuard })],
] as const)('across towns, under %s', (_, open) => {
  const uscc = '91330100799655058B';
  beforeEach(async () => {
    await enterCompany(within, '漕子公司', caojing);
    await enterCompany(within, '九控股', jiuting, uscc);
    await enterCompany(within, '九大股东', jiuting);
    await enterPerson(within, '九某人', jiuting);
    await recordHoldings(within, '漕子公司', caojing, { 九控股: '1/2', 九某人: '1/2' });
    await recordHoldings(within, '九控股', jiuting, { 九大股东: '100%' });
    await recordInterest(within, '九控股', 'company', '漕子公司', caojing);
    await within.project();
  });

  it('a holder from outside shows its public register data and nothing else', async () => {
    const app = await open();
    const query = `{ party(id: "${idOf('漕子公司')}") { shareholdings { holders { party { id kind name uscc } } } }
      holder: party(id: "${idOf('九控股')}") { name } parties { nodes { name } } }`;
    const data = dataOf(await ask(app, officerOf(caojing), query));
    const holders = [
      { party: { id: idOf('九控股'), kind: 'ENTERPRISE', name: '九控股', uscc } },
      { party: { id: idOf('九某人'), kind: 'NATURAL_PERSON', name: null, uscc: null } },
    ];
    expect(data).toEqual({ party: { shareholdings: { holders } }, holder: null, parties: { nodes: [{ name: '漕子公司' }] } });
  });

  it('the walk up ends where the scope ends', async () => {
    const known = async (code: string) =>
      (await control('漕子公司', code, '', open()))?.shares.map(([name]) => name ?? '自然人').toSorted();
    expect(await known(caojing)).toEqual(['九控股', '自然人']);
    expect(await known(jinshan)).toEqual(['九控股', '自然人']);
    expect(await known(shanghai)).toEqual(['九大股东', '自然人']);
    expect(await control('漕子公司', jiuting, '', open())).toBeNull();
  });

  it('a town sees of a party only what it has there; the party sees what it has everywhere', async () => {
    await recordInterest(within, '漕子公司', 'land', '九之地', jiuting);
    await enterParcel(within, '九之地', jiuting, '5');
    await within.project();
    const app = await open();
    const query = `query ($id: ID!) { party(id: $id) { name interests { kind company { name } share parcel { name } } } parcels { nodes { name } } }`;
    const seen = async (actor: Parameters<typeof ask>[1], name: string) => dataOf(await ask(app, actor, query, { id: idOf(name) }));
    const land = { kind: 'LAND', company: null, share: null, parcel: { name: '九之地' } };
    expect(await seen(officerOf(caojing), '漕子公司')).toEqual({ party: { name: '漕子公司', interests: [] }, parcels: { nodes: [] } });
    // The company has land there, so the town sees it, and who holds it.
    expect(await seen(officerOf(jiuting), '漕子公司')).toMatchObject({ party: { name: '漕子公司', interests: [land] } });
    expect(await seen(enterprise(idOf('漕子公司')), '漕子公司')).toEqual({
      party: { name: '漕子公司', interests: [land] },
      parcels: { nodes: [{ name: '九之地' }] },
    });
    const share = { kind: 'COMPANY', company: { name: '漕子公司' }, parcel: null };
    expect(await seen(enterprise(idOf('九控股')), '九控股')).toMatchObject({ party: { interests: [{ ...share, share: null }] } });
    expect(await seen(officerOf(jiuting), '九控股')).toMatchObject({ party: { interests: [{ ...share, share: '1/2' }] } });
    expect(await seen(officerOf(shanghai), '九控股')).toMatchObject({ party: { interests: [{ ...share, share: '1/2' }] } });
  });
});
