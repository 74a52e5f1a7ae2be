// The day of a change of equity was corrected: who held the company follows where it can, and the subsidiaries with it.

import { interest } from '@yimu/domain/interest';
import { date, type RecordedEvent } from '@yimu/domain/kernel';
import { holdingsOn, shareholding, shareholdingCommands } from '@yimu/domain/shareholding';
import type { Reaction } from '@yimu/server';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { whenEquityParentChanged } from '../src/reactions/when-equity-parent-changed.ts';
import { whenEquitySharesChanged } from '../src/reactions/when-equity-shares-changed.ts';
import { shareholdingsOf } from '../src/routes/equity-context.ts';
import { buyer, giveOn, market, other, seller } from './support/cases/equity-scene.ts';
import { department, town, townOfficer } from './support/officers.ts';
import { enteredParty, type RegistryService, registryService, today } from './support/service.ts';

let service: RegistryService;
beforeEach(async () => {
  service = await registryService();
});

/** Delivers the last event of a kind twice; answers what came of it. */
const deliver = async (reaction: Reaction, type: string): Promise<readonly RecordedEvent[]> => {
  const before = await service.everything();
  const event = before.findLast((each) => each.type === type);
  if (event === undefined) throw new Error(`there is no ${type}`);
  await reaction.react({ store: service.store, today }, event);
  const once = await service.everything();
  await reaction.react({ store: service.store, today }, event);
  expect(await service.everything()).toEqual(once);
  return once.slice(before.length);
};
const typesOf = (events: readonly RecordedEvent[]) => events.map(({ type }) => type);

/** The capital grows: who had all of it has half, the buyer the other half. */
const grown = [
  { holderId: seller, before: '100%', after: '50%' },
  { holderId: buyer, before: null, after: '50%' },
];
const sold = [
  { holderId: seller, before: '100%', after: null },
  { holderId: buyer, before: null, after: '100%' },
];
const record = (companyId: string, on: string, ...holderIds: readonly string[]) => {
  const share = `1/${holderIds.length}`;
  const holdings = holderIds.map((holderId) => ({ holderId, share }));
  const data = shareholdingCommands.RecordShareholdings.parse({ companyId, jurisdictions: [town], holdings });
  return giveOn(date(on), service, `shares-${companyId}`, shareholding, 'RecordShareholdings', data);
};

/** A change that took place on a day and went on to the holders. */
const changed = async (kind: 'capital-increase' | 'transfer', on: string, changes: readonly object[] = grown) => {
  const companyId = await enteredParty(service);
  await record(companyId, '2023-01-01', seller);
  const filing = { companyId, kind, changes, contractIds: [], effectiveOn: '2024-01-01' };
  const equityId = await service.made('/equity-transfers', filing, { as: townOfficer, key: 'filed' });
  await service.made(`/equity-transfers/${equityId}/completion-reports`, { effectiveOn: on }, { as: townOfficer, key: 'completed' });
  await deliver(whenEquitySharesChanged, 'EquityTransferCompleted');
  return { companyId, equityId };
};
const correct = (equityId: string, effectiveOn: string) =>
  service.made(
    `/equity-transfers/${equityId}/date-corrections`,
    { effectiveOn, reason: '登记日期有误' },
    { as: department(market), key: effectiveOn },
  );
/** Who holds the company on some days. */
const holders = async (companyId: string, ...days: readonly string[]) => {
  const held = await shareholdingsOf(service.store, companyId);
  return days.map((day) => holdingsOn(held, date(day))?.holdings.map(({ holderId }) => holderId));
};

describe('the holders of the company', () => {
  it.each([
    ['earlier', '2024-03-01', '2024-02-01', '2024-01-31'],
    ['later', '2024-02-01', '2024-03-01', '2024-02-29'],
  ])('are what they were on every day when the day was %s, and again when it is corrected twice', async (_, was, right, dayBefore) => {
    const { companyId, equityId } = await changed('capital-increase', was);
    await correct(equityId, right);
    await deliver(whenEquitySharesChanged, 'EquityDateCorrected');
    expect(await holders(companyId, dayBefore, right, today)).toEqual([[seller], [seller, buyer], [seller, buyer]]);
    await correct(equityId, '2024-02-15');
    await deliver(whenEquitySharesChanged, 'EquityDateCorrected');
    expect(await holders(companyId, '2024-02-14', '2024-02-15', today)).toEqual([[seller], [seller, buyer], [seller, buyer]]);
    await correct(equityId, was);
    await deliver(whenEquitySharesChanged, 'EquityDateCorrected');
    expect(await holders(companyId, '2024-01-15', was, today)).toEqual([[seller], [seller, buyer], [seller, buyer]]);
  });

  it('that stand as transfers are corrected by a person, and the case says so once', async () => {
    const { equityId } = await changed('transfer', '2024-03-01', sold);
    await correct(equityId, '2024-02-01');
    const [found, ...more] = await deliver(whenEquitySharesChanged, 'EquityDateCorrected');
    expect([found?.stream, found?.type, more]).toEqual([`equity-${equityId}`, 'EquityDiscrepancyFound', []]);
    expect(found?.data).toMatchObject({ discrepancy: { rule: 'equity-holders-not-redated' }, about: 'EquityDateCorrected' });
  });

  it('that were recorded in between are left to a person too', async () => {
    const { companyId, equityId } = await changed('capital-increase', '2024-03-01');
    await record(companyId, '2024-02-15', seller, other);
    await correct(equityId, '2024-02-01');
    expect(typesOf(await deliver(whenEquitySharesChanged, 'EquityDateCorrected'))).toEqual(['EquityDiscrepancyFound']);
  });

  it('that the change started from on its own day are no hindrance', async () => {
    const companyId = await enteredParty(service);
    await record(companyId, '2024-03-01', seller);
    const filing = { companyId, kind: 'capital-increase', changes: grown, contractIds: [], effectiveOn: '2024-01-01' };
    const equityId = await service.made('/equity-transfers', filing, { as: townOfficer, key: 'filed' });
    await service.made(
      `/equity-transfers/${equityId}/completion-reports`,
      { effectiveOn: '2024-03-01' },
      { as: townOfficer, key: 'completed' },
    );
    await deliver(whenEquitySharesChanged, 'EquityTransferCompleted');
    await correct(equityId, '2024-02-01');
    expect(typesOf(await deliver(whenEquitySharesChanged, 'EquityDateCorrected'))).toContain('ShareholdingsRecorded');
  });

  it('are not touched where the change brought nothing to them', async () => {
    const companyId = await enteredParty(service);
    await record(companyId, '2023-01-01', seller, buyer);
    const body = { companyId, kind: 'capital-increase', changes: grown, foundOn: today, contractIds: [], effectiveOn: '2024-03-01' };
    const equityId = await service.made('/undeclared-equity-transfers', body, { as: department(market), key: 'undeclared' });
    expect(await deliver(whenEquitySharesChanged, 'UndeclaredEquityTransferReported')).toEqual([]);
    await correct(equityId, '2024-02-01');
    expect(await deliver(whenEquitySharesChanged, 'EquityDateCorrected')).toEqual([]);
  });
});

describe('the subsidiaries that changed with it', () => {
  const has = (partyId: string, kind: 'company' | 'land', targetId: string, on: string) =>
    giveOn(date(on), service, `interests-${partyId}`, interest, 'RecordInterest', { partyId, kind, targetId, jurisdictions: [town] });

  it('changed on the right day, but for those that were not touched; nothing follows from them', async () => {
    const { companyId, equityId } = await changed('capital-increase', '2024-03-01');
    const [child, later] = [await enteredParty(service, '子公司'), await enteredParty(service, '后来取得土地的公司')];
    for (const company of [child, later]) await has(companyId, 'company', company, '2023-01-01');
    await has(child, 'land', testId('west'), '2023-01-01');
    await deliver(whenEquityParentChanged, 'EquityTransferCompleted');
    await has(later, 'land', testId('east'), '2024-02-20');
    await correct(equityId, '2024-02-25');
    const [moved, ...more] = await deliver(whenEquityParentChanged, 'EquityDateCorrected');
    expect([moved?.type, moved?.data, moved?.effectiveOn, more]).toMatchObject([
      'EquityDateCorrected',
      { companyId: child, kind: 'indirect', was: '2024-03-01' },
      '2024-02-25',
      [],
    ]);
    expect(await deliver(whenEquityParentChanged, 'EquityDateCorrected')).toEqual([]);
  });

  it('keep their day, and say so, when that was decided here and the right one breaks a rule', async () => {
    const { companyId, equityId } = await changed('capital-increase', '2024-03-01');
    const child = await enteredParty(service, '子公司');
    await has(companyId, 'company', child, '2023-01-01');
    await has(child, 'land', testId('west'), '2023-01-01');
    const url = `/equity-transfers/${equityId}/indirect-transfers`;
    const filing = { companyId: child, contractIds: [], effectiveOn: '2024-02-20' };
    const ahead = await service.made(url, filing, { as: townOfficer, key: 'ahead' });
    const steps: readonly [string, object, string][] = [
      ['control-determinations', { changed: 'no', controllerBefore: null, controllerAfter: null, reason: '未变' }, market],
      ...['规划资源局', '经委', market].map((who): [string, object, string] => ['opinions', { opinion: 'agree' }, who]),
      ['grants', {}, '规划资源局'],
      ['completions', {}, market],
    ];
    for (const [noun, body, who] of steps)
      await service.made(
        `/equity-transfers/${ahead}/${noun}`,
        { ...body, effectiveOn: '2024-02-28' },
        { as: department(who), key: noun + who.length + encodeURIComponent(who) },
      );
    await correct(equityId, '2024-02-25');
    const [found, ...more] = await deliver(whenEquityParentChanged, 'EquityDateCorrected');
    expect([found?.stream, found?.type, found?.data, more]).toMatchObject([
      `equity-${ahead}`,
      'EquityDiscrepancyFound',
      { discrepancy: { rule: 'equity-completed-before-grant' }, about: 'EquityDateCorrected' },
      [],
    ]);
  });
});
