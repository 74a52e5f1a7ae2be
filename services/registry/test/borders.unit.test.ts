// Commands that name a second place, beside the stream they append to: it too must lie inside the scope.
import { bare } from '@yimu/testing/command-routes';
import { beforeEach, describe, expect, it } from 'vitest';
import { officer, otherTown, otherTownOfficer, town, townOfficer } from './support/officers.ts';
import { enteredParcel, enteredParty, envelope, nowhere, type RegistryService, registryService } from './support/service.ts';

let service: RegistryService;
beforeEach(async () => {
  service = await registryService();
});

describe('a party', () => {
  it("is not listed as user of another town's parcel: that parcel does not exist here", async () => {
    const parcelId = await enteredParcel(service);
    const body = { jurisdiction: otherTown, name: '松江企业' };
    const partyId = await service.made('/parties', body, { as: otherTownOfficer, key: 'party' });
    const list = (parcel: string) =>
      service.post(`/parties/${partyId}/land-uses`, { ...envelope, parcelId: parcel, nameAsPrinted: '松江企业' }, { as: otherTownOfficer });
    const [theirs, missing] = [await list(parcelId), await list(nowhere)];
    expect(theirs.statusCode).toBe(404);
    expect(bare(theirs)).toBe(bare(missing));
    expect((await service.eventsOf(`party-${partyId}`)).length).toBe(1);
  });

  it('that uses land in two towns is commanded from both, once the district has listed it', async () => {
    const partyId = await enteredParty(service);
    const city = officer('town-officer', '310000');
    const parcelIn = async (code: string, as: typeof city) =>
      service.made('/parcels', { jurisdiction: code, name: code }, { as, key: code });
    const elsewhere = await parcelIn(otherTown, otherTownOfficer);
    const use = (parcelId: string, as: typeof city, key: string) =>
      service.post(`/parties/${partyId}/land-uses`, { ...envelope, parcelId, nameAsPrinted: '企业' }, { as, key });
    expect((await use(elsewhere, otherTownOfficer, 'too early')).statusCode).toBe(404);
    expect((await use(elsewhere, city, 'district')).statusCode).toBe(201);
    expect((await service.eventsOf(`party-${partyId}`)).at(-1)?.jurisdictions).toEqual([town, otherTown]);
    expect(
      (await use(await parcelIn('310117001', officer('town-officer', '310117')), officer('town-officer', '310117'), 'now')).statusCode,
    ).toBe(201);
  });
});

describe('an import row', () => {
  const row = (changed: object) => ({
    ...envelope,
    document: '漕府〔2024〕11号',
    list: '附件3 盘活',
    row: '1',
    name: '地块',
    contentHash: 'ab'.repeat(32),
    cells: { 序号: '1' },
    target: { kind: 'parcel', id: 'x' },
    jurisdiction: town,
    ...changed,
  });

  it('that reads otherwise the second time is recorded as changed, under the same id', async () => {
    const first = await service.post('/import-rows', row({}), { as: townOfficer, key: 'a' });
    const changed = await service.post('/import-rows', row({ contentHash: 'cd'.repeat(32) }), { as: townOfficer, key: 'b' });
    const { id, stream } = changed.json<{ id: string; stream: string }>();
    expect([changed.statusCode, id, stream]).toEqual([201, first.json<{ id: string }>().id, `importrow-${id}`]);
    expect((await service.eventsOf(stream)).map(({ type }) => type)).toEqual(['ImportRowRecorded', 'ImportRowChanged']);
  });

  it('with the same content is nothing new, whatever the key', async () => {
    await service.post('/import-rows', row({}), { as: townOfficer, key: 'a' });
    expect((await service.post('/import-rows', row({}), { as: townOfficer, key: 'b' })).statusCode).toBe(200);
    expect((await service.everything()).length).toBe(1);
  });

  it('is not moved to a town outside the scope', async () => {
    await service.post('/import-rows', row({}), { as: townOfficer, key: 'a' });
    expect((await service.post('/import-rows', row({ jurisdiction: otherTown }), { as: townOfficer, key: 'b' })).statusCode).toBe(404);
    expect((await service.everything()).length).toBe(1);
  });

  it('is occupied by nobody else: the same row of another town is another one', async () => {
    const theirs = await service.post('/import-rows', row({ jurisdiction: otherTown }), { as: otherTownOfficer, key: 'a' });
    const own = await service.post('/import-rows', row({}), { as: townOfficer, key: 'b' });
    expect([theirs.statusCode, own.statusCode]).toEqual([201, 201]);
    expect(own.json<{ id: string }>().id).not.toBe(theirs.json<{ id: string }>().id);
  });
});

describe('a jurisdiction', () => {
  it('is not recoded to a successor outside the scope, who would see its history', async () => {
    const admin = officer('admin', '310116');
    const data = { code: town, name: '漕泾镇', parent: '310116', effectiveOn: '2020-01-01' };
    await service.made('/jurisdictions', data, { as: admin, key: 'registered' });
    const recode = (successor: string, key: string) =>
      service.post(`/jurisdictions/${town}/recodings`, { ...envelope, successor, reason: '区划调整' }, { as: admin, key });
    expect([(await recode(otherTown, 'a')).statusCode, (await recode('310116113', 'b')).statusCode]).toEqual([404, 201]);
  });
});
