// What only the service does about a parcel: it looks at other parcels by their ids, and passes codes on from duplicates.
import { bare } from '@yimu/testing/command-routes';
import { beforeEach, describe, expect, it } from 'vitest';
import { department, otherTownOfficer, townOfficer } from './support/officers.ts';
import { enteredParcel, envelope, nowhere, type RegistryService, registryService } from './support/service.ts';

const land = department('规划资源局');
const code = '310116112001GB00001';
const reason = '同一地块两次建档';

let service: RegistryService;
beforeEach(async () => {
  service = await registryService();
});

const answerOf = async (url: string, body: object, as = land, key = url) => service.post(url, { ...envelope, ...body }, { as, key });
const ruleOf = async (url: string, body: object, key?: string) => {
  const answer = await answerOf(url, body, land, key);
  return [answer.statusCode, answer.json<{ rule?: string }>().rule];
};
const typesOf = async (stream: string) => (await service.eventsOf(stream)).map(({ type }) => type);
const elsewhere = () =>
  service.made('/parcels', { jurisdiction: '310117107', name: '九亭地块' }, { as: otherTownOfficer, key: 'elsewhere' });
const declare = (parcelId: string, survivor: string, as = land, key = 'declare') =>
  answerOf(`/parcels/${parcelId}/duplicate-declarations`, { survivor, reason }, as, key);
const assign = (parcelId: string, key: string) =>
  answerOf(`/parcels/${parcelId}/codes`, { assigned: { kind: 'parcel-code', code } }, land, key);

describe('a parcel of another district', () => {
  it.each([
    ['retirements', (id: string) => ({ reason, successors: [id] })],
    ['reported-retirements', (id: string) => ({ reason, successors: [id] })],
    ['duplicate-declarations', (id: string) => ({ reason, survivor: id })],
  ])('is as good as none when it is named in %s', async (path, body) => {
    const parcelId = await enteredParcel(service);
    const [theirs, missing] = [
      await answerOf(`/parcels/${parcelId}/${path}`, body(await elsewhere()), land, 'theirs'),
      await answerOf(`/parcels/${parcelId}/${path}`, body(nowhere), land, 'missing'),
    ];
    expect(theirs.statusCode).toBe(404);
    expect(bare(theirs)).toBe(bare(missing));
    expect(await typesOf(`parcel-${parcelId}`)).toEqual(['ParcelEntered']);
  });
});

describe('a duplicate', () => {
  it('of a duplicate is refused, naming the parcel that stays', async () => {
    const [first, second, third] = [
      await enteredParcel(service, '甲'),
      await enteredParcel(service, '乙'),
      await enteredParcel(service, '丙'),
    ];
    expect((await declare(second, third)).statusCode).toBe(201);
    const refused = await declare(first, second, townOfficer);
    expect(refused.json<{ rule: string; detail: string }>()).toMatchObject({ rule: 'parcel-survivor-is-duplicate' });
    expect(refused.body).toContain(third);
  });
  it('leaves its code to the parcel that stays, and to nobody else', async () => {
    const [duplicate, survivor, stranger] = [
      await enteredParcel(service, '甲'),
      await enteredParcel(service, '乙'),
      await enteredParcel(service, '丙'),
    ];
    await assign(duplicate, 'first');
    expect((await assign(survivor, 'too early')).statusCode).toBe(409);
    await declare(duplicate, survivor);
    expect((await assign(stranger, 'stranger')).statusCode).toBe(409);
    expect((await assign(survivor, 'now')).statusCode).toBe(201);
    expect(await typesOf(`parcelcode-${code}`)).toEqual(['ParcelCodeReserved', 'ParcelCodePassed']);
    expect(await typesOf(`parcel-${duplicate}`)).toEqual(['ParcelEntered', 'ParcelCodeAssigned', 'ParcelDuplicateDeclared']);
    const [refused] = [await answerOf(`/parcels/${duplicate}/geometries`, square(10))];
    expect(refused.json<{ rule: string }>().rule).toBe('parcel-is-duplicate');
    expect(refused.body).toContain(survivor);
  });
  it('that is none after all keeps its code, unless that passed on: then it is told', async () => {
    const [duplicate, survivor] = [await enteredParcel(service, '甲'), await enteredParcel(service, '乙')];
    const revoke = (key: string) => answerOf(`/parcels/${duplicate}/duplicate-revocations`, { reason: '实为两宗地' }, land, key);
    await assign(duplicate, 'first');
    await declare(duplicate, survivor);
    expect((await revoke('still its own')).statusCode).toBe(201);
    expect((await typesOf(`parcel-${duplicate}`)).at(-1)).toBe('ParcelDuplicateAnnulled');
    await declare(duplicate, survivor, land, 'again');
    await assign(survivor, 'now');
    expect((await revoke('passed on')).statusCode).toBe(201);
    expect((await typesOf(`parcel-${duplicate}`)).slice(-2)).toEqual(['ParcelDuplicateAnnulled', 'ParcelDiscrepancyFound']);
  });
});

const drawn = (crs: string, ...points: readonly (readonly [number | string, number | string])[]) => ({
  crs,
  geometry: {
    type: 'Polygon',
    coordinates: [points.map(([x, y]) => [typeof x === 'string' ? x : String(x), typeof y === 'string' ? y : String(y)])],
  },
});
const square = (size: number) => drawn('Shanghai2000-local', [0, 0], [size, 0], [size, size], [0, size], [0, 0]);

describe('a bad shape', () => {
  const geometries = (parcelId: string) => `/parcels/${parcelId}/geometries`;
  it.each([
    ['crosses itself', drawn('CGCS2000', [121, 30], [122, 31], [122, 30], [121, 31], [121, 30]), 'parcel-geometry-ring-crosses-itself'],
    ['is not closed', drawn('CGCS2000', [121, 30], [122, 31], [122, 30], [121, 31]), 'parcel-geometry-ring-open'],
    ['has latitude first', drawn('WGS84', [30, 121], [31, 121], [31, 122], [30, 121]), 'parcel-geometry-out-of-range'],
  ])('that %s is refused by name, and nothing is written', async (_, shape, rule) => {
    const parcelId = await enteredParcel(service);
    expect(await ruleOf(geometries(parcelId), shape)).toEqual([422, rule]);
    expect(await typesOf(`parcel-${parcelId}`)).toEqual(['ParcelEntered']);
  });
  it.each([
    ['without its coordinate system', { geometry: square(10).geometry }],
    ['with numbers for coordinates', { crs: 'CGCS2000', geometry: { type: 'Polygon', coordinates: [[[121, 30]]] } }],
    ['with a coordinate of 1e400', drawn('CGCS2000', ['1e400', '30'])],
    ['of a point', { crs: 'CGCS2000', geometry: { type: 'Point', coordinates: ['121', '30'] } }],
  ])('%s has not the shape of a request', async (_, shape) => {
    const parcelId = await enteredParcel(service);
    expect((await answerOf(geometries(parcelId), shape)).statusCode).toBe(400);
  });
  it('as large as may be fits into the ledger', async () => {
    const parcelId = await enteredParcel(service);
    const points = Array.from({ length: 999 }, (_, i) => {
      const angle = (2 * Math.PI * i) / 999;
      return [(90_000 * Math.cos(angle)).toFixed(9), (90_000 * Math.sin(angle)).toFixed(9)] as const;
    });
    const [first = ['0', '0'] as const] = points;
    expect((await answerOf(geometries(parcelId), drawn('Shanghai2000-local', ...points, first))).statusCode).toBe(201);
  });
});
