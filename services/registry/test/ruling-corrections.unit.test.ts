// What becomes of a title and of a company when the day of a ruling was another, or the court revoked the sale.
import { date, type RecordedEvent } from '@yimu/domain/kernel';
import { rightCommands, title } from '@yimu/domain/right';
import { shareholding, shareholdingCommands } from '@yimu/domain/shareholding';
import type { Reaction } from '@yimu/server';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { whenAuctionEquityRulingServed } from '../src/reactions/when-auction-equity-ruling-served.ts';
import { whenAuctionLandRulingServed } from '../src/reactions/when-auction-land-ruling-served.ts';
import { caseAfter, clerk, debtorId, lotId, lotUrl, notice, openingOf, rightId, sold } from './support/cases/auctions-history.ts';
import { giveOn } from './support/cases/equity-scene.ts';
import { land } from './support/cases/rights-title.ts';
import { town } from './support/officers.ts';
import { enteredParty, envelope, type RegistryService, registryService, today } from './support/service.ts';

let service: RegistryService;
beforeEach(async () => {
  service = await registryService();
});

const reason = '执行异议成立';
const last = async (stream: string, type: string): Promise<RecordedEvent> => {
  const event = (await service.eventsOf(stream)).findLast((each) => each.type === type);
  if (event === undefined) throw new Error(`there is no ${type}`);
  return event;
};
const typesOf = async (stream: string) => (await service.eventsOf(stream)).map(({ type }) => type);

/** Does something to the lot and delivers what came of it twice; answers what the reaction appended. */
const then = async (reaction: Reaction, auctionId: string, noun: string, body: object, type: string): Promise<readonly RecordedEvent[]> => {
  await service.made(lotUrl(auctionId, noun), body, { as: clerk, key: `${noun} ${JSON.stringify(body)}` });
  const before = await service.everything();
  const event = await last(`auction-${auctionId}`, type);
  await reaction.react({ store: service.store, today }, event);
  const once = await service.everything();
  await reaction.react({ store: service.store, today }, event);
  expect(await service.everything()).toEqual(once);
  return once.slice(before.length);
};

describe('the title of land that was sold', () => {
  const reaction = whenAuctionLandRulingServed;
  const register = (parcelId: string, on = today) => {
    const holders = [{ partyId: debtorId, share: '1/1' }];
    const right = rightCommands.RegisterRight.parse({ parcelId, rightId, jurisdiction: town, kind: 'state-land-use', holders });
    return giveOn(on, service, `title-${parcelId}`, title, 'RegisterRight', right);
  };
  /** Served today. */
  const passed = async (registeredOn = date('2024-01-02')) => {
    const { auctionId, parcelId } = await caseAfter(service, 'announced', 'sold', 'confirmed', 'ruled');
    await register(parcelId, registeredOn);
    await then(reaction, auctionId, 'ruling-services', {}, 'AuctionRulingServed');
    return { auctionId, parcelId, stream: `title-${parcelId}` };
  };
  const redate = async (auctionId: string, effectiveOn: string) => {
    const { id: step } = await last(`auction-${auctionId}`, 'AuctionRulingServed');
    return then(reaction, auctionId, 'date-corrections', { step, reason, effectiveOn }, 'AuctionDateCorrected');
  };
  const revoke = (auctionId: string) => then(reaction, auctionId, 'revocations', { reason }, 'AuctionSaleRevoked');

  it('goes back to the debtor when the sale is revoked after the service', async () => {
    const { auctionId, stream } = await passed();
    const ruling = await last(stream, 'RightTransferredByRuling');
    expect(await revoke(auctionId)).toMatchObject([{ type: 'TitleFactAnnulled', stream, corrects: ruling.id, data: { rightId, reason } }]);
  });
  it('is not touched when the sale is revoked before it', async () => {
    const { auctionId, parcelId } = await caseAfter(service, 'announced', 'sold', 'confirmed', 'ruled');
    await register(parcelId);
    expect(await revoke(auctionId)).toEqual([]);
  });
  it('passes again when the lot is sold anew, and the old revocation takes nothing more', async () => {
    const { auctionId, stream } = await passed();
    await revoke(auctionId);
    const revocation = await last(`auction-${auctionId}`, 'AuctionSaleRevoked');
    const steps: readonly [string, object][] = [
      ['notices', { round: 'first', ...notice, auctionOn: today, endsOn: null }],
      ['results', { result: sold }],
      ['confirmations', {}],
      ['rulings', { rulingNumber: '（2024）沪0116执1234号之三' }],
    ];
    for (const [noun, body] of steps) await service.made(lotUrl(auctionId, noun), body, { as: clerk, key: `${noun} anew` });
    const appended = await then(
      reaction,
      auctionId,
      'ruling-services',
      { effectiveOn: today, sources: [...envelope.sources] },
      'AuctionRulingServed',
    );
    expect(appended.map(({ type }) => type)).toEqual(['RightTransferredByRuling']);
    await reaction.react({ store: service.store, today }, revocation);
    expect((await typesOf(stream)).filter((type) => type === 'TitleFactAnnulled').length).toBe(1);
  });
  it('has a discrepancy when it cannot follow: the right began after the corrected day', async () => {
    const { auctionId, stream } = await passed(today);
    expect(await redate(auctionId, '2024-03-01')).toMatchObject([
      {
        type: 'TitleDiscrepancyFound',
        stream,
        data: { rightId, discrepancy: { rule: 'title-before-fact' }, about: 'AuctionDateCorrected' },
      },
    ]);
  });
  it('is not touched any more when a person has annulled the transfer', async () => {
    const { auctionId, parcelId, stream } = await passed();
    const entry = (await last(stream, 'RightTransferredByRuling')).id;
    await service.made(`/parcels/${parcelId}/title-annulments`, { entry, reason }, { as: land, key: 'annulled' });
    expect([await redate(auctionId, '2024-03-01'), await revoke(auctionId)]).toEqual([[], []]);
  });
});

describe('the change of a share that was sold', () => {
  const reaction = whenAuctionEquityRulingServed;
  const opened = async (...taken: readonly [string, object][]) => {
    const companyId = await enteredParty(service);
    const holdings = [
      { holderId: debtorId, share: '40%' },
      { holderId: testId('other holder'), share: '60%' },
    ];
    const data = shareholdingCommands.RecordShareholdings.parse({ companyId, jurisdictions: [town], holdings });
    await giveOn(date('2024-01-02'), service, `shares-${companyId}`, shareholding, 'RecordShareholdings', data);
    const subject = { kind: 'equity', companyId, holderId: debtorId, share: '30%' };
    const opening = { ...openingOf(testId('none')), lots: [{ lotId, name: '股权', subject }], effectiveOn: '2024-01-02' };
    const auctionId = await service.made('/auctions', opening, { as: clerk, key: 'opened' });
    const steps: readonly [string, object][] = [
      ['notices', { round: 'first', ...notice, effectiveOn: '2024-01-05' }],
      ['results', { result: sold, effectiveOn: '2024-02-06' }],
      ['confirmations', { effectiveOn: '2024-02-07' }],
      ['rulings', { rulingNumber: '（2024）沪0116执1234号之二', effectiveOn: '2024-02-20' }],
      ...taken,
    ];
    for (const [noun, body] of steps) await service.made(lotUrl(auctionId, noun), body, { as: clerk, key: noun });
    return { auctionId, companyId };
  };
  const changed = async () => {
    const { auctionId, companyId } = await opened();
    const [filed] = await then(reaction, auctionId, 'ruling-services', {}, 'AuctionRulingServed');
    return { auctionId, companyId, stream: String(filed?.stream) };
  };
  const redate = async (auctionId: string, type: string, effectiveOn: string) => {
    const { id: step } = await last(`auction-${auctionId}`, type);
    return then(reaction, auctionId, 'date-corrections', { step, reason, effectiveOn }, 'AuctionDateCorrected');
  };

  it('took place on the corrected day', async () => {
    const { auctionId, stream } = await changed();
    const completed = await last(stream, 'EquityTransferCompleted');
    expect(await redate(auctionId, 'AuctionRulingServed', '2024-03-01')).toMatchObject([
      { type: 'EquityDateCorrected', stream, effectiveOn: '2024-03-01', corrects: completed.id, data: { was: today, reason } },
    ]);
  });
  it('has nothing to do with the day of another step, nor where a person had to file it', async () => {
    const { auctionId } = await changed();
    expect(await redate(auctionId, 'AuctionRulingRecorded', '2024-02-21')).toEqual([]);
    service = await registryService();
    const unknown = await opened(['ruling-services', {}]);
    expect(await redate(unknown.auctionId, 'AuctionRulingServed', '2024-03-01')).toEqual([]);
  });
  it('is looked at by a person when the court revokes the sale after the service, and by nobody before', async () => {
    const { auctionId, companyId } = await changed();
    expect(await then(reaction, auctionId, 'revocations', { reason }, 'AuctionSaleRevoked')).toMatchObject([
      {
        type: 'FindingOpened',
        data: { rule: 'auction-equity-sale-revoked', subject: { kind: 'auction', id: auctionId }, detail: [{ value: companyId }] },
      },
    ]);
    const count = (await service.everything()).length;
    await whenAuctionLandRulingServed.react({ store: service.store, today }, await last(`auction-${auctionId}`, 'AuctionSaleRevoked'));
    expect((await service.everything()).length).toBe(count);
    service = await registryService();
    const unserved = await opened();
    expect(await then(reaction, unserved.auctionId, 'revocations', { reason }, 'AuctionSaleRevoked')).toEqual([]);
  });
});

it('land and shares are told apart', async () => {
  const { auctionId } = await caseAfter(service, 'announced', 'sold', 'confirmed', 'ruled', 'served');
  expect(await then(whenAuctionEquityRulingServed, auctionId, 'revocations', { reason }, 'AuctionSaleRevoked')).toEqual([]);
});
