import { parcelCodeReservation } from '@yimu/domain/parcel';
import type { EventStore } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import { describe, expect, it } from 'vitest';
import { department, townOfficer } from './support/officers.ts';
import { enteredParcel, enteredParty, envelope, give, type RegistryService, registryService } from './support/service.ts';

const code = '310116112001GB00001';
const uscc = '91350100M000100Y43';
const land = department('规划资源局');
const market = department('市场监管局');

const assign = (service: RegistryService, parcelId: string, key = 'assign', assigned = code) =>
  service.post(`/parcels/${parcelId}/codes`, { ...envelope, assigned: { kind: 'parcel-code', code: assigned } }, { as: land, key });
const enterWithUscc = (service: RegistryService, key: string) =>
  service.post('/parties', { ...envelope, jurisdiction: '310116112', name: `企业 ${key}`, uscc }, { as: townOfficer, key });
const typesOf = async (service: RegistryService, stream: string) => (await service.eventsOf(stream)).map(({ type }) => type);

/** A store whose process dies in the first append of an event of this type. */
const dyingBefore = (type: string): EventStore => {
  const memory = memoryEventStore();
  let alive = true;
  return {
    ...memory,
    append: (stream, events, expected) => {
      const dies = alive && events.some((event) => event.type === type);
      if (!dies) return memory.append(stream, events, expected);
      alive = false;
      return Promise.reject(new Error('killed'));
    },
  };
};

describe('a parcel code', () => {
  it('that one parcel holds is refused to another, whose stream stays as it was', async () => {
    const service = await registryService();
    const [first, second] = [await enteredParcel(service, '甲'), await enteredParcel(service, '乙')];
    expect((await assign(service, first)).statusCode).toBe(201);
    const refused = await assign(service, second);
    expect([refused.statusCode, refused.json<{ rule: string }>().rule]).toEqual([409, 'code-already-held']);
    expect(await typesOf(service, `parcel-${second}`)).toEqual(['ParcelEntered']);
  });

  it('that was reserved and not yet assigned is completed by its owner, and refused to everybody else', async () => {
    const service = await registryService();
    const [owner, other] = [await enteredParcel(service, '甲'), await enteredParcel(service, '乙')];
    const data = { code, parcelId: owner, jurisdiction: '310116112' };
    await give(service.store, { stream: `parcelcode-${code}`, decider: parcelCodeReservation, type: 'ReserveParcelCode', data });
    expect((await assign(service, other)).statusCode).toBe(409);
    expect((await assign(service, owner)).statusCode).toBe(201);
    expect(await typesOf(service, `parcelcode-${code}`)).toEqual(['ParcelCodeReserved']);
    expect(await typesOf(service, `parcel-${owner}`)).toEqual(['ParcelEntered', 'ParcelCodeAssigned']);
  });

  it('is completed by the same request when the process died between reservation and assignment', async () => {
    const service = await registryService({ store: dyingBefore('ParcelCodeAssigned') });
    const parcelId = await enteredParcel(service);
    expect((await assign(service, parcelId)).statusCode).toBe(500);
    expect(await typesOf(service, `parcelcode-${code}`)).toEqual(['ParcelCodeReserved']);
    expect((await assign(service, parcelId)).statusCode).toBe(201);
    expect((await service.everything()).map(({ type }) => type)).toEqual(['ParcelEntered', 'ParcelCodeReserved', 'ParcelCodeAssigned']);
  });

  it('that the parcel cannot have is not reserved either', async () => {
    const service = await registryService();
    const refused = await assign(service, await enteredParcel(service), 'assign', '310117112001GB00001');
    expect([refused.statusCode, refused.json<{ rule: string }>().rule]).toEqual([422, 'parcel-code-outside-district']);
    expect(await typesOf(service, 'parcelcode-310117112001GB00001')).toEqual([]);
  });
});

describe('a USCC', () => {
  it('that one party holds is refused to a second one, which is then not entered', async () => {
    const service = await registryService();
    expect((await enterWithUscc(service, 'first')).statusCode).toBe(201);
    const refused = await enterWithUscc(service, 'second');
    expect([refused.statusCode, refused.json<{ rule: string }>().rule]).toEqual([409, 'code-already-held']);
    expect((await service.everything()).length).toBe(2);
  });

  it('is refused when it is to be assigned to a party while another holds it', async () => {
    const service = await registryService();
    await enterWithUscc(service, 'first');
    const partyId = await enteredParty(service, '另一企业');
    const refused = await service.post(`/parties/${partyId}/usccs`, { ...envelope, uscc }, { as: market });
    expect(refused.statusCode).toBe(409);
    expect(await typesOf(service, `party-${partyId}`)).toEqual(['EnterpriseEntered']);
  });

  it.each([
    ['entered', 'EnterpriseEntered', async (service: RegistryService) => () => enterWithUscc(service, 'first')],
    [
      'assigned',
      'UsccAssigned',
      async (service: RegistryService) => {
        const partyId = await enteredParty(service);
        return () => service.post(`/parties/${partyId}/usccs`, { ...envelope, uscc }, { as: market });
      },
    ],
  ])('is completed by the same request when the process died before the party was %s', async (_, type, prepare) => {
    const service = await registryService({ store: dyingBefore(type) });
    const send = await prepare(service);
    expect([(await send()).statusCode, (await send()).statusCode, (await send()).statusCode]).toEqual([500, 201, 200]);
    expect(await typesOf(service, `uscc-${uscc}`)).toEqual(['UsccReserved']);
  });
});
