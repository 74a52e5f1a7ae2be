// The case that the routes of auctions are described with: one lot of land, announced for 5 February, everything in its order.
import { district, officer, otherDistrict, townOfficer } from '../officers.ts';
import { enteredParcel, envelope, type RegistryService, today } from '../service.ts';

const land = '规划资源局';
/** A court's letters are recorded by the clerk at 规划资源局. */
export const clerk = officer('court-clerk', district, land);
export const asClerk = { by: clerk, elsewhere: officer('court-clerk', otherDistrict, land), powerless: townOfficer };

export const lotId = '4d5a7d0e-5a0b-4f0e-9b0c-5f6d1e2c0a01';
export const buyerId = '4d5a7d0e-5a0b-4f0e-9b0c-5f6d1e2c0a02';
export const creditorId = '4d5a7d0e-5a0b-4f0e-9b0c-5f6d1e2c0a03';
export const debtorId = '4d5a7d0e-5a0b-4f0e-9b0c-5f6d1e2c0a04';
export const rightId = '4d5a7d0e-5a0b-4f0e-9b0c-5f6d1e2c0a05';
export const court = '上海市金山区人民法院';
export const caseNumber = '（2024）沪0116执1234号';
export const yuan = (amount: number) => ({ amount: `${amount}00`, currency: 'CNY' });

/** The body that opens a case on one parcel. */
export const openingOf = (parcelId: string) => ({
  court,
  caseNumber,
  debtorIds: [debtorId],
  reserveFloor: '70%',
  lots: [
    {
      lotId,
      name: '月工路169号土地及厂房',
      subject: { kind: 'land', parcelId, rightIds: [rightId], holderId: null, share: null },
      appraisedValue: yuan(10_000_000),
      reservePrice: yuan(8_000_000),
    },
  ],
});

export const notice = {
  platform: '公拍网',
  price: yuan(8_000_000),
  deposit: yuan(800_000),
  auctionOn: '2024-02-05',
  endsOn: '2024-02-06',
  conditions: [{ text: '须为境内法人', basis: { kind: 'law', law: '公司法', article: '第三条' } }],
  defects: null,
  occupancy: '现由承租人使用',
  preEmptionHolderIds: null,
  taxBurden: null,
};
export const sold = { kind: 'sold', to: [{ partyId: buyerId, share: null }], price: yuan(8_500_000), bidders: 1 };
export const rulingNumber = '（2024）沪0116执1234号之一';

/** The letters and records that lead to each stage, each on its day. */
const steps = {
  announced: { noun: 'notices', on: '2024-01-05', body: { round: 'first', ...notice } },
  failed: { noun: 'results', on: '2024-02-06', body: { result: { kind: 'failed' } } },
  sold: { noun: 'results', on: '2024-02-06', body: { result: sold } },
  suspended: { noun: 'suspensions', on: '2024-02-01', body: { reason: '案外人异议' } },
  defaulted: { noun: 'buyer-defaults', on: '2024-02-10', body: {} },
  confirmed: { noun: 'confirmations', on: '2024-02-07', body: {} },
  ruled: { noun: 'rulings', on: '2024-02-20', body: { rulingNumber } },
  served: { noun: 'ruling-services', on: '2024-02-26', body: {} },
} as const;
export type Step = keyof typeof steps;

export const lotUrl = (auctionId: string, noun: string, lot = lotId): string => `/auctions/${auctionId}/lots/${lot}/${noun}`;

/** Opens the case on 2 January and takes it through steps; answers its id and its parcel. */
export const caseAfter = async (service: RegistryService, ...taken: readonly Step[]) => {
  const parcelId = await enteredParcel(service);
  const opening = { ...openingOf(parcelId), effectiveOn: '2024-01-02' };
  const auctionId = await service.made('/auctions', opening, { as: clerk, key: 'opened' });
  for (const name of taken) {
    const { noun, on, body } = steps[name];
    await service.made(lotUrl(auctionId, noun), { ...body, effectiveOn: on }, { as: clerk, key: name });
  }
  return { auctionId, parcelId };
};

/** Asks 规划资源局 of the district for its answer by today. */
export const consulting = { consulted: [{ department: land, jurisdiction: district }], answerBy: today };
export const asked = async (service: RegistryService): Promise<string> => {
  const { auctionId } = await caseAfter(service);
  const url = `/auctions/${auctionId}/consultations`;
  await service.made(url, { ...envelope, ...consulting, effectiveOn: '2024-01-03' }, { as: clerk, key: 'asked' });
  return auctionId;
};
