// What only the service knows of contracts: where their parcels lie, who may touch them, and how a whole process runs.
import { bare } from '@yimu/testing/command-routes';
import { beforeEach, describe, expect, it } from 'vitest';
import { milestones, paper, staged } from './support/cases/contracts-scene.ts';
import { department, officer, otherTown, otherTownOfficer, town, townOfficer } from './support/officers.ts';
import { enteredParcel, enteredParty, envelope, nowhere, type RegistryService, registryService } from './support/service.ts';

const registrar = department('规划资源局');
const cityRegistrar = department('规划资源局', '310000');

let service: RegistryService;
beforeEach(async () => {
  service = await registryService();
});

const sign = async (parcelIds: readonly string[], { as = registrar, granteeId }: { as?: typeof registrar; granteeId?: string } = {}) =>
  service.post(
    '/contracts',
    { ...envelope, effectiveOn: '2020-01-10', ...paper, milestones, parcelIds, granteeId: granteeId ?? (await enteredParty(service)) },
    { as, key: 'contract' },
  );
const parcelElsewhere = () =>
  service.made('/parcels', { jurisdiction: otherTown, name: '九亭地块' }, { as: otherTownOfficer, key: 'elsewhere' });
const typesOf = async (contractId: string) => (await service.eventsOf(`contract-${contractId}`)).map(({ type }) => type);

describe('a contract over parcels of two towns', () => {
  it('concerns both, and both report on it', async () => {
    const parcelIds = [await enteredParcel(service), await parcelElsewhere()];
    const signed = await sign(parcelIds, { as: cityRegistrar });
    const { id, stream } = signed.json<{ id: string; stream: string }>();
    const report = (as: typeof townOfficer, node: string) =>
      service.post(`/contracts/${id}/milestones`, { ...envelope, node }, { as, key: node });
    expect((await report(townOfficer, 'construction-start')).statusCode).toBe(201);
    expect((await report(otherTownOfficer, 'completion')).statusCode).toBe(201);
    expect((await service.eventsOf(stream)).map(({ jurisdictions }) => jurisdictions)).toEqual(Array(3).fill([town, otherTown]));
  });

  it('is signed by nobody who sees one of them only: the other does not exist', async () => {
    const theirs = await parcelElsewhere();
    const own = await enteredParcel(service);
    const granteeId = await enteredParty(service);
    const [foreign, missing] = [await sign([own, theirs], { granteeId }), await sign([own, nowhere], { granteeId })];
    expect([foreign.statusCode, bare(foreign)]).toEqual([404, bare(missing)]);
  });
});

describe('the grantee of a contract', () => {
  it('is a party of the ledger', async () => {
    expect((await sign([await enteredParcel(service)], { granteeId: nowhere })).statusCode).toBe(404);
  });

  it('may be at home outside the scope of the grantor', async () => {
    const granteeId = await service.made('/parties', { jurisdiction: otherTown, name: '松江企业' }, { as: otherTownOfficer, key: 'party' });
    expect((await sign([await enteredParcel(service)], { granteeId })).statusCode).toBe(201);
  });
});

describe('a correction of the parcels', () => {
  it('reaches no parcel outside the scope; within it the towns follow', async () => {
    const { contractId, granteeId } = await staged(service, 'signed');
    const correct = (parcelId: string, as = registrar) =>
      service.post(
        `/contracts/${contractId}/corrections`,
        { ...envelope, ...paper, granteeId, parcelIds: [parcelId], reason: '地块有误' },
        { as, key: as.scope.value },
      );
    const theirs = await parcelElsewhere();
    expect((await correct(theirs)).statusCode).toBe(404);
    expect((await correct(theirs, cityRegistrar)).statusCode).toBe(201);
    const report = { ...envelope, node: 'construction-start' };
    const reported = await service.post(`/contracts/${contractId}/milestones`, report, { as: otherTownOfficer, key: 'now ours' });
    expect(reported.statusCode).toBe(201);
  });
});

describe('the way from a breach to the recovery of the land', () => {
  const post = (contractId: string, under: string, body: object) =>
    service.post(`/contracts/${contractId}/${under}`, { ...envelope, ...body }, { as: registrar, key: under });
  const recovery = { ground: 'breach', number: '收1号' };

  it('is notice, time for cure, termination, recovery; each refused by name before its turn', async () => {
    const { contractId, breachId } = await staged(service, 'noticed');
    const terminate = (effectiveOn: string) =>
      post(contractId, `breaches/${breachId}/terminations`, { effectiveOn, number: '解除1号', reason: '逾期未整改' });
    const early = [await post(contractId, 'land-recoveries', recovery), await terminate('2021-06-10')];
    expect(early.map((answer) => [answer.statusCode, answer.json<{ rule: string }>().rule])).toEqual([
      [409, 'contract-recovery-before-termination'],
      [409, 'contract-cure-period-running'],
    ]);
    expect((await terminate('2021-06-11')).statusCode).toBe(201);
    expect((await post(contractId, 'land-recoveries', recovery)).statusCode).toBe(201);
    expect((await typesOf(contractId)).slice(-2)).toEqual(['ContractTerminated', 'LandRecovered']);
  });

  it('when it is reported from outside is recorded, and what it broke stands beside it', async () => {
    const { contractId } = await staged(service, 'signed');
    const clerk = officer('court-clerk', '310116');
    const ruling = { number: '（2021）沪0116民初1号', reason: '判决解除' };
    const ended = await service.post(`/contracts/${contractId}/termination-reports`, { ...envelope, ...ruling }, { as: clerk });
    expect(ended.statusCode).toBe(201);
    expect(await typesOf(contractId)).toEqual(['ContractSigned', 'ContractTerminated', 'ContractDiscrepancyFound']);
    expect((await service.eventsOf(`contract-${contractId}`)).at(-1)?.data).toMatchObject({
      about: 'ContractTerminated',
      discrepancy: { rule: 'contract-termination-without-breach', zh: expect.stringContaining('违约') },
    });
  });
});

describe('a shape that says nothing true', () => {
  it.each([
    ['contributions', { contributions: [{ holder: { kind: 'text', name: '甲' }, share: '4/3' }] }],
    ['price', { price: { amount: '1.5', currency: 'CNY' } }],
    ['signedOn', { signedOn: '20260-01-01' }],
    ['parcelIds', { parcelIds: [] }],
    ['jurisdictions', { jurisdictions: [town] }],
  ])('of %s is refused, and nothing is written', async (field, changed) => {
    const [parcelIds, granteeId] = [[await enteredParcel(service)], await enteredParty(service)];
    const before = (await service.everything()).length;
    const answer = await service.post('/contracts', { ...envelope, ...paper, parcelIds, granteeId, ...changed }, { as: registrar });
    expect([answer.statusCode, (await service.everything()).length]).toEqual([400, before]);
    expect(answer.json<{ errors: { field: string }[] }>().errors[0]?.field).toContain(field);
  });
});
