// 待办 that a day brings about, by the day on which it falls due, as each sees it, with both locks and with each alone.
import type { Actor } from '@yimu/domain/kernel';
import { shareholding } from '@yimu/domain/shareholding';
import { supervision } from '@yimu/domain/supervision';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownNow } from './support/asking.ts';
import { dataOf } from './support/data-of.ts';
import { enterCompany } from './support/holders.ts';
import { filed } from './support/questions.ts';
import { onAuction, onEquity, onTitle, registerRight, yuan } from './support/registry.ts';
import { caojing, enterParcel, jinshan, jiuting, registerTree, shanghai, songjiang } from './support/towns.ts';
import { ask, enterprise, idOf, noGuard, officerOf, type World, world } from './support/world.ts';

let within: World;
let beforeLease: string;

const noteTenure = (kind: 'lease' | 'holding', from: string, until: string | null) =>
  within.command(`supervision-${idOf('甲地块')}`, supervision, 'NoteTenure', {
    parcelId: idOf('甲地块'),
    tenureId: idOf(`${kind} ${from}`),
    kind,
    partyIds: [idOf('甲企业')],
    from,
    until,
    causedBy: idOf(`${kind} ${from}`),
    jurisdictions: [caojing],
  });

/** A case of a court: who is asked, who answers, and the notice of the auction. */
const auction = async (): Promise<void> => {
  const lotId = idOf('甲标的');
  const subject = { kind: 'land', parcelId: idOf('甲地块'), rightIds: [idOf('甲地块权利')], holderId: null, share: null };
  const lots = [{ lotId, name: '甲标的', jurisdiction: caojing, subject }];
  const letter = { court: '金山法院', caseNumber: '（2024）沪0116执5号', debtorIds: [idOf('甲企业')], reserveFloor: '70%', lots };
  await onAuction(within, '甲拍卖', 'OpenAuction', letter, '2024-03-01');
  const [first, second] = ['规划资源局', '税务局'].map((department) => ({ department, jurisdiction: jinshan }));
  await onAuction(within, '甲拍卖', 'RequestAuctionConsultation', { consulted: [first, second], answerBy: '2024-03-20' }, '2024-03-05');
  await onAuction(within, '甲拍卖', 'RecordAuctionAnswer', { ...first, duties: [], arrears: [] }, '2024-03-10');
  const notice = { lotId, round: 'first', platform: '公拍网', price: yuan(8_000_000), auctionOn: '2024-05-01', conditions: [] };
  await onAuction(within, '甲拍卖', 'PublishAuctionNotice', notice, '2024-03-25');
  await onAuction(within, '甲拍卖', 'RecordAuctionResult', { lotId, result: { kind: 'failed' } }, '2024-05-01');
};

beforeAll(async () => {
  within = await world();
  await registerTree(within);
  await enterCompany(within, '甲地块企业', caojing, null, { on: '2020-01-01' });
  await enterParcel(within, '甲地块', caojing, '3', '2020-01-01');
  await registerRight(within, '甲地块', caojing, '甲地块企业', '2021-01-01');
  await auction();
  await filed(within, '甲股权', ['甲地块'], '2024-05-20');
  const opinion = { department: '规划资源局', opinion: 'agree', reason: null };
  await onEquity(within, '甲股权', 'GiveEquityOpinion', opinion, '2024-06-01');
  await noteTenure('lease', '2022-09-15', '2028-09-14');
  await noteTenure('lease', '2022-09-20', '2025-09-10');
  await noteTenure('holding', '2020-10-01', null);
  const frozen = {
    companyId: idOf('甲地块企业'),
    holderId: idOf('甲股东'),
    share: '1/3',
    court: '静安法院',
    caseNumber: '（2025）沪0106执9号',
  };
  const freeze = { ...frozen, waiting: false, until: '2027-03-31' };
  await within.command(`shares-${frozen.companyId}`, shareholding, 'RecordShareholdings', {
    companyId: frozen.companyId,
    jurisdictions: [caojing],
    holdings: [{ holderId: frozen.holderId, share: '1/1' }],
  });
  await within.command(`shares-${frozen.companyId}`, shareholding, 'FreezeShares', freeze, { on: '2025-04-01' });
  await within.project();
  beforeLease = await knownNow(within);
  const lease = { rightId: idOf('甲地块权利'), lessees: [idOf('乙企业')], from: '2024-07-01', until: '2027-06-30', part: '3幢' };
  await onTitle(within, '甲地块', 'ReportLease', { leaseId: idOf('甲租赁'), ...lease }, '2024-06-20');
  await within.project();
});
afterAll(() => within.close());

interface Item {
  readonly kind: string;
  readonly dueOn: string | null;
  readonly overdue: boolean;
  readonly subjectId: string;
  readonly department: string | null;
  readonly zh: string;
}

describe.each([
  ['both locks', {}],
  ['lock one alone', { login: 'bypass' as const }],
  ['lock two alone', { guardOf: noGuard }],
])('%s', (_, lock) => {
  let app: FastifyInstance;
  beforeAll(async () => {
    app = await within.app(lock);
  });
  const items = async (kind: string, asOf: string, more = '', actor: Actor = officerOf(caojing), code = caojing) => {
    const query = `{ worklist(jurisdiction: "${code}", kinds: [${kind}], asOf: "${asOf}" ${more}) { nodes { kind dueOn overdue subjectId department zh } } }`;
    return dataOf<{ readonly worklist: { readonly nodes: readonly Item[] } }>(await ask(app, actor, query)).worklist.nodes;
  };
  const days = async (...asked: Parameters<typeof items>) =>
    (await items(...asked)).map(({ dueOn, overdue }) => `${dueOn ?? '-'}${overdue ? ' overdue' : ''}`);

  it('tells of a notice from its day until the auction is held', async () => {
    expect(await days('AUCTION_NOTICE', '2024-03-24')).toEqual([]);
    expect(await items('AUCTION_NOTICE', '2024-03-25')).toEqual([
      {
        kind: 'AUCTION_NOTICE',
        dueOn: '2024-05-01',
        overdue: false,
        subjectId: idOf('甲拍卖'),
        department: null,
        zh: '甲标的第一次拍卖公告期内：2024-03-25在公拍网发布公告，尚未开拍。',
      },
    ]);
    expect(await days('AUCTION_NOTICE', '2024-04-30')).toEqual(['2024-05-01']);
    expect(await days('AUCTION_NOTICE', '2024-05-01')).toEqual([]);
  });

  it('tells the answers that a court waits for, of whom it waits', async () => {
    expect(await days('COURT_ANSWER', '2024-03-05')).toEqual(['2024-03-20', '2024-03-20']);
    const [only, ...others] = await items('COURT_ANSWER', '2024-03-21');
    expect(others).toEqual([]);
    expect([only?.dueOn, only?.overdue, only?.department]).toEqual(['2024-03-20', true, '税务局']);
    expect(only?.zh).toBe('金山法院（2024）沪0116执5号案征询，税务局尚未答复。');
    expect(await days('COURT_ANSWER', '2024-03-21', ', department: "规划资源局"')).toEqual([]);
    expect(await days('COURT_ANSWER', '2024-03-05', ', until: "2024-03-19"')).toEqual([]);
  });

  it('tells which department has given no opinion on a change of equity', async () => {
    expect((await items('EQUITY_OPINION', '2024-05-31')).length).toBe(3);
    const left = await items('EQUITY_OPINION', '2024-06-01');
    expect(left.map(({ department }) => department)).not.toContain('规划资源局');
    expect(left.map(({ zh }) => zh)).toEqual(left.map(({ department }) => `2024-05-20申报的股权变更，${department}尚未提出意见。`));
    expect(left.length).toBe(2);
  });

  it('tells three and five years before they are full, of tenures that last so long', async () => {
    expect(await days('SUPERVISION_STARTING', '2025-08-15')).toEqual([]);
    const coming = await items('SUPERVISION_STARTING', '2025-09-01');
    expect(coming.map(({ dueOn, zh }) => [dueOn, zh])).toEqual([
      ['2025-09-15', '甲地块：自2022-09-15起租赁将满3年，应纳入监管。'],
      ['2025-10-01', '甲地块：自2020-10-01起拿地将满5年，应纳入监管。'],
    ]);
    expect(await days('SUPERVISION_STARTING', '2025-09-15')).toEqual(['2025-09-15', '2025-10-01']);
    expect(await days('SUPERVISION_STARTING', '2025-09-16')).toEqual(['2025-10-01']);
  });

  it('tells leases and rights that end, and nothing of a lease that nobody knew of', async () => {
    expect(await days('LEASE_ENDING', '2027-05-30')).toEqual([]);
    expect((await items('LEASE_ENDING', '2027-05-31')).map(({ dueOn, zh }) => [dueOn, zh])).toEqual([
      ['2027-06-30', '甲地块（3幢）：租赁期限将届满。'],
    ]);
    expect(await days('LEASE_ENDING', '2027-05-31', `, knownAt: "${beforeLease}"`)).toEqual([]);
    expect(await days('LEASE_ENDING', '2027-07-01')).toEqual([]);
    expect(await days('LAND_TERM_ENDING', '2053-11-01')).toEqual([]);
    expect((await items('LAND_TERM_ENDING', '2053-12-15')).map(({ dueOn, zh }) => [dueOn, zh])).toEqual([
      ['2054-01-01', '甲地块：土地使用权期限将届满。'],
    ]);
  });

  it('tells freezes of shares that end', async () => {
    expect(await days('FREEZE_EXPIRING', '2027-02-28')).toEqual([]);
    const [only] = await items('FREEZE_EXPIRING', '2027-03-01');
    expect([only?.dueOn, only?.subjectId]).toEqual(['2027-03-31', idOf('甲地块企业')]);
    expect(only?.zh).toBe('甲地块企业：静安法院（2025）沪0106执9号冻结的股权（1/3）将到期。');
    expect(await days('FREEZE_EXPIRING', '2027-04-01')).toEqual([]);
  });

  it.each([
    ['AUCTION_NOTICE', '2024-03-25'],
    ['COURT_ANSWER', '2024-03-10'],
    ['EQUITY_OPINION', '2024-05-31'],
    ['SUPERVISION_STARTING', '2025-09-01'],
    ['LEASE_ENDING', '2027-05-31'],
    ['LAND_TERM_ENDING', '2053-12-15'],
    ['FREEZE_EXPIRING', '2027-03-01'],
  ])('tells %s to the town and all above it, and to nobody else', async (kind, asOf) => {
    for (const code of [caojing, jinshan, shanghai]) expect((await items(kind, asOf, '', officerOf(code), code)).length).toBeGreaterThan(0);
    for (const actor of [officerOf(jiuting), officerOf(songjiang), enterprise(idOf('甲地块企业'))])
      for (const code of [caojing, jinshan, shanghai]) expect(await days(kind, asOf, '', actor, code)).toEqual([]);
  });
});
