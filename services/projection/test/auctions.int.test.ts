// Judicial auctions and changes of equity on both time axes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking, knownNow } from './support/asking.ts';
import { enterCompany } from './support/holders.ts';
import { onAuction, onEquity, yuan } from './support/registry.ts';
import { caojing, enterParcel, jinshan, jiuting, registerTree } from './support/towns.ts';
import { ask, idOf, officerOf, type World, world } from './support/world.ts';

let within: World;
let asked: ReturnType<typeof asking>;

beforeAll(async () => {
  within = await world();
  await registerTree(within);
  for (const name of ['债务人', '买受人', '股东甲', '股东乙']) await enterCompany(within, name, jiuting, null, { on: '2020-01-01' });
  await enterParcel(within, '拍卖地块', caojing, '10', '2020-01-01');
  asked = asking(await within.app());
});
afterAll(() => within.close());

const lotOf = (name: string, jurisdiction: string, subject: object) => ({
  lotId: idOf(name),
  name,
  jurisdiction,
  subject,
  appraisedValue: yuan(10_000_000),
});
const land = () => ({ kind: 'land', parcelId: idOf('拍卖地块'), rightIds: [idOf('拍卖地块权利')], holderId: null, share: null });

const open = (name: string, lots: readonly object[]) =>
  onAuction(
    within,
    name,
    'OpenAuction',
    { court: '金山法院', caseNumber: `（2024）${name}号`, debtorIds: [idOf('债务人')], reserveFloor: '70%', lots },
    '2024-03-01',
  );

const conditions = [{ text: '须为境内法人', basis: { kind: 'law', law: '公司法', article: '第三条' } }];
const announce = (name: string, lot: string, round: string, on: string, auctionOn: string, price: number) =>
  onAuction(
    within,
    name,
    'PublishAuctionNotice',
    { lotId: idOf(lot), round, platform: '公拍网', price: yuan(price), auctionOn, conditions },
    on,
  );

describe('a lot', () => {
  const name = '甲案';
  const lotId = idOf('甲标的');
  let before = '';
  beforeAll(async () => {
    await open(name, [lotOf('甲标的', caojing, land())]);
    await announce(name, '甲标的', 'first', '2024-03-15', '2024-04-15', 8_000_000);
    await onAuction(within, name, 'RecordAuctionResult', { lotId, result: { kind: 'failed' } }, '2024-04-15');
    await announce(name, '甲标的', 'second', '2024-04-20', '2024-05-10', 6_400_000);
    const to = [{ partyId: idOf('买受人'), share: null }];
    await onAuction(within, name, 'RecordAuctionResult', { lotId, result: { kind: 'sold', to, price: yuan(6_500_000) } }, '2024-05-10');
    await onAuction(within, name, 'ConfirmSale', { lotId, confirmationNumber: '成交1号' }, '2024-05-11');
    await onAuction(within, name, 'CheckBuyer', { lotId, checks: [{ condition: 1, verdict: 'met', evidence: '营业执照' }] }, '2024-05-12');
    await onAuction(within, name, 'RecordAuctionRuling', { lotId, rulingNumber: '裁1号' }, '2024-05-20');
    const [served] = await onAuction(within, name, 'RecordAuctionRulingService', { lotId }, '2024-06-01');
    await onAuction(within, name, 'RecordAuctionRegistration', { lotId, registrationNumber: '登1号' }, '2024-07-01');
    await within.project();
    before = await knownNow(within);
    await onAuction(within, name, 'CorrectAuctionDate', { lotId, step: served, reason: '以送达回证为准' }, '2024-05-25');
    await within.project();
  });

  const lotOn = async (times: Readonly<Record<string, string>>) => {
    const selection = '{ closed lots { stage outcome receivers { party { name } } price { amount } servedOn registeredOn } }';
    const found = await asked<{ closed: boolean; lots: readonly object[] }>('auction', { id: idOf(name), ...times }, selection);
    return { closed: found.closed, ...found.lots[0] };
  };
  const nobody = { closed: false, outcome: null, receivers: [], price: null, servedOn: null, registeredOn: null };
  const bought = { outcome: 'SALE', receivers: [{ party: { name: '买受人' } }], price: { amount: '650000000' } };

  it('names nobody before the result', async () => {
    expect(await lotOn({ asOf: '2024-03-14' })).toEqual({ ...nobody, stage: 'OPENED' });
    expect(await lotOn({ asOf: '2024-04-14' })).toEqual({ ...nobody, stage: 'ANNOUNCED' });
    expect(await lotOn({ asOf: '2024-04-15' })).toEqual({ ...nobody, stage: 'FAILED' });
    expect(await lotOn({ asOf: '2024-05-09' })).toEqual({ ...nobody, stage: 'ANNOUNCED' });
    expect(await lotOn({ asOf: '2024-05-10' })).toEqual({ ...nobody, ...bought, stage: 'SOLD' });
  });

  it('passed on the corrected day, as known now, and on the first, as known then', async () => {
    const asOf = '2024-05-28';
    expect(await lotOn({ asOf })).toEqual({ ...nobody, ...bought, stage: 'SERVED', servedOn: '2024-05-25' });
    expect(await lotOn({ asOf, knownAt: before })).toEqual({ ...nobody, ...bought, stage: 'RULED' });
    const registered = { ...bought, closed: true, stage: 'REGISTERED', registeredOn: '2024-07-01' };
    expect(await lotOn({ asOf: '2024-07-01' })).toEqual({ ...registered, servedOn: '2024-05-25' });
    expect(await lotOn({ asOf: '2024-07-01', knownAt: before })).toEqual({ ...registered, servedOn: '2024-06-01' });
  });

  it('keeps every round with its result, and the check of its conditions', async () => {
    const selection =
      '{ lots { rounds { round anew price { amount } result resultOn conditions { text law article verdict evidence } } } }';
    const condition = { text: '须为境内法人', law: '公司法', article: '第三条', verdict: null, evidence: null };
    const first = { round: 'FIRST', anew: false, price: { amount: '800000000' }, result: 'FAILED', resultOn: '2024-04-15' };
    const second = { round: 'SECOND', anew: false, price: { amount: '640000000' }, result: null, resultOn: null };
    expect(await asked('auction', { id: idOf(name), asOf: '2024-05-09' }, selection)).toEqual({
      lots: [
        {
          rounds: [
            { ...first, conditions: [condition] },
            { ...second, conditions: [condition] },
          ],
        },
      ],
    });
    const checked = { ...condition, verdict: 'MET', evidence: '营业执照' };
    expect(await asked('auction', { id: idOf(name), asOf: '2024-05-12' }, selection)).toEqual({
      lots: [
        {
          rounds: [
            { ...first, conditions: [condition] },
            { ...second, result: 'SOLD', resultOn: '2024-05-10', conditions: [checked] },
          ],
        },
      ],
    });
  });

  it('is found by the case number and by the parcel', async () => {
    const ids = async (filter: string) => {
      const { data } = await ask(await within.app(), officerOf(caojing), `{ auctions(filter: { ${filter} }) { nodes { caseNumber } } }`);
      return (data as unknown as { auctions: { nodes: { caseNumber: string }[] } }).auctions.nodes.map(({ caseNumber }) => caseNumber);
    };
    expect(await ids(`caseNumber: "（2024）甲案号", parcel: "${idOf('拍卖地块')}", closed: true`)).toEqual(['（2024）甲案号']);
    expect(await ids('caseNumber: "（2024）甲案号", closed: false')).toEqual([]);
    expect(await asked('auction', { id: 'no-such-id' }, '{ id }')).toBeNull();
  });
});

describe('a case over two towns', () => {
  it('shows each town its own lots, and the answers to both', async () => {
    const share = { kind: 'equity', companyId: idOf('债务人'), holderId: idOf('股东甲'), share: '30%' };
    await open('乙案', [lotOf('乙土地', caojing, land()), lotOf('乙股权', jiuting, share)]);
    const consulted = { department: '经委', jurisdiction: jinshan };
    await onAuction(within, '乙案', 'RequestAuctionConsultation', { consulted: [consulted], answerBy: '2024-03-20' }, '2024-03-05');
    await onAuction(within, '乙案', 'RequestAuctionConsultation', { consulted: [consulted], answerBy: '2024-03-31' }, '2024-03-22');
    await onAuction(within, '乙案', 'RecordAuctionAnswer', { ...consulted, duties: [], opinion: '无意见' }, '2024-03-25');
    await within.project();
    const app = await within.app();
    const query = `{ auction(id: "${idOf('乙案')}", asOf: "2024-03-21") { debtors { name } answers { department answerBy overdue duties { text } }
      lots { name company { name } holder { name } share } } }`;
    const answers = [{ department: '经委', answerBy: '2024-03-20', overdue: true, duties: null }];
    const auction = { debtors: [{ name: '债务人' }], answers };
    expect((await ask(app, officerOf(caojing), query)).data).toEqual({
      auction: { ...auction, lots: [{ name: '乙土地', company: null, holder: null, share: null }] },
    });
    expect((await ask(app, officerOf(jiuting), query)).data).toEqual({
      auction: { ...auction, lots: [{ name: '乙股权', company: { name: '债务人' }, holder: { name: '股东甲' }, share: '30%' }] },
    });
    const later = `{ auction(id: "${idOf('乙案')}", asOf: "2024-03-25") { answers { answeredOn overdue duties { text } arrears { kind } opinion } } }`;
    // An empty list says that there are none; what was not answered stays null.
    expect((await ask(app, officerOf(caojing), later)).data).toEqual({
      auction: { answers: [{ answeredOn: '2024-03-25', overdue: false, duties: [], arrears: null, opinion: '无意见' }] },
    });
  });
});

describe('a change of equity', () => {
  const company = () => ({
    companyId: idOf('债务人'),
    contractIds: [],
    clauses: [],
    home: jiuting,
    homes: [],
    land: [{ parcelId: idOf('拍卖地块'), jurisdictions: [caojing], from: '2020-01-01', until: null }],
  });
  const changes = [
    { holderId: idOf('股东甲'), before: '1/1', after: '1/3' },
    { holderId: idOf('股东乙'), before: null, after: '2/3' },
  ];
  const selection = `{ status changedOn decidedOn company { name } changes { holder { name } before after } parcels { name } opinions { department opinion }
    control { changed controllerAfter { name } } }`;
  const shown = {
    company: { name: '债务人' },
    changes: [
      { holder: { name: '股东甲' }, before: '1/1', after: '1/3' },
      { holder: { name: '股东乙' }, before: null, after: '2/3' },
    ],
    parcels: [{ name: '拍卖地块' }],
    opinions: [],
    control: null,
  };

  it('stands at every step on its day, whichever was recorded first', async () => {
    const name = '股权案';
    await onEquity(within, name, 'FileEquityTransfer', { ...company(), kind: 'transfer', changes, registered: [] }, '2024-03-01');
    const control = {
      department: '市场监管局',
      changed: 'yes',
      controllerBefore: idOf('股东甲'),
      controllerAfter: idOf('股东乙'),
      reason: '持股过半',
    };
    await onEquity(within, name, 'DetermineControlChange', control, '2024-03-20');
    await onEquity(within, name, 'GiveEquityOpinion', { department: '经委', opinion: 'agree' }, '2024-03-10');
    await onEquity(within, name, 'ReportEquityTransferCompleted', { registered: [] }, '2024-04-01');
    await within.project();
    const caseOn = (asOf: string) => asked('equityTransfer', { id: idOf(name), asOf }, selection);
    expect(await caseOn('2024-02-29')).toBeNull();
    expect(await caseOn('2024-03-01')).toEqual({ ...shown, status: 'OPEN', changedOn: null, decidedOn: null });
    const opinions = [{ department: '经委', opinion: 'AGREE' }];
    expect(await caseOn('2024-03-10')).toEqual({ ...shown, opinions, status: 'OPEN', changedOn: null, decidedOn: null });
    const determined = { ...shown, opinions, control: { changed: 'YES', controllerAfter: { name: '股东乙' } } };
    expect(await caseOn('2024-03-20')).toEqual({ ...determined, status: 'OPEN', changedOn: null, decidedOn: null });
    expect(await caseOn('2024-04-01')).toEqual({ ...determined, status: 'COMPLETED', changedOn: '2024-04-01', decidedOn: '2024-04-01' });
  });

  it('that nobody had filed begins on its own day, and on the right one once that is corrected', async () => {
    const name = '未申报案';
    const found = { ...company(), kind: 'transfer', changes, foundOn: '2024-09-01' };
    await onEquity(within, name, 'ReportUndeclaredEquityTransfer', found, '2024-06-01');
    await within.project();
    const before = await knownNow(within);
    await onEquity(within, name, 'CorrectEquityDate', { reason: '以工商档案为准' }, '2024-05-01');
    await within.project();
    const changedOn = async (times: Readonly<Record<string, string>>) =>
      (await asked<{ changedOn: string } | null>('equityTransfer', { id: idOf(name), ...times }, '{ changedOn }'))?.changedOn;
    expect(await changedOn({ asOf: '2024-05-15' })).toBe('2024-05-01');
    expect(await changedOn({ asOf: '2024-05-15', knownAt: before })).toBeUndefined();
    expect(await changedOn({ asOf: '2024-06-15' })).toBe('2024-05-01');
    expect(await changedOn({ asOf: '2024-06-15', knownAt: before })).toBe('2024-06-01');
  });

  it('is found by its company, its land and its status', async () => {
    const app = await within.app();
    const filter = `company: "${idOf('债务人')}", parcel: "${idOf('拍卖地块')}", status: UNDECLARED`;
    const { data } = await ask(app, officerOf(caojing), `{ equityTransfers(filter: { ${filter} }) { nodes { id status } } }`);
    expect(data).toEqual({ equityTransfers: { nodes: [{ id: idOf('未申报案'), status: 'UNDECLARED' }] } });
    expect(await asked('equityTransfer', { id: 'no-such-id' }, '{ id }')).toBeNull();
  });
});
