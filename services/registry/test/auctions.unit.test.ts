import { date, type RecordedEvent } from '@yimu/domain/kernel';
import { rightCommands, title } from '@yimu/domain/right';
import { shareholding, shareholdingCommands } from '@yimu/domain/shareholding';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { whenAuctionEquityRulingServed } from '../src/reactions/when-auction-equity-ruling-served.ts';
import { whenAuctionLandRulingServed } from '../src/reactions/when-auction-land-ruling-served.ts';
import {
  asked,
  buyerId,
  caseAfter,
  caseNumber,
  clerk,
  consulting,
  debtorId,
  lotId,
  lotUrl,
  notice,
  openingOf,
  rightId,
  sold,
} from './support/cases/auctions-history.ts';
import { giveOn } from './support/cases/equity-scene.ts';
import { department, district, officer, otherTown, otherTownOfficer, town, townOfficer } from './support/officers.ts';
import { enteredParcel, enteredParty, envelope, give, type RegistryService, registryService, today } from './support/service.ts';

let service: RegistryService;
beforeEach(async () => {
  service = await registryService();
});
const land = '规划资源局';
const equityLot = (companyId: string, share: string | null = '30%') => ({
  lotId,
  name: '股权',
  subject: { kind: 'equity', companyId, holderId: debtorId, share },
});
const open = (lots: readonly object[], as = clerk) =>
  service.post('/auctions', { ...envelope, ...openingOf(testId('none')), lots }, { as });

describe('opening a case', () => {
  it('concerns the town of the parcel and the home of the company', async () => {
    const [parcelId, companyId] = [
      await enteredParcel(service),
      await service.made(
        '/parties',
        { jurisdiction: otherTown, name: '上海瓯风新材料科技有限公司' },
        { as: otherTownOfficer, key: 'company' },
      ),
    ];
    const lots = [...openingOf(parcelId).lots, { ...equityLot(companyId), lotId: testId('equity') }];
    expect((await open(lots)).statusCode).toBe(404);
    const answer = await open(lots, officer('court-clerk', '310000', land));
    expect(answer.statusCode).toBe(201);
    const [opened] = await service.eventsOf(answer.json<{ stream: string }>().stream);
    expect(opened?.jurisdictions).toEqual([town, otherTown]);
    expect(opened?.data).toMatchObject({ lots: [{ jurisdiction: town }, { jurisdiction: otherTown }] });
  });
  it('on a company that was never entered answers as if there were nothing', async () => {
    expect((await open([equityLot(testId('nobody'))])).statusCode).toBe(404);
  });
  it('is not for a town, nor for a department', async () => {
    const parcelId = await enteredParcel(service);
    const statuses = [townOfficer, department(land)].map(async (as) => (await open(openingOf(parcelId).lots, as)).statusCode);
    expect(await Promise.all(statuses)).toEqual([403, 403]);
  });
});

describe('the answer of a department', () => {
  const answerOf = (auctionId: string, as: ReturnType<typeof department>, who: object) =>
    service.post(`/auctions/${auctionId}/answers`, { ...envelope, ...consulting.consulted[0], ...who, opinion: '无意见' }, { as });
  it('is its own: neither another department nor its colleagues of the city give it', async () => {
    const auctionId = await asked(service);
    const refusals = [
      await answerOf(auctionId, department('经委'), {}),
      await answerOf(auctionId, department(land, '310000'), {}),
      await answerOf(auctionId, department(land), { department: '经委' }),
    ];
    for (const refused of refusals)
      expect([refused.statusCode, refused.json<{ rule: string }>().rule]).toEqual([422, 'auction-answer-of-another-department']);
    expect((await answerOf(auctionId, department(land), { jurisdiction: district })).statusCode).toBe(201);
  });
});

const lastOf = async (auctionId: string): Promise<RecordedEvent> => {
  const event = (await service.eventsOf(`auction-${auctionId}`)).findLast(({ type }) => type === 'AuctionRulingServed');
  if (event === undefined) throw new Error('no ruling was served');
  return event;
};
const ofCategory = async (category: string) => (await service.everything()).filter(({ stream }) => stream.startsWith(`${category}-`));

describe('a ruling on land is served', () => {
  const servedToday = async (): Promise<{ parcelId: string; event: RecordedEvent }> => {
    const { auctionId, parcelId } = await caseAfter(service, 'announced', 'sold', 'confirmed', 'ruled');
    await service.made(lotUrl(auctionId, 'ruling-services'), {}, { as: clerk, key: 'served' });
    return { parcelId, event: await lastOf(auctionId) };
  };
  const register = (parcelId: string, on = today) => {
    const right = rightCommands.RegisterRight.parse({
      parcelId,
      rightId,
      jurisdiction: town,
      kind: 'state-land-use',
      holders: [{ partyId: debtorId, share: '1/1' }],
    });
    return giveOn(on, service, `title-${parcelId}`, title, 'RegisterRight', right);
  };

  it('passes the right to its buyer on that day, once however often it is delivered', async () => {
    const { parcelId, event } = await servedToday();
    await register(parcelId);
    const context = { store: service.store, today };
    await whenAuctionLandRulingServed.react(context, event);
    await whenAuctionLandRulingServed.react(context, event);
    const passed = (await service.eventsOf(`title-${parcelId}`)).filter(({ type }) => type === 'RightTransferredByRuling');
    expect(passed).toMatchObject([{ effectiveOn: today, causationId: event.id, actor: { sub: 'reaction:auction-land-ruling-served' } }]);
    expect(JSON.stringify(passed[0]?.data)).toContain(buyerId);
  });
  it('is tried again when the right has not been recorded yet', async () => {
    const { parcelId, event } = await servedToday();
    const react = () => whenAuctionLandRulingServed.react({ store: service.store, today }, event);
    await expect(react()).rejects.toThrow(`right ${rightId} did not pass`);
    await register(parcelId);
    await react();
    expect((await service.eventsOf(`title-${parcelId}`)).map(({ type }) => type)).toContain('RightTransferredByRuling');
  });
  it('on another day than recorded: the right passed on that day, to those whom the title has, once', async () => {
    const { parcelId, event } = await servedToday();
    await register(parcelId, date('2024-01-02'));
    const context = { store: service.store, today };
    await whenAuctionLandRulingServed.react(context, event);
    const { auctionId } = event.data as { auctionId: string };
    const correction = { step: event.id, reason: '送达回证载明的日期不同', effectiveOn: '2024-03-01' };
    await service.made(lotUrl(auctionId, 'date-corrections'), correction, { as: clerk, key: 'corrected' });
    const corrected = (await service.eventsOf(`auction-${auctionId}`)).findLast(({ type }) => type === 'AuctionDateCorrected');
    if (corrected === undefined) throw new Error('no date was corrected');
    await whenAuctionLandRulingServed.react(context, corrected);
    await whenAuctionLandRulingServed.react(context, corrected);
    const [passed, ...moved] = (await service.eventsOf(`title-${parcelId}`)).filter(({ type }) => type.startsWith('RightTransfer'));
    expect(moved).toMatchObject([
      {
        type: 'RightTransferCorrected',
        effectiveOn: '2024-03-01',
        corrects: passed?.id,
        causationId: corrected.id,
        data: { holders: [{ partyId: buyerId, share: '1/1' }], transferId: auctionId },
      },
    ]);
  });
  it('while the day of another step is corrected: nothing to the title', async () => {
    const { auctionId, parcelId } = await caseAfter(service, 'announced', 'sold', 'confirmed');
    const [, , , confirmed] = await service.eventsOf(`auction-${auctionId}`);
    await service.made(lotUrl(auctionId, 'date-corrections'), { step: confirmed?.id, reason: '读错' }, { as: clerk, key: 'corrected' });
    const corrected = (await service.eventsOf(`auction-${auctionId}`)).at(-1);
    if (corrected === undefined) throw new Error('no date was corrected');
    await whenAuctionLandRulingServed.react({ store: service.store, today }, corrected);
    expect([corrected.type, await service.eventsOf(`title-${parcelId}`)]).toEqual(['AuctionDateCorrected', []]);
  });
  it('is nothing to the companies', async () => {
    const { event } = await servedToday();
    await whenAuctionEquityRulingServed.react({ store: service.store, today }, event);
    expect([await ofCategory('equity'), await ofCategory('finding')]).toEqual([[], []]);
  });
});

describe('a ruling on a share is served', () => {
  const other = testId('other holder');
  type Holder = { holderId: string; share: string | null; group: number | null };
  const held: readonly Holder[] = [
    { holderId: debtorId, share: '40%', group: null },
    { holderId: other, share: '60%', group: null },
  ];
  const jointly: readonly Holder[] = [debtorId, other].map((holderId) => ({ holderId, share: null, group: 1 }));

  const served = async (holdings: readonly Holder[], share: string | null, to: readonly object[] = sold.to): Promise<RecordedEvent> => {
    const companyId = await enteredParty(service);
    if (holdings.length > 0)
      await give(service.store, {
        stream: `shares-${companyId}`,
        decider: shareholding,
        type: 'RecordShareholdings',
        data: shareholdingCommands.RecordShareholdings.parse({
          companyId,
          jurisdictions: [town],
          holdings,
          groups: holdings.some(({ group }) => group !== null) ? [{ group: 1, share: '1/1' }] : [],
        }),
      });
    const opening = { ...openingOf(testId('none')), lots: [equityLot(companyId, share)], effectiveOn: '2024-01-02' };
    const auctionId = await service.made('/auctions', opening, { as: clerk, key: 'opened' });
    const steps: readonly [string, object][] = [
      ['notices', { round: 'first', ...notice, effectiveOn: '2024-01-05' }],
      ['results', { result: { ...sold, to } }],
      ['confirmations', {}],
      ['rulings', { rulingNumber: '（2024）沪0116执1234号之二' }],
      ['ruling-services', {}],
    ];
    for (const [noun, body] of steps) await service.made(lotUrl(auctionId, noun), body, { as: clerk, key: noun });
    return lastOf(auctionId);
  };
  const react = async (event: RecordedEvent, times = 1) => {
    for (let i = 0; i < times; i += 1) await whenAuctionEquityRulingServed.react({ store: service.store, today }, event);
  };
  const changes = async () =>
    (await ofCategory('equity'))
      .filter(({ type }) => type === 'EquityTransferCompleted')
      .map(({ data }) => (data as { changes: object }).changes);

  it('is a change of equity that has taken place, once however often it is delivered', async () => {
    const event = await served(held, '30%');
    await react(event, 2);
    const filed = (await ofCategory('equity')).filter(({ type }) => type === 'EquityTransferFiled');
    expect(filed).toMatchObject([{ data: { kind: 'judicial-disposal' }, effectiveOn: today, causationId: event.id }]);
    const completed = (await ofCategory('equity')).filter(({ type }) => type === 'EquityTransferCompleted');
    expect(completed).toMatchObject([{ data: { caseNumber, basis: 'reported' } }]);
    expect(await changes()).toEqual([
      [
        { holderId: debtorId, before: '40%', after: '1/10' },
        { holderId: other, before: '60%', after: '3/5' },
        { holderId: buyerId, before: null, after: '3/10' },
      ],
    ]);
    expect(await ofCategory('finding')).toEqual([]);
  });
  it('goes to several by their shares, also to who holds a part already; who sold everything holds nothing', async () => {
    const to = [
      { partyId: buyerId, share: '1/4' },
      { partyId: other, share: '3/4' },
    ];
    await react(await served(held, '40%', to));
    expect(await changes()).toEqual([
      [
        { holderId: debtorId, before: '40%', after: null },
        { holderId: other, before: '60%', after: '9/10' },
        { holderId: buyerId, before: null, after: '1/10' },
      ],
    ]);
  });
  it('leaves those who hold jointly what they hold', async () => {
    const pair = [testId('first'), testId('second')].map((holderId) => ({ holderId, share: null, group: 1 }));
    const companyHolders: readonly Holder[] = [{ holderId: debtorId, share: '40%', group: null }, ...pair];
    const event = await served([], '40%');
    const { companyId } = (event.data as { subject: { companyId: string } }).subject;
    await give(service.store, {
      stream: `shares-${companyId}`,
      decider: shareholding,
      type: 'RecordShareholdings',
      data: shareholdingCommands.RecordShareholdings.parse({
        companyId,
        jurisdictions: [town],
        holdings: companyHolders,
        groups: [{ group: 1, share: '60%' }],
      }),
    });
    await react(event);
    expect(await changes()).toMatchObject([
      [{ before: '40%', after: null }, { after: 'joint' }, { after: 'joint' }, { holderId: buyerId, after: '2/5' }],
    ]);
  });
  it.each<[string, readonly Holder[], string | null, readonly object[]]>([
    ['the register does not know the debtor', [], '30%', sold.to],
    ['the debtor holds less than was sold', held, '50%', sold.to],
    ['the share has no fraction', held, null, sold.to],
    ['the debtor holds jointly', jointly, '30%', sold.to],
    ['the buyers hold jointly', held, '30%', [buyerId, other].map((partyId) => ({ partyId, share: null }))],
  ])('asks a person when %s', async (_, holdings, share, to) => {
    const event = await served(holdings, share, to);
    await react(event, 2);
    expect(await ofCategory('equity')).toEqual([]);
    expect(await ofCategory('finding')).toMatchObject([
      {
        type: 'FindingOpened',
        data: { rule: 'auction-equity-ruling-served', subject: { kind: 'auction' }, causedBy: event.id },
        jurisdictions: [town],
      },
    ]);
  });
  it('is nothing to the titles, nor is a correction of its day', async () => {
    const context = { store: service.store, today };
    const event = await served(held, '30%');
    const { auctionId } = event.data as { auctionId: string };
    const data = { auctionId, lotId, step: event.type, was: today, reason: '读错' };
    await whenAuctionLandRulingServed.react(context, event);
    await whenAuctionLandRulingServed.react(context, { ...event, type: 'AuctionDateCorrected', corrects: event.id, data });
    expect(await ofCategory('title')).toEqual([]);
  });
});
