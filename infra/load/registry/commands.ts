// What the bench asks the registry to do: commands as officers give them, on as many parcels as the city has.
import type { BatchedCommand } from './batches.ts';

/** The parcels of the city. */
export const parcelCount = 48_501;

const day = '2024-03-11';
const sourceOf = (row: number) => [
  {
    kind: 'document',
    number: '金府办发〔2023〕24号',
    issuer: '上海市金山区人民政府',
    date: '2023-06-12',
    clause: '附件1',
    row: String(row),
  },
];

/** Enters parcels, spread over the towns; another `occasion` enters others. */
export const parcelsIn = (towns: readonly string[], count: number, occasion: string): readonly BatchedCommand[] =>
  Array.from({ length: count }, (_, n) => ({
    path: '/parcels',
    key: `${occasion} ${n}`,
    body: {
      effectiveOn: day,
      sources: sourceOf(n),
      jurisdiction: towns[n % towns.length],
      name: `古岛工业区三期${n}号地块`,
      area: { value: `${10 + (n % 90)}.62`, unit: 'mu' },
      address: '漕泾镇东海村一组',
    },
  }));

/** Enters enterprises, all at home in one town. */
export const partiesIn = (town: string, count: number): readonly BatchedCommand[] =>
  Array.from({ length: count }, (_, n) => ({
    path: '/parties',
    key: `party ${n}`,
    body: { effectiveOn: day, sources: sourceOf(n), jurisdiction: town, name: `上海古岛时装${n}有限公司` },
  }));

/** Registers a right of some enterprise on each parcel. */
export const rightsOn = (parcels: readonly string[], parties: readonly string[]): readonly BatchedCommand[] =>
  parcels.map((parcelId, n) => ({
    path: `/parcels/${parcelId}/rights`,
    key: 'right',
    body: {
      effectiveOn: day,
      sources: sourceOf(n),
      kind: 'state-land-use',
      holders: [{ partyId: parties[n % parties.length], share: '1/1' }],
      part: null,
      nature: 'granted',
      until: '2059-12-31',
      certificateNumber: `沪（2023）金字不动产权第${String(n).padStart(6, '0')}号`,
    },
  }));

/** The text of a request that registers a mortgage. */
export const mortgage = (rightId: string, bank: string, rank: number): string =>
  JSON.stringify({
    effectiveOn: day,
    sources: sourceOf(rank),
    rightId,
    mortgagees: [bank],
    rank,
    secured: { amount: '500000000', currency: 'CNY' },
    maximum: false,
    transferRestricted: true,
  });
