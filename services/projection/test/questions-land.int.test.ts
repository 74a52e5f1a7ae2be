// Rights as a list, plans and what they add up to, who belongs together, and who held what on the day of a ruling: as of any day.
import { plan } from '@yimu/domain/disposal';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownNow } from './support/asking.ts';
import { finalise } from './support/assessments.ts';
import { dataOf } from './support/data-of.ts';
import { enterCompany, enterPerson, recordHoldings } from './support/holders.ts';
import { graded, place, scoredParcels } from './support/questions.ts';
import { onAuction, onTitle, registerRight, seize, yuan } from './support/registry.ts';
import { caojing, enterParcel, jinshan, jiuting, registerTree, shanghai, songjiang } from './support/towns.ts';
import { ask, idOf, officerOf, type World, world } from './support/world.ts';

let within: World;
/** Before it became known that the shares had changed hands before the ruling. */
let before: string;

const listed = (parcel: string, town: string, row: string, mu: string | null, more: object = {}) =>
  within.command(`plan-${idOf(parcel)}`, plan, 'ListPlanEntry', {
    parcelId: idOf(parcel),
    jurisdiction: town,
    list: '附件1 盘活',
    row,
    enterprise: `${parcel}企业`,
    category: 'revitalise',
    mode: '收储',
    mappedRoute: 'reserve',
    year: 2025,
    area: mu === null ? null : { value: mu, unit: 'mu' },
    matchedBy: 'entered',
    ...more,
  });

beforeAll(async () => {
  within = await world();
  await registerTree(within);
  for (const [name, town] of [
    ['甲公司', caojing],
    ['乙公司', caojing],
    ['母公司', caojing],
    ['新主', caojing],
    ['竞买人', jiuting],
    ['他人', jiuting],
  ] as const)
    await enterCompany(within, name, town, null, { on: '2020-01-01' });
  await enterPerson(within, '某人', caojing, { on: '2020-01-01' });
  await recordHoldings(within, '母公司', caojing, { 某人: '1/1' }, { on: '2020-01-01' });
  await recordHoldings(within, '甲公司', caojing, { 母公司: '3/5', 他人: '2/5' }, { on: '2020-01-01' });
  await recordHoldings(within, '乙公司', caojing, { 母公司: '2/5', 他人: '3/5' }, { on: '2020-01-01' });
  await recordHoldings(within, '竞买人', jiuting, { 母公司: '1/1' }, { on: '2020-01-01' });
  await scoredParcels(within, [graded('漕甲'), graded('漕乙')], '评分');
  await finalise(within, place, graded('漕甲'), '评分', 'D', '2024-08-01');
  await finalise(within, place, graded('漕乙'), '评分', 'B', '2024-08-01');
  await enterParcel(within, '九丙', jiuting, '5', '2020-01-01');
  await registerRight(within, '漕甲', caojing, '甲公司', '2021-01-01');
  await registerRight(within, '九丙', jiuting, '甲公司', '2021-03-01');
  const right = {
    rightId: idOf('漕乙权利'),
    jurisdiction: caojing,
    kind: 'building-ownership',
    until: '2030-06-30',
    certificateNumber: '沪房1号',
  };
  await onTitle(within, '漕乙', 'ReportRight', { ...right, holders: [{ partyId: idOf('乙公司'), share: null }] }, '2021-02-01');
  const secured = { mortgagees: [idOf('他人')], rank: 1, secured: yuan(5_000_000) };
  await onTitle(within, '漕乙', 'ReportMortgage', { mortgageId: idOf('漕乙抵押'), rightId: idOf('漕乙权利'), ...secured }, '2022-01-01');
  await seize(within, '漕甲', '金山法院', '2023-05-01', 12);
  await listed('漕甲', caojing, '1', '30.62');
  await listed('漕乙', caojing, '2', null);
  await listed('九丙', jiuting, '3', '5');
  await listed('漕甲', caojing, '7', '30.59', {
    list: '附件3 提升',
    category: 'upgrade',
    mode: '亩均税收提升',
    mappedRoute: 'upgrade',
    year: 2026,
  });
  const lotId = idOf('漕甲标的');
  const subject = { kind: 'land', parcelId: idOf('漕甲'), rightIds: [idOf('漕甲权利')], holderId: null, share: null };
  const lots = [{ lotId, name: '漕甲标的', jurisdiction: caojing, subject, appraisedValue: yuan(10_000_000) }];
  const letter = { court: '金山法院', caseNumber: '（2024）1号', debtorIds: [idOf('甲公司')], reserveFloor: '50%', lots };
  await onAuction(within, '漕甲拍卖', 'OpenAuction', letter, '2024-03-01');
  const notice = { lotId, round: 'first', platform: '公拍网', price: yuan(8_000_000), auctionOn: '2024-04-15', conditions: [] };
  await onAuction(within, '漕甲拍卖', 'PublishAuctionNotice', notice, '2024-03-15');
  const to = [{ partyId: idOf('竞买人'), share: null }];
  await onAuction(within, '漕甲拍卖', 'RecordAuctionResult', { lotId, result: { kind: 'sold', to, price: yuan(8_100_000) } }, '2024-04-15');
  await onAuction(within, '漕甲拍卖', 'ConfirmSale', { lotId, confirmationNumber: '成交1号' }, '2024-04-16');
  await onAuction(within, '漕甲拍卖', 'RecordAuctionRuling', { lotId, rulingNumber: '裁1号' }, '2024-05-20');
  await within.project();
  before = await knownNow(within);
  await recordHoldings(within, '甲公司', caojing, { 新主: '1/1' }, { on: '2024-05-15' });
  // After the ruling, which asks about its own day.
  await recordHoldings(within, '甲公司', caojing, { 他人: '1/1' }, { on: '2024-06-01' });
  await within.project();
});
afterAll(() => within.close());

const asked = async <T>(query: string, code = shanghai): Promise<T> => dataOf<T>(await ask(await within.app(), officerOf(code), query));

describe('rights', () => {
  const found = async (filter: string, times = '', code = shanghai): Promise<readonly string[]> => {
    const query = `{ rights(filter: { ${filter} }${times}) { nodes { parcel { name } } } }`;
    const { rights } = await asked<{ rights: { nodes: readonly { parcel: { name: string } }[] } }>(query, code);
    return rights.nodes.map(({ parcel }) => parcel.name);
  };
  it('are listed in the order in which they began, each scope its own', async () => {
    expect(await found('')).toEqual(['漕甲', '漕乙', '九丙']);
    expect([await found('', '', jinshan), await found('', '', jiuting)]).toEqual([['漕甲', '漕乙'], ['九丙']]);
    expect([await found(`jurisdiction: "${caojing}"`), await found(`jurisdiction: "${caojing}"`, '', jiuting)]).toEqual([
      ['漕甲', '漕乙'],
      [],
    ]);
    expect(await found('', ', asOf: "2021-01-31"')).toEqual(['漕甲']);
  });
  it('are found by holder, kind, certificate, parcel and the end of their term', async () => {
    expect(await found(`holder: "${idOf('甲公司')}"`)).toEqual(['漕甲', '九丙']);
    expect(await found(`holder: "${idOf('甲公司')}"`, '', caojing)).toEqual(['漕甲']);
    // Named by the title as a mortgagee, which is no holder.
    expect(await found(`holder: "${idOf('他人')}"`)).toEqual([]);
    expect(await found('kinds: [BUILDING_OWNERSHIP]')).toEqual(['漕乙']);
    expect(await found('certificateNumber: "沪房1号"')).toEqual(['漕乙']);
    expect(await found(`parcel: "${idOf('九丙')}"`)).toEqual(['九丙']);
    expect([await found('untilBefore: "2030-07-01"'), await found('untilBefore: "2030-06-30"')]).toEqual([['漕乙'], []]);
    expect(await found('untilAfter: "2030-06-30"')).toEqual(['漕甲', '九丙']);
  });
  it('are seized from the service of the seizure to the last day of its term, and mortgaged from the registration on', async () => {
    const seized = (asOf: string) => found('seized: true', `, asOf: "${asOf}"`);
    expect([await seized('2023-04-30'), await seized('2023-05-01'), await seized('2024-04-30'), await seized('2024-05-02')]).toEqual([
      [],
      ['漕甲'],
      ['漕甲'],
      [],
    ]);
    expect(await found('seized: false', ', asOf: "2023-06-01"')).toEqual(['漕乙', '九丙']);
    expect([await found('mortgaged: true'), await found('mortgaged: true', ', asOf: "2021-12-31"')]).toEqual([['漕乙'], []]);
  });
  it('come page by page, without repeating or leaving out any', async () => {
    const names: string[] = [];
    let after = '';
    for (let page = 0; page < 3; page += 1) {
      type Page = { rights: { nodes: readonly { parcel: { name: string } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } };
      const { rights } = await asked<Page>(`{ rights(first: 1${after}) { nodes { parcel { name } } pageInfo { endCursor hasNextPage } } }`);
      names.push(...rights.nodes.map(({ parcel }) => parcel.name));
      after = `, after: "${rights.pageInfo.endCursor}"`;
      expect(rights.pageInfo.hasNextPage).toBe(page < 2);
    }
    expect(names).toEqual(['漕甲', '漕乙', '九丙']);
  });
  it('stand alone by their id, inside the scope only', async () => {
    const query = `{ right(id: "${idOf('漕乙权利')}") { kind certificateNumber holders { party { name } } mortgages { rank } } }`;
    const shown = {
      kind: 'BUILDING_OWNERSHIP',
      certificateNumber: '沪房1号',
      holders: [{ party: { name: '乙公司' } }],
      mortgages: [{ rank: 1 }],
    };
    expect(await asked(query)).toEqual({ right: shown });
    expect(await asked(query, jiuting)).toEqual({ right: null });
  });
});

describe('plans', () => {
  const entries = async (filter: string, times = ''): Promise<readonly object[]> => {
    const query = `{ planEntries(filter: { ${filter} }${times}) { nodes { parcel { name } year grade { grade } area { mu } } } }`;
    return (await asked<{ planEntries: { nodes: readonly object[] } }>(query)).planEntries.nodes;
  };
  const entry = (name: string, year: number, grade: string | null, mu: string | null) => ({
    parcel: { name },
    year,
    grade: grade === null ? null : { grade },
    area: mu === null ? null : { mu },
  });
  it('are listed by year, with the class of the parcel on the day asked about', async () => {
    expect(await entries('')).toHaveLength(4);
    expect(await entries('routes: [RESERVE], grades: [D]')).toEqual([entry('漕甲', 2025, 'D', '30.62')]);
    expect(await entries('year: 2026')).toEqual([entry('漕甲', 2026, 'D', '30.59')]);
    expect(await entries(`routes: [RESERVE], parcel: "${idOf('漕甲')}"`, ', asOf: "2024-07-31"')).toEqual([
      entry('漕甲', 2025, null, '30.62'),
    ]);
    expect(await entries('routes: [RESERVE], grades: [D]', ', asOf: "2024-07-31"')).toEqual([]);
    expect(await entries(`jurisdiction: "${jiuting}", category: REVITALISE, mode: "收储"`)).toEqual([entry('九丙', 2025, null, '5.00')]);
  });
  const sums = async (given: string, code = shanghai): Promise<readonly object[]> =>
    (await asked<{ planSums: readonly object[] }>(`{ planSums(${given}) { jurisdiction { name } parcels withArea area { mu } } }`, code))
      .planSums;
  it('add up by district, and say how many parcels have an area', async () => {
    expect(await sums(`jurisdiction: "${shanghai}", by: DISTRICT, filter: { year: 2025, routes: [RESERVE] }`)).toEqual([
      { jurisdiction: { name: '金山区' }, parcels: 2, withArea: 1, area: { mu: '30.62' } },
      { jurisdiction: { name: '松江区' }, parcels: 1, withArea: 1, area: { mu: '5.00' } },
    ]);
    expect(await sums(`jurisdiction: "${shanghai}", by: DISTRICT, filter: { year: 2025, routes: [RESERVE], grades: [D] }`)).toEqual([
      { jurisdiction: { name: '金山区' }, parcels: 1, withArea: 1, area: { mu: '30.62' } },
    ]);
    expect(await sums(`jurisdiction: "${shanghai}", by: DISTRICT, filter: { grades: [B] }`)).toEqual([
      { jurisdiction: { name: '金山区' }, parcels: 1, withArea: 0, area: null },
    ]);
  });
  it('count a parcel on two lists once', async () => {
    expect(await sums(`jurisdiction: "${jinshan}", by: TOWN`)).toEqual([
      { jurisdiction: { name: '漕泾镇' }, parcels: 2, withArea: 1, area: { mu: '30.62' } },
    ]);
  });
  it('of another place are nobody’s, and a level above the place is no sum of it', async () => {
    expect(await sums(`jurisdiction: "${jinshan}", by: TOWN`, songjiang)).toEqual([]);
    const { errors } = await ask(await within.app(), officerOf(shanghai), `{ planSums(jurisdiction: "${caojing}", by: CITY) { parcels } }`);
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['validation']);
  });
});

describe('a group', () => {
  const group = async (party: string, times = '', code = shanghai) => {
    const query = `{ partyGroup(party: "${idOf(party)}"${times}) { controlKnown controllers { id } members { id } land { holder { name } parcel { name } grade { grade } } } }`;
    return (await asked<{ partyGroup: { members: readonly { id: string }[] } | null }>(query, code)).partyGroup;
  };
  const names = new Map(['竞买人', '某人', '母公司', '甲公司', '乙公司', '新主', '他人'].map((name) => [idOf(name), name]));
  const members = (shown: Awaited<ReturnType<typeof group>>) => shown?.members.map(({ id }) => names.get(id)).toSorted();

  it('has whom the same controller controls, and the land and classes of all of them', async () => {
    const shown = await group('竞买人', ', asOf: "2024-05-14"');
    expect(shown).toMatchObject({ controlKnown: true, controllers: [[{ id: idOf('某人') }]] });
    expect(members(shown)).toEqual(['某人', '母公司', '甲公司', '竞买人'].toSorted());
    expect(await group('竞买人', `, asOf: "2024-09-01", knownAt: "${before}"`)).toMatchObject({
      land: expect.arrayContaining([
        { holder: { name: '甲公司' }, parcel: { name: '漕甲' }, grade: { grade: 'D' } },
        { holder: { name: '甲公司' }, parcel: { name: '九丙' }, grade: null },
      ]),
    });
  });
  it('no longer has a company whose shares went to others, as known since', async () => {
    const shown = await group('竞买人', ', asOf: "2024-09-01"');
    expect(members(shown)).toEqual(['某人', '母公司', '竞买人'].toSorted());
    expect(shown).toMatchObject({ land: [] });
  });
  it('shows a town what it sees, and of a stranger nothing', async () => {
    expect(await group('无名', '', caojing)).toBeNull();
    const bidder = { controlKnown: false, controllers: [], members: [{ id: idOf('竞买人') }], land: [] };
    expect(await group('竞买人', '', caojing)).toEqual(bidder);
    expect(await group('甲公司', ', asOf: "2024-05-14"', caojing)).toMatchObject({
      land: [{ holder: { name: '甲公司' }, parcel: { name: '漕甲' }, grade: null }],
    });
  });
});

describe('the day of the ruling', () => {
  const holders = async (times = '') => {
    const query = `{ auction(id: "${idOf('漕甲拍卖')}"${times}) { lots { ruledOn holdersOnRulingDay { rightId party { name } share controllers { id } } } } }`;
    return (await asked<{ auction: { lots: readonly { holdersOnRulingDay: readonly object[] | null }[] } }>(query)).auction.lots[0]
      ?.holdersOnRulingDay;
  };
  const held = (controller: string) => [
    { rightId: idOf('漕甲权利'), party: { name: '甲公司' }, share: '1/1', controllers: [[{ id: idOf(controller) }]] },
  ];
  it('shows who held the right and who controlled the holder then, as known now and as known before', async () => {
    expect(await holders()).toEqual(held('新主'));
    expect(await holders(`, knownAt: "${before}"`)).toEqual(held('某人'));
  });
  it('shows nobody while there is no ruling', async () => {
    expect(await holders(', asOf: "2024-05-19"')).toBeNull();
  });
});
