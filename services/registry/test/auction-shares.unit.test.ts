// 按份共有: a court sells the share of one co-owner, and the others keep theirs.
import { date, type RecordedEvent } from '@yimu/domain/kernel';
import { rightCommands, title } from '@yimu/domain/right';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { whenAuctionLandRulingServed } from '../src/reactions/when-auction-land-ruling-served.ts';
import {
  buyerId,
  clerk,
  debtorId,
  lotId,
  lotUrl,
  notice,
  openingOf,
  rightId,
  rulingNumber,
  sold,
} from './support/cases/auctions-history.ts';
import { giveOn } from './support/cases/equity-scene.ts';
import { town } from './support/officers.ts';
import { enteredParcel, type RegistryService, registryService, today } from './support/service.ts';

let service: RegistryService;
beforeEach(async () => {
  service = await registryService();
});

const coOwner = testId('co-owner');
type Held = { partyId: string; share: string | null };
const half: readonly Held[] = [
  { partyId: debtorId, share: '1/2' },
  { partyId: coOwner, share: '1/2' },
];

/** The title as registered, and a lot of the debtor's share whose ruling is served today. */
const served = async (holders: readonly Held[], share: string, to: readonly Held[] = sold.to, registeredOn = '2024-01-02') => {
  const parcelId = await enteredParcel(service);
  if (holders.length > 0) {
    const data = { parcelId, rightId, jurisdiction: town, kind: 'state-land-use' as const, holders: [...holders] };
    await giveOn(date(registeredOn), service, `title-${parcelId}`, title, 'RegisterRight', rightCommands.RegisterRight.parse(data));
  }
  const subject = { kind: 'land', parcelId, rightIds: [rightId], holderId: debtorId, share };
  const opening = { ...openingOf(parcelId), lots: [{ lotId, name: '月工路169号土地及厂房', subject }], effectiveOn: '2024-01-02' };
  const auctionId = await service.made('/auctions', opening, { as: clerk, key: 'opened' });
  const steps: readonly [string, object][] = [
    ['notices', { round: 'first', ...notice, effectiveOn: '2024-01-05' }],
    ['results', { result: { ...sold, to } }],
    ['confirmations', {}],
    ['rulings', { rulingNumber }],
    ['ruling-services', {}],
  ];
  for (const [noun, body] of steps) await service.made(lotUrl(auctionId, noun), body, { as: clerk, key: noun });
  const event = (await service.eventsOf(`auction-${auctionId}`)).find(({ type }) => type === 'AuctionRulingServed');
  if (event === undefined) throw new Error('no ruling was served');
  return { parcelId, event };
};
const react = async (event: RecordedEvent, times = 1) => {
  for (let i = 0; i < times; i += 1) await whenAuctionLandRulingServed.react({ store: service.store, today }, event);
};
const passed = async (parcelId: string) =>
  (await service.eventsOf(`title-${parcelId}`))
    .filter(({ type }) => type === 'RightTransferredByRuling')
    .map(({ data }) => (data as { holders: readonly Held[] }).holders);
const findings = async () => (await service.everything()).filter(({ stream }) => stream.startsWith('finding-'));

describe("a ruling on a co-owner's share of land is served", () => {
  it('passes his half to the buyer and leaves the other half where it is, once however often it is delivered', async () => {
    const { parcelId, event } = await served(half, '1/2');
    await react(event, 2);
    expect(await passed(parcelId)).toEqual([
      [
        { partyId: coOwner, share: '1/2' },
        { partyId: buyerId, share: '1/2' },
      ],
    ]);
    expect(await findings()).toEqual([]);
  });
  it('leaves him what was not sold, and adds to what a buyer holds already', async () => {
    const to = [
      { partyId: buyerId, share: '1/4' },
      { partyId: coOwner, share: '3/4' },
    ];
    const { parcelId, event } = await served(half, '40%', to);
    await react(event);
    expect(await passed(parcelId)).toEqual([
      [
        { partyId: debtorId, share: '1/10' },
        { partyId: coOwner, share: '4/5' },
        { partyId: buyerId, share: '1/10' },
      ],
    ]);
  });
  it.each<[string, readonly Held[], string, readonly Held[], string]>([
    ['he holds less than was sold', half, '60%', sold.to, '2024-01-02'],
    ['he holds nothing', [{ partyId: coOwner, share: '1/1' }], '1/2', sold.to, '2024-01-02'],
    ['they hold jointly', half.map(({ partyId }) => ({ partyId, share: null })), '1/2', sold.to, '2024-01-02'],
    ['the buyers hold jointly', half, '1/2', [buyerId, testId('wife')].map((partyId) => ({ partyId, share: null })), '2024-01-02'],
  ])('asks a person when %s by the title, and nothing passes', async (_, holders, share, to, registeredOn) => {
    const { parcelId, event } = await served(holders, share, to, registeredOn);
    await react(event, 2);
    expect(await passed(parcelId)).toEqual([]);
    expect(await findings()).toMatchObject([
      { type: 'FindingOpened', data: { rule: 'auction-land-share-unmatched', subject: { kind: 'auction' }, causedBy: event.id } },
    ]);
  });
  it('is tried again when the right has not been recorded yet', async () => {
    const { event } = await served([], '1/2');
    await expect(react(event)).rejects.toThrow(`right ${rightId} did not pass`);
  });
});

it('a lot names a co-owner and his share, or neither', async () => {
  const parcelId = await enteredParcel(service);
  const of = async (part: object) => {
    const subject = { kind: 'land', parcelId, rightIds: [rightId], ...part };
    const body = { ...openingOf(parcelId), lots: [{ lotId, name: '土地', subject }], sources: [], effectiveOn: today };
    return (await service.post('/auctions', body, { as: clerk })).statusCode;
  };
  expect([await of({ share: '1/2' }), await of({ holderId: debtorId })]).toEqual([400, 400]);
});
