// What follows from a change of equity in other streams: who holds the company, which subsidiaries it touches, which contracts it may break.
import { interest } from '@yimu/domain/interest';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { shareholding, shareholdingCommands } from '@yimu/domain/shareholding';
import type { Reaction } from '@yimu/server';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { whenEquityClauseBreachSuspected } from '../src/reactions/when-equity-clause-breach-suspected.ts';
import { whenEquityParentChanged } from '../src/reactions/when-equity-parent-changed.ts';
import { whenEquitySharesChanged } from '../src/reactions/when-equity-shares-changed.ts';
import { buyer, changes, filed, heard, land, market, other, seller, signedContract, step } from './support/cases/equity-scene.ts';
import { department, otherTown, town, townOfficer } from './support/officers.ts';
import { enteredParty, give, type RegistryService, registryService, sources, today } from './support/service.ts';

let service: RegistryService;
beforeEach(async () => {
  service = await registryService();
});

/** Delivers the last event of a kind to a reaction twice; answers what it appended. */
const deliver = async (reaction: Reaction, type: string): Promise<readonly RecordedEvent[]> => {
  const before = await service.everything();
  const cause = before.findLast((event) => event.type === type);
  if (cause === undefined) throw new Error(`there is no ${type}`);
  await reaction.react({ store: service.store, today }, cause);
  const once = await service.everything();
  await reaction.react({ store: service.store, today }, cause);
  expect(await service.everything()).toEqual(once);
  const appended = once.slice(before.length);
  for (const event of appended)
    expect(event).toMatchObject({ causationId: cause.id, sources, actor: { sub: `reaction:${reaction.name}` } });
  return appended;
};
const told = (events: readonly RecordedEvent[]) => events.map(({ type, data }) => ({ type, data }));

const held = async (companyId: string, ...holdings: { holderId: string; share: string | null; group?: number }[]) => {
  const groups = holdings.some(({ group }) => group === 1) ? [{ group: 1, share: null }] : [];
  const data = shareholdingCommands.RecordShareholdings.parse({ companyId, jurisdictions: [town], holdings, groups });
  await give(service.store, { stream: `shares-${companyId}`, decider: shareholding, type: 'RecordShareholdings', data, key: companyId });
};
const caseNumber = '（2024）沪0116执1号';
const frozen = async (companyId: string) => {
  const freeze = { companyId, holderId: seller, share: '60%', court: '上海市金山区人民法院', caseNumber };
  const data = shareholdingCommands.FreezeShares.parse(freeze);
  await give(service.store, { stream: `shares-${companyId}`, decider: shareholding, type: 'FreezeShares', data });
};
const has = (partyId: string, kind: 'company' | 'land', targetId: string, jurisdictions = [town]) =>
  give(service.store, {
    stream: `interests-${partyId}`,
    decider: interest,
    type: 'RecordInterest',
    data: { partyId, kind, targetId, jurisdictions },
    key: targetId,
  });
const beforehand = [
  { holderId: seller, share: '60%' },
  { holderId: other, share: '40%' },
];

const decide = async (equityId: string) => {
  await heard(service, equityId);
  await step(service, equityId, 'grants', {}, land);
  await step(service, equityId, 'completions', {}, market);
};
const file = (body: object, key = 'file') => service.made('/equity-transfers', body, { as: townOfficer, key });
const report = (equityId: string) => step(service, equityId, 'completion-reports', {}, town);

describe('the holders of the company', () => {
  it('change by a transfer, as decided', async () => {
    const { equityId, companyId } = await filed(service);
    await held(companyId, ...beforehand);
    await decide(equityId);
    const share = { share: '3/5', equityId, caseNumber: null, basis: 'decided' };
    expect(told(await deliver(whenEquitySharesChanged, 'EquityTransferCompleted'))).toEqual([
      { type: 'SharesTransferred', data: { companyId, fromId: seller, toId: buyer, ...share } },
    ]);
  });

  const sold = (...rows: readonly (readonly [string, string | null, string | null])[]) =>
    rows.map(([holderId, before, after]) => ({ holderId, before, after }));
  it.each([
    ['one gives to two', sold([seller, '60%', null], [other, '40%', '2/3'], [buyer, null, '1/3']), 2],
    ['two give to one', sold([seller, '60%', null], [other, '40%', null], [buyer, null, '1/1']), 2],
  ])('change by as many transfers as there are: %s', async (_, rows, count) => {
    const companyId = await enteredParty(service);
    await held(companyId, ...beforehand);
    await decide(await file({ companyId, kind: 'transfer', changes: rows, contractIds: [] }));
    const appended = await deliver(whenEquitySharesChanged, 'EquityTransferCompleted');
    expect(appended.map(({ type }) => type)).toEqual(Array.from({ length: count }, () => 'SharesTransferred'));
  });

  it.each([
    ['two give to two', sold([seller, '60%', null], [other, '40%', null], [buyer, null, '1/2'], [testId('second'), null, '1/2'])],
    ['a holding becomes joint', sold([seller, '60%', 'joint'], [other, '40%', '40%'], [buyer, null, 'joint'])],
  ])('are recorded as a whole where nobody can say who gave what to whom: %s', async (_, rows) => {
    const companyId = await enteredParty(service);
    await decide(await file({ companyId, kind: 'transfer', changes: rows, contractIds: [] }));
    const [recorded, ...more] = await deliver(whenEquitySharesChanged, 'EquityTransferCompleted');
    expect([recorded?.type, more]).toEqual(['ShareholdingsRecorded', []]);
    const joint = { holderId: seller, share: null, group: 1 };
    expect(recorded?.data).toMatchObject(
      rows[0]?.after === 'joint'
        ? { holdings: [joint, { share: '40%' }, { ...joint, holderId: buyer }], groups: [{ group: 1, share: '3/5' }] }
        : { holdings: [{ holderId: buyer, share: '1/2', group: null }, { share: '1/2' }], groups: [] },
    );
  });

  it('change by an increase of capital as such', async () => {
    const companyId = await enteredParty(service);
    await held(companyId, ...beforehand);
    const rows = sold([seller, '60%', '30%'], [other, '40%', '20%'], [buyer, null, '50%']);
    const equityId = await file({ companyId, kind: 'capital-increase', changes: rows, contractIds: [] });
    await decide(equityId);
    const [changed, ...more] = await deliver(whenEquitySharesChanged, 'EquityTransferCompleted');
    expect([changed?.type, changed?.data, more]).toMatchObject([
      'ShareholdingsChanged',
      { companyId, cause: 'capital-increase', equityId },
      [],
    ]);
  });

  it('change by the transfer that was reported, with the rules it broke', async () => {
    const { equityId, companyId } = await filed(service);
    await held(companyId, ...beforehand);
    await report(equityId);
    const [transferred, ...more] = await deliver(whenEquitySharesChanged, 'EquityTransferCompleted');
    expect([transferred?.type, transferred?.data, more]).toMatchObject(['SharesTransferred', { basis: 'reported', equityId }, []]);
  });

  it('change by what a court disposed of, whose own freeze does not bind it', async () => {
    const companyId = await enteredParty(service);
    await held(companyId, ...beforehand);
    await frozen(companyId);
    const equityId = await file({ companyId, kind: 'judicial-disposal', changes, contractIds: [] });
    await step(service, equityId, 'completion-reports', { caseNumber }, town);
    const [transferred, ...more] = await deliver(whenEquitySharesChanged, 'EquityTransferCompleted');
    expect([transferred?.type, transferred?.data, more]).toMatchObject(['SharesTransferred', { caseNumber, equityId }, []]);
  });

  it('are recorded as they are when the change does not start from what the ledger has, with what that disagrees with', async () => {
    const { equityId, companyId } = await filed(service);
    await held(companyId, { holderId: seller, share: '100%' });
    await report(equityId);
    const appended = await deliver(whenEquitySharesChanged, 'EquityTransferCompleted');
    expect(appended.map(({ type }) => type)).toEqual(['ShareholdingsRecorded', 'ShareholdingDiscrepancyFound']);
  });

  it('are recorded as they are when the company’s own stream refuses what was decided here: its shares are frozen', async () => {
    const { equityId, companyId } = await filed(service);
    await held(companyId, ...beforehand);
    await frozen(companyId);
    await decide(equityId);
    const appended = await deliver(whenEquitySharesChanged, 'EquityTransferCompleted');
    expect(appended.map(({ type }) => type)).toContain('ShareholdingsRecorded');
  });

  it('stay as they are when the ledger says so already, and when no share moves', async () => {
    const companyId = await enteredParty(service);
    await held(companyId, { holderId: other, share: '2/5' }, { holderId: buyer, share: '3/5' });
    const body = { companyId, kind: 'transfer', changes, foundOn: today, contractIds: [] };
    await service.made('/undeclared-equity-transfers', body, { as: department(market), key: 'undeclared' });
    expect(await deliver(whenEquitySharesChanged, 'UndeclaredEquityTransferReported')).toEqual([]);
    await report(await file({ companyId, kind: 'indirect', changes: [], contractIds: [] }));
    expect(await deliver(whenEquitySharesChanged, 'EquityTransferCompleted')).toEqual([]);
  });
});

describe('the subsidiaries of the company', () => {
  it('that have land change indirectly, however deep, each once: a circle ends', async () => {
    const { equityId, companyId } = await filed(service);
    const [child, grandchild, landless] = [
      await enteredParty(service, '子公司'),
      await enteredParty(service, '孙公司'),
      await enteredParty(service, '无地公司'),
    ];
    await has(companyId, 'land', testId('own'));
    await has(companyId, 'company', landless);
    await has(companyId, 'company', child);
    await has(landless, 'company', grandchild);
    await has(child, 'company', grandchild);
    await has(grandchild, 'company', companyId);
    await has(child, 'land', testId('west'), [otherTown]);
    await has(grandchild, 'land', testId('east'));
    await report(equityId);
    const appended = await deliver(whenEquityParentChanged, 'EquityTransferCompleted');
    const touched = appended.map(({ type, data, jurisdictions }) => [type, (data as { companyId?: string }).companyId, jurisdictions]);
    expect(touched).toEqual(
      [
        [child, [town, otherTown]],
        [grandchild, [town]],
      ].flatMap(([id, places]) => [
        ['EquityTransferFiled', id, places],
        ['EquityTransferCompleted', id, places],
        ['EquityDiscrepancyFound', undefined, places],
      ]),
    );
    expect(appended[0]?.data).toMatchObject({ kind: 'indirect', causedBy: equityId, changes: [], parcels: [{ parcelId: testId('west') }] });
    expect(await deliver(whenEquityParentChanged, 'EquityTransferCompleted')).toEqual([]);
  });

  it('of an undeclared change are touched too', async () => {
    const [companyId, child] = [await enteredParty(service), await enteredParty(service, '子公司')];
    await has(companyId, 'company', child);
    await has(child, 'land', testId('west'));
    const body = { companyId, kind: 'transfer', changes, foundOn: today, contractIds: [] };
    await service.made('/undeclared-equity-transfers', body, { as: department(market), key: 'undeclared' });
    expect((await deliver(whenEquityParentChanged, 'UndeclaredEquityTransferReported')).map(({ type }) => type)).toEqual([
      'EquityTransferFiled',
      'EquityTransferCompleted',
      'EquityDiscrepancyFound',
    ]);
  });

  it('whose case was filed ahead complete that case, with the consent it got', async () => {
    const { equityId, companyId } = await filed(service);
    const child = await enteredParty(service, '子公司');
    await has(companyId, 'company', child);
    await has(child, 'land', testId('west'));
    const contractIds = [await signedContract(service, child)];
    const ahead = await service.made(
      `/equity-transfers/${equityId}/indirect-transfers`,
      { companyId: child, contractIds },
      { as: townOfficer, key: 'ahead' },
    );
    await step(service, ahead, 'consent-requests', {}, town);
    await step(service, ahead, 'consents', {}, land);
    await heard(service, ahead);
    await step(service, ahead, 'grants', {}, land);
    await report(equityId);
    const appended = await deliver(whenEquityParentChanged, 'EquityTransferCompleted');
    expect(appended.map(({ type, stream }) => [type, stream])).toEqual([['EquityTransferCompleted', `equity-${ahead}`]]);
  });

  it('are tried again when one was never entered as a party', async () => {
    const { equityId, companyId } = await filed(service);
    await has(companyId, 'company', testId('unknown'));
    await has(testId('unknown'), 'land', testId('west'));
    await report(equityId);
    await expect(deliver(whenEquityParentChanged, 'EquityTransferCompleted')).rejects.toThrow('never entered as a party');
  });
});

describe('the contracts whose clauses may have been broken', () => {
  it('get one lead each, which says what was missing', async () => {
    const { equityId, contractIds } = await filed(service, { bound: true });
    await report(equityId);
    const [contractId = ''] = contractIds;
    const [cause] = (await service.eventsOf(`equity-${equityId}`)).filter(({ type }) => type === 'EquityClauseBreachSuspected');
    const [lead, ...more] = await deliver(whenEquityClauseBreachSuspected, 'EquityClauseBreachSuspected');
    expect([lead?.type, lead?.stream, more]).toEqual(['BreachLeadRecorded', `contract-${contractId}`, []]);
    expect(lead?.data).toMatchObject({
      contractId,
      kind: 'equity-consent-missing',
      detailZh: '受让人股权或实际控制人于2024-03-11变更，未见合同所要求的出让人同意。',
      causedBy: cause?.id,
    });
  });
});
