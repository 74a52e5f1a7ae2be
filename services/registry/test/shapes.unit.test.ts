import { beforeEach, describe, expect, it } from 'vitest';
import { department, townOfficer } from './support/officers.ts';
import { enteredParcel, envelope, type RegistryService, registryService } from './support/service.ts';

let service: RegistryService;
beforeEach(async () => {
  service = await registryService();
});

const parcelWith = (area: unknown) => ({ ...envelope, jurisdiction: '310116112', name: '地块', area });
const sentences = async (url: string, body: unknown, as = townOfficer) => {
  const answer = await service.post(url, body, { as });
  const problem = answer.json<{ errors?: { message: string }[] }>();
  return [answer.statusCode, problem.errors?.map(({ message }) => message)];
};

describe('an area', () => {
  it.each([
    ['0', 'area.value: expected an area greater than 0.'],
    ['0.00', 'area.value: expected an area greater than 0.'],
    ['-30.62', 'area.value: expected a positive number as text, for example "30.62".'],
    ['1 0', 'area.value: expected a positive number as text, for example "30.62".'],
    ['1e3', 'area.value: expected a positive number as text, for example "30.62".'],
    ['1.12345678', 'area.value: expected at most 7 decimals.'],
    ['999999999999', 'area.value: expected at most 10,000 km².'],
  ])('of "%s" 亩 is refused: %s', async (value, sentence) => {
    expect(await sentences('/parcels', parcelWith({ value, unit: 'mu' }))).toEqual([400, [sentence]]);
  });

  it('is text with a unit, not a number', async () => {
    expect(await sentences('/parcels', parcelWith({ value: 30, unit: 'acre' }))).toEqual([
      400,
      ['area.value: expected text.', 'area.unit: expected one of mu, m2, ha.'],
    ]);
  });
});

describe('other fields', () => {
  it('a USCC with a wrong check character is refused, and nothing is reserved', async () => {
    const body = { ...envelope, jurisdiction: '310116112', name: '企业', uscc: '91350100M000100Y44' };
    expect(await sentences('/parties', body)).toEqual([400, ['uscc: the check character does not fit (GB 32100-2015).']]);
    expect(await service.everything()).toEqual([]);
  });

  it('a parcel lies in a town', async () => {
    expect(await sentences('/parcels', { ...parcelWith(null), jurisdiction: '310116' })).toEqual([
      400,
      ['jurisdiction: expected a town code of 9 digits.'],
    ]);
  });

  it('an id in the address is a UUID, and a code a code', async () => {
    expect(await sentences('/parcels/1/address-observations', { ...envelope, address: '路' })).toEqual([
      400,
      ['parcelId: expected an id (UUID).'],
    ]);
    const admin = { ...townOfficer, roles: ['admin' as const] };
    expect(await sentences('/jurisdictions/31/renamings', { ...envelope, name: '镇' }, admin)).toEqual([
      400,
      ['code: expected an administrative code of 6 digits (city, district) or 9 digits (town).'],
    ]);
  });

  it('a parcel code has its kind and its shape', async () => {
    const body = { ...envelope, assigned: { kind: 'parcel-code', code: '310116' } };
    const url = `/parcels/${await enteredParcel(service)}/codes`;
    expect(await sentences(url, body, department('规划资源局'))).toEqual([
      400,
      ['assigned.code: expected a parcel code of 19 characters: 12 digits, 2 feature letters, 5 digits.'],
    ]);
  });

  it('the server knows the id of a row and the town of a land use; nobody may say otherwise', async () => {
    const row = { ...envelope, rowId: 'ab'.repeat(32), document: 'd', list: 'l', row: '1', name: 'n', contentHash: 'ab'.repeat(32) };
    const rest = { cells: {}, target: { kind: 'parcel', id: 'x' }, jurisdiction: '310116112' };
    expect(await sentences('/import-rows', { ...row, ...rest })).toEqual([400, ['rowId: expected no such field.']]);
    const use = { ...envelope, parcelId: '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed', nameAsPrinted: 'n', jurisdiction: '310116112' };
    expect(await sentences('/parties/1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed/land-uses', use)).toEqual([
      400,
      ['jurisdiction: expected no such field.'],
    ]);
  });
});
