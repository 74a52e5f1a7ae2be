// What only the service does for a case of equity: it looks up the company, its land, its contracts and its holders, within the scope.

import { contract, contractCommands } from '@yimu/domain/contract';
import { interest } from '@yimu/domain/interest';
import { date } from '@yimu/domain/kernel';
import { party, partyCommands } from '@yimu/domain/party';
import { shareholding, shareholdingCommands } from '@yimu/domain/shareholding';
import { testId } from '@yimu/testing';
import { bare } from '@yimu/testing/command-routes';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  buyer,
  changes,
  economy,
  filed,
  giveOn,
  heard,
  keptClause,
  land,
  market,
  noChange,
  opinion,
  other,
  seller,
  signedContract,
  step,
} from './support/cases/equity-scene.ts';
import { department, district, officer, otherDistrict, otherTown, otherTownOfficer, town, townOfficer } from './support/officers.ts';
import { enteredParty, envelope, type RegistryService, registryService, today } from './support/service.ts';

let service: RegistryService;
beforeEach(async () => {
  service = await registryService();
});

const landOf = (partyId: string, targetId: string, code: string, from: string, until?: string) => {
  const data = { partyId, kind: 'land' as const, targetId, jurisdictions: [code] };
  const had = giveOn(date(from), service, `interests-${partyId}`, interest, 'RecordInterest', data);
  return until === undefined ? had : had.then(() => giveOn(date(until), service, `interests-${partyId}`, interest, 'EndInterest', data));
};

const said = (companyId: string, more: object = {}) => ({ ...envelope, companyId, kind: 'transfer', changes, contractIds: [], ...more });
const last = async (equityId: string) => (await service.eventsOf(`equity-${equityId}`)).at(-1);

describe('the places of a case', () => {
  it('are the home of the company and the towns of the land it had on the day', async () => {
    const companyId = await enteredParty(service);
    await landOf(companyId, testId('east'), otherTown, '2010-01-01');
    await landOf(companyId, testId('west'), '310116101', '2010-01-01', '2024-03-11');
    const now = await service.made('/equity-transfers', said(companyId), { as: townOfficer, key: 'now' });
    expect(await last(now)).toMatchObject({
      jurisdictions: [town, otherTown],
      data: { parcels: [{ parcelId: testId('east'), jurisdictions: [otherTown] }] },
    });
    const before = said(companyId, { effectiveOn: '2024-03-10' });
    const then = await service.made('/equity-transfers', before, { as: townOfficer, key: 'then' });
    expect((await last(then))?.jurisdictions).toEqual(['310116101', town, otherTown]);
  });

  it('let all of them see the case, and nobody else begin one', async () => {
    const companyId = await enteredParty(service);
    await landOf(companyId, testId('east'), otherTown, '2010-01-01');
    const equityId = await service.made('/equity-transfers', said(companyId), { as: townOfficer, key: 'filed' });
    const cancel = { ...envelope, reason: '交易终止' };
    const there = await service.post(`/equity-transfers/${equityId}/cancellations`, cancel, { as: otherTownOfficer });
    expect(there.statusCode).toBe(201);
    expect((await service.post('/equity-transfers', said(companyId), { as: otherTownOfficer })).statusCode).toBe(404);
  });

  it('follow the company that moves', async () => {
    const companyId = await enteredParty(service);
    const moved = partyCommands.MoveParty.parse({ partyId: companyId, jurisdiction: '310116101' });
    await giveOn(today, service, `party-${companyId}`, party, 'MoveParty', moved);
    const equityId = await service.made('/equity-transfers', said(companyId), { as: officer('town-officer', district), key: 'filed' });
    expect((await last(equityId))?.jurisdictions).toEqual(['310116101']);
  });
});

describe('the contracts of a case', () => {
  it('are those of the scope: another one does not exist', async () => {
    const companyId = await enteredParty(service);
    const contractId = testId('elsewhere');
    const data = contractCommands.SignContract.parse({
      contractId,
      jurisdictions: [otherTown],
      kind: 'grant',
      number: '1',
      grantor: { kind: 'text', name: '松江区规划资源局' },
      granteeId: companyId,
      parcelIds: [testId('parcel')],
      signedOn: today,
    });
    await giveOn(today, service, `contract-${contractId}`, contract, 'SignContract', data);
    const file = (id: string) => service.post('/equity-transfers', said(companyId, { contractIds: [id] }), { as: townOfficer });
    const [theirs, missing] = [await file(contractId), await file(testId('missing'))];
    expect(theirs.statusCode).toBe(404);
    expect(bare(theirs)).toBe(bare(missing));
  });

  it('are known with the days of each wording: a supplementary agreement changes it from its own day on', async () => {
    const companyId = await enteredParty(service);
    const contractId = await signedContract(service, companyId, 'amended', date('2015-01-01'));
    const terms = { kind: 'equity-change-consent', consentRequired: true, threshold: '50%', lockUntil: null, covers: ['equity-structure'] };
    const amended = contractCommands.SignSupplementaryAgreement.parse({
      contractId,
      number: '补1',
      signedOn: '2024-03-11',
      changes: [{ no: '第十五条', clause: { terms } }],
    });
    await giveOn(today, service, `contract-${contractId}`, contract, 'SignSupplementaryAgreement', amended);
    const body = said(companyId, { contractIds: [contractId] });
    const data = (await last(await service.made('/equity-transfers', body, { as: townOfficer, key: 'filed' })))?.data;
    expect(data).toMatchObject({
      clauses: [
        keptClause(contractId, date('2015-01-01'), today),
        { contractId, from: today, until: null, threshold: '50%', covers: ['shares'] },
      ],
    });
  });

  it('are contracts of the company: those of another grantee are refused', async () => {
    const [companyId, stranger] = [await enteredParty(service), await enteredParty(service, '另一企业')];
    const contractIds = [await signedContract(service, stranger)];
    const answer = await service.post('/equity-transfers', said(companyId, { contractIds }), { as: townOfficer });
    expect([answer.statusCode, answer.json<{ rule: string }>().rule]).toEqual([422, 'equity-contract-of-another-grantee']);
  });
});

describe('the ledger of holders', () => {
  const hold = (companyId: string, from: string, structure: object) => {
    const data = shareholdingCommands.RecordShareholdings.parse({ companyId, jurisdictions: [town], ...structure });
    return giveOn(date(from), service, `shares-${companyId}`, shareholding, 'RecordShareholdings', data);
  };
  const rules = async (equityId: string) =>
    (await service.eventsOf(`equity-${equityId}`)).map(({ type, data }) =>
      type === 'EquityDiscrepancyFound' ? (data as { discrepancy: { rule: string } }).discrepancy.rule : type,
    );

  it('is that of the day, and a filing that disagrees is recorded with what disagrees', async () => {
    const companyId = await enteredParty(service);
    await hold(companyId, '2020-01-01', {
      holdings: [
        { holderId: seller, share: '60%' },
        { holderId: other, share: '2/5' },
      ],
    });
    await hold(companyId, '2024-03-11', { holdings: [{ holderId: buyer, share: '1/1' }] });
    const file = (effectiveOn: string) =>
      service.made('/equity-transfers', said(companyId, { effectiveOn }), { as: townOfficer, key: effectiveOn });
    expect(await rules(await file('2024-03-10'))).toEqual(['EquityTransferFiled']);
    expect(await rules(await file('2024-03-11'))).toEqual(['EquityTransferFiled', 'equity-differs-from-register']);
  });

  it('knows joint holders, and says nothing where it does not know what a holder has', async () => {
    const joint = [
      { holderId: seller, before: 'joint', after: null },
      { holderId: other, before: 'joint', after: null },
      { holderId: buyer, before: null, after: '1/1' },
    ];
    const file = async (key: string, structure: object) => {
      const companyId = await enteredParty(service, key);
      await hold(companyId, '2020-01-01', structure);
      return rules(await service.made('/equity-transfers', said(companyId, { changes: joint }), { as: townOfficer, key }));
    };
    const group = [{ group: 1, share: '1/1' }];
    const both = [
      { holderId: seller, share: null, group: 1 },
      { holderId: other, share: null, group: 1 },
    ];
    expect(await file('joint', { holdings: both, groups: group })).toEqual(['EquityTransferFiled']);
    expect(await file('unknown', { holdings: [{ holderId: buyer, share: null }] })).toEqual(['EquityTransferFiled']);
    expect(await file('known', { holdings: [{ holderId: buyer, share: '1/1' }] })).toHaveLength(2);
  });

  it('refuses a registration that does not start from it', async () => {
    const { equityId, companyId } = await filed(service);
    await heard(service, equityId);
    await step(service, equityId, 'grants', {}, land);
    await hold(companyId, '2024-03-11', { holdings: [{ holderId: buyer, share: '1/1' }] });
    const answer = await service.post(`/equity-transfers/${equityId}/completions`, envelope, { as: department(market) });
    expect([answer.statusCode, answer.json<{ rule: string }>().rule]).toEqual([409, 'equity-differs-from-register']);
  });
});

describe('who acts', () => {
  it('is the department of the token, in its opinion and in its determination', async () => {
    const { equityId } = await filed(service);
    for (const who of [land, economy, market]) {
      await step(service, equityId, 'opinions', opinion, who);
      expect((await last(equityId))?.data).toMatchObject({ department: who });
    }
    await step(service, equityId, 'control-determinations', noChange, market);
    expect((await last(equityId))?.data).toMatchObject({ department: market });
    const named = { ...envelope, ...opinion, department: economy };
    expect((await service.post(`/equity-transfers/${equityId}/opinions`, named, { as: department(land) })).statusCode).toBe(400);
  });

  it('ends a case as authority when a department does, and for the applicant when the town does', async () => {
    const { equityId } = await filed(service);
    await step(service, equityId, 'cancellations', { reason: '不再受理' }, market);
    expect((await last(equityId))?.data).toMatchObject({ by: 'authority' });
  });

  it('files the case of a subsidiary under one id per cause, and only under a cause of its scope', async () => {
    const { equityId } = await filed(service);
    const companyId = await enteredParty(service, '子公司');
    const body = { ...envelope, companyId, contractIds: [] };
    const url = `/equity-transfers/${equityId}/indirect-transfers`;
    const [first, second] = [
      await service.post(url, body, { as: townOfficer, key: 'a' }),
      await service.post(url, body, { as: townOfficer, key: 'b' }),
    ];
    expect([first.statusCode, second.statusCode]).toEqual([201, 200]);
    expect(second.json<{ id: string }>().id).toBe(first.json<{ id: string }>().id);
    expect((await service.post(url, body, { as: department(land, otherDistrict) })).statusCode).toBe(404);
  });
});
