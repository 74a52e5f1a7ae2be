// A parcel that is split, merged, retired or declared a duplicate takes nothing with it: its title and its contracts say what is left.
import type { RecordedEvent } from '@yimu/domain/kernel';
import { beforeEach, describe, expect, it } from 'vitest';
import { whenParcelEnded } from '../src/reactions/when-parcel-ended.ts';
import { whenParcelNamedByContract } from '../src/reactions/when-parcel-named-by-contract.ts';
import { whenRightParcelEnded } from '../src/reactions/when-right-parcel-ended.ts';
import { paper } from './support/cases/contracts-scene.ts';
import { kind, leased, mortgaged, only, particulars, seized, titled } from './support/cases/rights-title.ts';
import { type LandRegistry, land, landRegistry } from './support/land-registry.ts';
import { town, townOfficer } from './support/officers.ts';
import { enteredParcel, enteredParty, today } from './support/service.ts';

let registry: LandRegistry;
beforeEach(async () => {
  registry = await landRegistry();
});

const chain = [whenParcelEnded, whenParcelNamedByContract, whenRightParcelEnded];

/** Delivers every event twice, from the first on, until nothing comes of it any more. */
const settle = async () => {
  const { store, service, deliver } = registry;
  await deliver();
  for (let before = -1; before < (await service.everything()).length; ) {
    before = (await service.everything()).length;
    for (const event of await service.everything())
      for (const { filter, react } of chain)
        if ('types' in filter && filter.types.includes(event.type)) for (const _ of ['once', 'again']) await react({ store, today }, event);
  }
};
const ofType = async (type: string): Promise<readonly RecordedEvent[]> =>
  (await registry.service.everything()).filter((event) => event.type === type);
const rulesOf = async (type: string) =>
  (await ofType(type)).map(({ data }) => (data as { discrepancy: { rule: string } }).discrepancy.rule);

const signed = async (parcelIds: readonly string[], granteeId: string, effectiveOn = '2020-01-10') =>
  registry.service.made('/contracts', { ...paper, parcelIds, granteeId, effectiveOn }, { as: land, key: `contract ${effectiveOn}` });
const retire = (parcelId: string, successors: readonly string[] = []) =>
  registry.service.made(`/parcels/${parcelId}/retirements`, { reason: '灭失', successors }, { as: land, key: 'retired' });

describe('a parcel that is split', () => {
  it('leaves rights, leases, mortgages and seizures where they are, and tells once that they are to be registered on its parts', async () => {
    const { service, split, parcels } = registry;
    const before = await titled(service);
    const { parcelId, rightId } = before;
    const ids = [await leased(service, before), await mortgaged(service, before), await seized(service, before)];
    const lineageId = await split(parcelId);
    await settle();
    const children = (await parcels()).filter((state) => state.lineageId === lineageId).map((child) => child.parcelId);
    const [retired] = await ofType('ParcelRetired');
    expect(await ofType('TitleParcelEnded')).toMatchObject([
      {
        stream: `title-${parcelId}`,
        effectiveOn: today,
        causationId: retired?.id,
        jurisdictions: [town],
        actor: { sub: 'reaction:parcel-ended' },
        data: { endedBy: retired?.id, successors: children, reason: '宗地分割' },
      },
    ]);
    const [found, ...more] = await ofType('TitleDiscrepancyFound');
    expect(more).toEqual([]);
    for (const id of [rightId, ...ids, ...children]) expect(JSON.stringify(found?.data)).toContain(id);
    const lease = { rightId, lessees: [before.other], part: '8幢', from: '2024-04-01', until: '2025-03-31' };
    const answer = await registry.post(`/parcels/${parcelId}/leases`, lease);
    expect([answer.statusCode, answer.json<{ rule: string }>().rule]).toEqual([409, 'title-parcel-ended']);
  });

  it('takes no new right from that day on, also when nobody had one', async () => {
    const { service, post, split } = registry;
    const [parcelId, holder] = [await enteredParcel(service), await enteredParty(service)];
    await split(parcelId);
    await settle();
    const answer = await post(`/parcels/${parcelId}/rights`, { kind, holders: only(holder), ...particulars });
    expect([answer.statusCode, answer.json<{ rule: string }>().rule]).toEqual([409, 'title-parcel-ended']);
  });

  it('comes back with its title when the split is given up', async () => {
    const { service, store, post, split, dyingAt, deliver } = registry;
    const { parcelId } = await titled(service);
    const lineageId = await split(parcelId);
    // The parent was retired, then the process died.
    await deliver(dyingAt(3)).catch(() => undefined);
    for (const event of await service.everything())
      if (event.type === 'ParcelRetired') await whenParcelEnded.react({ store, today }, event);
    expect((await post(`/lineages/${lineageId}/abandonments`, { reason: '测绘有误' })).statusCode).toBe(201);
    await settle();
    const [ended] = await ofType('TitleParcelEnded');
    expect(await ofType('TitleParcelRestored')).toMatchObject([{ stream: `title-${parcelId}`, corrects: ended?.id }]);
  });
});

describe('a parcel that is a second entry of another', () => {
  it('has its rights to be registered on that one, until it is a parcel of its own after all', async () => {
    const { service, post } = registry;
    const { parcelId } = await titled(service);
    const survivor = await enteredParcel(service, '同一地块');
    const declared = await post(`/parcels/${parcelId}/duplicate-declarations`, { survivor, reason: '重复建档' }, 'declared', townOfficer);
    expect(declared.statusCode).toBe(201);
    await settle();
    expect(await ofType('TitleParcelEnded')).toMatchObject([{ data: { successors: [survivor] } }]);
    expect(await rulesOf('TitleDiscrepancyFound')).toEqual(['title-right-awaits-registration']);
    expect((await post(`/parcels/${parcelId}/duplicate-revocations`, { reason: '两宗地' })).statusCode).toBe(201);
    await settle();
    expect((await ofType('TitleParcelRestored')).length).toBe(1);
  });
});

describe('the contracts of a parcel', () => {
  it('are known to its title, and say once that it ended and what came after it', async () => {
    const { service } = registry;
    const [parcelId, successor, granteeId] = [
      await enteredParcel(service),
      await enteredParcel(service, '承继地块'),
      await enteredParty(service),
    ];
    const contractId = await signed([parcelId], granteeId);
    await settle();
    expect(await ofType('TitleContractNamed')).toMatchObject([
      { stream: `title-${parcelId}`, data: { contractId }, jurisdictions: [town], actor: { sub: 'reaction:parcel-named-by-contract' } },
    ]);
    await retire(parcelId, [successor]);
    await settle();
    expect(await ofType('ContractParcelEnded')).toMatchObject([
      {
        stream: `contract-${contractId}`,
        effectiveOn: today,
        data: { parcelId, successors: [successor] },
        actor: { sub: 'reaction:right-parcel-ended' },
      },
    ]);
    expect(await rulesOf('ContractDiscrepancyFound')).toEqual(['contract-parcel-ended']);
  });

  it('say so from their first day on when they name a parcel that had ended before', async () => {
    const { service } = registry;
    const [parcelId, granteeId] = [await enteredParcel(service), await enteredParty(service)];
    await retire(parcelId);
    await settle();
    await signed([parcelId], granteeId, today);
    await settle();
    expect(await ofType('ContractParcelEnded')).toMatchObject([{ effectiveOn: today, data: { parcelId, successors: [] } }]);
  });

  it('are as they were when the parcel was not retired after all', async () => {
    const { service, post } = registry;
    const [parcelId, granteeId] = [await enteredParcel(service), await enteredParty(service)];
    await signed([parcelId], granteeId);
    await retire(parcelId);
    await settle();
    expect((await post(`/parcels/${parcelId}/retirement-annulments`, { reason: '误录' })).statusCode).toBe(201);
    await settle();
    const [ended] = await ofType('ContractParcelEnded');
    expect(await ofType('ContractParcelRestored')).toMatchObject([{ corrects: ended?.id }]);
  });

  it('and parcels that were never entered stop the reaction, so that it is tried again', async () => {
    const { service, store } = registry;
    const [parcelId, granteeId] = [await enteredParcel(service), await enteredParty(service)];
    await signed([parcelId], granteeId);
    const [event] = await ofType('ContractSigned');
    if (event === undefined) throw new Error('nothing was signed');
    const elsewhere = { ...event, data: { ...(event.data as object), parcelIds: [granteeId] } };
    await expect(whenParcelNamedByContract.react({ store, today }, elsewhere)).rejects.toThrow('was never entered');
    const named = { ...event, type: 'TitleContractNamed', stream: `title-${parcelId}`, data: { parcelId, contractId: granteeId } };
    await expect(whenRightParcelEnded.react({ store, today }, named)).resolves.toBeUndefined();
  });
});
