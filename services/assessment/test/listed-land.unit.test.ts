import type { RecordedEvent } from '@yimu/domain/kernel';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { reactions } from '../src/reactions/index.ts';
import { supervisedFacts } from '../src/reactions/supervised-matters.ts';
import { whenListedLandTouched } from '../src/reactions/when-listed-land-touched.ts';
import { content, listed, row } from './support/cases/plans.ts';
import { otherTown, town, townOfficer } from './support/officers.ts';
import { type AssessmentService, assessmentService, enteredParcel, sources, today } from './support/service.ts';
import {
  auctionOf,
  changeOfEquity,
  companyId,
  contractId,
  contractOn,
  debtorId,
  elsewhere,
  equityId,
  type FactType,
  fact,
  filing,
  onTitle,
} from './support/supervised-facts.ts';

let service: AssessmentService;
let parcelId: string;
beforeEach(async () => {
  service = await assessmentService();
  parcelId = await enteredParcel(service);
  await listed(service, parcelId);
});

const tell = (stream: string, type: FactType, data: object, how: Parameters<typeof fact>[4] = {}) =>
  fact(service.store, stream, type, data, how);
const deliver = (event: RecordedEvent) => whenListedLandTouched.react({ store: service.store, today }, event);
/** Tells a fact and delivers it. */
const say = async (...said: Parameters<typeof tell>) => deliver(await tell(...said));
const touches = async () => (await service.eventsOf(`plan-${parcelId}`)).filter(({ type }) => type === 'ListedLandTouched');
const said = async () => (await touches()).map(({ data }) => data);

const filed = (parcels = [parcelId], contractIds: string[] = [], on: string = today) =>
  tell(`equity-${equityId}`, 'EquityTransferFiled', filing(parcels, contractIds), { on });
/** Another case of the same company. */
const filedAnew = (name: string, parcels: string[] = []) =>
  say(`equity-${testId(name)}`, 'EquityTransferFiled', { ...filing(parcels), equityId: testId(name) });
const namedContract = (name: string) =>
  say(`equity-${testId(name)}`, 'EquityContractsNamed', { equityId: testId(name), contractIds: [contractId], clauses: [] });
const hasInterest = (on: string, type: 'InterestRecorded' | 'InterestEnded' = 'InterestRecorded', kind = 'land') =>
  tell(`interests-${companyId}`, type, { partyId: companyId, kind, targetId: parcelId }, { on });
const usesLand = (partyId: string) =>
  tell(`party-${partyId}`, 'LandUserListed', {
    partyId,
    parcelId,
    jurisdiction: town,
    nameAsPrinted: '上海普利滋纺织染整有限公司',
    role: 'land-user',
    confirmed: false,
  });

describe('a change of equity of a company whose land is listed', () => {
  it('is kept in the plan of the parcel, for the departments that supervise it, as an act of the reaction', async () => {
    const event = await filed();
    await deliver(event);
    const { enterprise, category, mode, year } = content;
    const entry = { document: '漕府〔2024〕11号', list: row.list, row: row.row, category, mode, year, enterprise };
    expect(await touches()).toMatchObject([
      {
        data: {
          parcelId,
          matter: { kind: 'equity', id: equityId },
          fact: 'EquityTransferFiled',
          causedBy: event.id,
          enterpriseId: null,
          departments: ['规划资源局', '经委', '市场监管局'],
          entries: [entry],
        },
        jurisdictions: [town],
        effectiveOn: today,
        causationId: event.id,
        actor: { sub: 'reaction:supervised-matter' },
      },
    ]);
  });
  it('is kept once, however often the event is delivered, and whatever else the case tells later', async () => {
    const event = await filed();
    await deliver(event);
    await deliver(event);
    await tell(`contract-${contractId}`, 'ContractSigned', { ...contractOn([parcelId]), clauses: [], milestones: [] });
    await say(`equity-${equityId}`, 'EquityContractsNamed', { equityId, contractIds: [contractId], clauses: [] });
    expect((await touches()).length).toBe(1);
  });
  it('does not show the plan to other places that the case concerns', async () => {
    await say(`equity-${equityId}`, 'EquityTransferFiled', filing([parcelId]), { jurisdictions: [town, otherTown] });
    expect((await touches()).map(({ jurisdictions }) => jurisdictions)).toEqual([[town]]);
  });
  it('is found through its contracts, named with it or later, as they were last corrected', async () => {
    await tell(`contract-${contractId}`, 'ContractSigned', { ...contractOn([parcelId]), clauses: [], milestones: [] });
    await deliver(await filed([], [contractId]));
    await namedContract('another case');
    expect(await said()).toMatchObject([{ enterpriseId: null }, { enterpriseId: null, fact: 'EquityContractsNamed' }]);
    await tell(`contract-${contractId}`, 'ContractCorrected', { ...contractOn([elsewhere]), reason: '误录' });
    await namedContract('a third case');
    expect((await touches()).length).toBe(2);
  });
  it('is nothing through a contract that does not exist', async () => {
    await namedContract('a case');
    expect(await touches()).toEqual([]);
  });
  it('that nobody declared counts on the day it was found', async () => {
    const reported = { ...changeOfEquity([parcelId]), foundOn: today, daysUntilFound: 1531 };
    await say(`equity-${equityId}`, 'UndeclaredEquityTransferReported', reported, { on: '2020-01-01' });
    expect(await touches()).toMatchObject([{ data: { fact: 'UndeclaredEquityTransferReported' }, effectiveOn: today }]);
  });
  it('is found through what the company holds on that day, or is named as user of', async () => {
    await hasInterest('2020-01-01');
    await filedAnew('a case');
    await usesLand(companyId);
    await filedAnew('another case');
    expect(await said()).toMatchObject([{ enterpriseId: companyId }, { enterpriseId: companyId }]);
  });
  it('is nothing to land that the company no longer has, will have, or to a company that it holds', async () => {
    await hasInterest('2021-01-01', 'InterestEnded');
    await hasInterest('2020-01-01');
    await hasInterest('2024-03-12');
    await hasInterest('2020-01-01', 'InterestRecorded', 'company');
    await filedAnew('a case');
    expect(await touches()).toEqual([]);
  });
});

describe('land that is not listed', () => {
  it('is nothing to anybody: no plan begins', async () => {
    const event = await filed([elsewhere]);
    const before = await service.everything();
    await deliver(event);
    expect(await service.everything()).toEqual(before);
  });
  it('on that day is none either: listed later, or struck off', async () => {
    await deliver(await filed([parcelId], [], '2024-03-10'));
    const [entry] = await service.eventsOf(`plan-${parcelId}`);
    const annulment = { effectiveOn: today, sources, reason: '并非本地块', entry: entry?.id };
    await service.post(`/plans/${parcelId}/entry-annulments`, annulment, { as: townOfficer, key: 'annulled' });
    await filedAnew('another case', [parcelId]);
    expect(await touches()).toEqual([]);
  });
});

describe('a registration or a transfer', () => {
  const types = Object.keys(onTitle('')) as (keyof ReturnType<typeof onTitle>)[];
  it.each(types)('%s of a listed parcel is kept in its plan', async (type) => {
    const { data, matter } = onTitle(parcelId)[type];
    await say(`title-${parcelId}`, type, data);
    const departments = matter.kind === 'auction' ? ['规划资源局', '市场监管局', '经委'] : ['规划资源局', '经委'];
    expect(await said()).toMatchObject([{ matter, fact: type, enterpriseId: null, departments }]);
  });
  it('of other land of an enterprise that has a listed parcel is kept in the plan of that one', async () => {
    await hasInterest('2020-01-01');
    await say(`title-${elsewhere}`, 'RightTransferFiled', onTitle(elsewhere).RightTransferFiled.data);
    expect(await said()).toMatchObject([{ enterpriseId: companyId }]);
  });
  it('that was filed and then registered is one matter', async () => {
    const { RightTransferFiled, RightTransferred } = onTitle(parcelId);
    await say(`title-${parcelId}`, 'RightTransferFiled', RightTransferFiled.data);
    await say(`title-${parcelId}`, 'RightTransferred', RightTransferred.data);
    expect(await said()).toMatchObject([{ fact: 'RightTransferFiled' }]);
  });
  it('that is to take place later counts as of today', async () => {
    await say(`title-${parcelId}`, 'RightTransferFiled', onTitle(parcelId).RightTransferFiled.data, { on: '2024-06-01' });
    expect((await touches()).map(({ effectiveOn }) => effectiveOn)).toEqual([today]);
  });
});

describe('a judicial auction', () => {
  const opened = (name: string, subject: object) =>
    say(`auction-${testId(name)}`, 'AuctionOpened', { ...auctionOf(subject), auctionId: testId(name) });
  it('of listed land is kept in its plan', async () => {
    await opened('a case', { kind: 'land', parcelId, rightIds: [], holderId: null, share: null });
    const matter = { kind: 'auction', id: testId('a case') };
    expect(await said()).toMatchObject([{ matter, enterpriseId: null, departments: ['规划资源局', '市场监管局', '经委'] }]);
  });
  it('of a share of a company that has listed land is kept there, and so is one against its user', async () => {
    await hasInterest('2020-01-01');
    await opened('a case', { kind: 'equity', companyId, holderId: debtorId, share: '30%' });
    await usesLand(debtorId);
    await opened('another case', { kind: 'land', parcelId: elsewhere, rightIds: [], holderId: null, share: null });
    expect(await said()).toMatchObject([{ enterpriseId: companyId }, { enterpriseId: debtorId }]);
  });
});

describe('the reaction', () => {
  it('hears of every supervised fact', () => {
    expect(reactions).toContain(whenListedLandTouched);
    expect(whenListedLandTouched.filter).toEqual({ types: supervisedFacts });
  });
  it('throws when the plan cannot be written, so that the event is tried again', async () => {
    const event = await filed();
    const failing = { ...service.store, append: () => Promise.reject(new Error('not now')) };
    await expect(whenListedLandTouched.react({ store: failing, today }, event)).rejects.toThrow('not now');
  });
});
