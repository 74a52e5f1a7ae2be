// A split or merger carried through the streams of its parcels: done once, stuck in sight when a parcel refuses, undone when abandoned.
import { areaInUnits } from '@yimu/domain/kernel';
import { parcelCodeReservation } from '@yimu/domain/parcel';
import { memoryCheckpointStore } from '@yimu/event-store/memory';
import { runReactions } from '@yimu/server';
import { bare } from '@yimu/testing/command-routes';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { whenLineageStarted } from '../src/reactions/when-lineage-started.ts';
import { area, type LandRegistry, land, landRegistry, part } from './support/land-registry.ts';
import { district, officer, otherTown, otherTownOfficer, town, townOfficer } from './support/officers.ts';
import { clock, enteredParcel, give, nowhere, type RegistryService, today } from './support/service.ts';

const [oldCode, newCode] = ['310116112001GB00001', '310116112001GB00002'];
const halves = [part('古岛A', '10.62'), part('古岛B', '20')];

let registry: LandRegistry;
let service: RegistryService;
let { post, split, eventsOf, typesOf, phase, parcels, lives, counted, deliver } = {} as LandRegistry;
beforeEach(async () => {
  registry = await landRegistry();
  ({ service, post, split, eventsOf, typesOf, phase, parcels, lives, counted, deliver } = registry);
});

describe('a split', () => {
  it('retires the parcel and enters its parts with their descent, what it was known for and their codes; the land stays as much', async () => {
    const parcelId = await enteredParcel(service);
    await post(`/parcels/${parcelId}/legalities`, { legality: 'legal' });
    await post(`/parcels/${parcelId}/codes`, { assigned: { kind: 'parcel-code', code: oldCode } });
    const before = await counted();
    const lineageId = await split(parcelId, [part('古岛A', '10.62', newCode), part('古岛B', '20')]);
    await deliver();
    expect(await lives()).toEqual({ 上海古岛时装有限公司地块: 'retired', 古岛A: 'entered', 古岛B: 'entered' });
    expect(await counted()).toBe(before);
    expect(await typesOf(`lineage-${lineageId}`)).toEqual(['SplitStarted', ...Array<string>(4).fill('LineageStepTaken'), 'ParcelSplit']);
    const children = (await parcels()).filter((state) => state.lineageId === lineageId);
    const [retired] = (await eventsOf('parcel')).filter(({ type }) => type === 'ParcelRetired');
    expect(retired).toMatchObject({
      effectiveOn: today,
      actor: { sub: 'reaction:lineage-carried-out' },
      data: { parcelId, successors: children.map((child) => child.parcelId), lineageId, codes: [{ code: oldCode }], basis: 'decided' },
    });
    expect(
      children.map(({ particulars, codes }) => [particulars.map(({ value }) => value.particular), codes.map(({ code }) => code)]),
    ).toEqual([
      [[{ kind: 'legality', value: 'legal' }], [newCode]],
      [[{ kind: 'legality', value: 'legal' }], []],
    ]);
    const [descended] = (await eventsOf('parcel')).filter(({ type }) => type === 'ParcelDescended');
    expect(descended?.data).toMatchObject({ by: 'split', parents: [{ parcelId, codes: [oldCode] }] });
  });

  it('is done once, however often its events are delivered', async () => {
    await split(await enteredParcel(service));
    await deliver();
    const before = await registry.store.head();
    await deliver();
    expect(await registry.store.head()).toBe(before);
  });

  it('is done by the running service', async () => {
    const controller = new AbortController();
    const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const checkpoints = memoryCheckpointStore();
    const running = runReactions([whenLineageStarted], {
      store: registry.store,
      checkpoints,
      owner: 'test',
      signal: controller.signal,
      logger,
      clock,
    });
    const lineageId = await split(await enteredParcel(service));
    await vi.waitFor(async () => expect(await phase(lineageId)).toBe('completed'));
    controller.abort();
    await running.ended;
  });

  it('that is into areas that do not add up is refused by name, and nothing is written', async () => {
    const parcelId = await enteredParcel(service);
    const refused = await post('/splits', { parcelId, children: [part('A', '10'), part('B', '20')] });
    expect([refused.statusCode, refused.json<{ rule: string }>().rule]).toEqual([422, 'lineage-areas-do-not-add-up']);
    expect(await eventsOf('lineage')).toEqual([]);
  });

  it('that is reported is carried out although it breaks rules', async () => {
    const lineageId = await split(await enteredParcel(service), [part('A', '10'), part('B', '20')], '/reported-splits');
    await deliver();
    expect([await phase(lineageId), (await typesOf(`lineage-${lineageId}`)).slice(0, 2)]).toEqual([
      'completed',
      ['SplitStarted', 'LineageDiscrepancyFound'],
    ]);
  });

  it('does not begin on a parcel that was retired', async () => {
    const parcelId = await enteredParcel(service);
    await post(`/parcels/${parcelId}/retirements`, { reason: '收储' });
    expect((await post('/splits', { parcelId, children: halves })).json<{ rule: string }>().rule).toBe('lineage-parcel-has-ended');
  });
});

describe('a split that a parcel refuses', () => {
  /** Started, and then somebody else was faster: another split of the same parcel. */
  const twoSplits = async () => {
    const parcelId = await enteredParcel(service);
    const first = await split(parcelId);
    const second = await service.made(
      '/splits',
      { parcelId, children: [part('C', '15'), part('D', '15.62')] },
      { as: land, key: 'second' },
    );
    await deliver();
    return { parcelId, first, second };
  };
  it('stands still in sight, and enters nothing: the land is counted once', async () => {
    const { first, second } = await twoSplits();
    expect([await phase(first), await phase(second), await counted()]).toEqual([
      'completed',
      'stuck',
      areaInUnits({ value: '30.62', unit: 'mu' }),
    ]);
    expect(
      (await service.eventsOf(`lineage-${second}`))
        .slice(1)
        .map(({ type, data }) => [type, JSON.stringify(data).includes('parcel-retired')]),
    ).toEqual([
      ['LineageStepRefused', true],
      ['LineageDiscrepancyFound', true],
    ]);
  });
  it('is stuck again when it is resumed in vain, and over when it is abandoned', async () => {
    const { second } = await twoSplits();
    await post(`/lineages/${second}/resumptions`);
    await deliver();
    expect(await phase(second)).toBe('stuck');
    await post(`/lineages/${second}/abandonments`, { reason: '重复申请' });
    await deliver();
    expect([await phase(second), Object.keys(await lives()).length]).toEqual(['abandoned', 3]);
  });
  it('goes on when it is resumed after the cause is gone', async () => {
    const parcelId = await enteredParcel(service);
    const lineageId = await split(parcelId);
    await post(`/parcels/${parcelId}/retirements`, { reason: '收储' });
    await deliver();
    await post(`/parcels/${parcelId}/retirement-annulments`, { reason: '注销有误' });
    await post(`/lineages/${lineageId}/resumptions`);
    await deliver();
    expect(await phase(lineageId)).toBe('completed');
  });
  it('over a code only goes on without it, and says so', async () => {
    const holder = await enteredParcel(service, '他人地块');
    const data = { code: newCode, parcelId: holder, jurisdiction: town };
    await give(service.store, { stream: `parcelcode-${newCode}`, decider: parcelCodeReservation, type: 'ReserveParcelCode', data });
    const lineageId = await split(await enteredParcel(service), [part('A', '10.62', newCode), part('B', '20')]);
    await deliver();
    expect([await phase(lineageId), await typesOf(`lineage-${lineageId}`)]).toEqual([
      'completed',
      [
        'SplitStarted',
        'LineageStepTaken',
        'LineageStepTaken',
        'LineageStepRefused',
        'LineageDiscrepancyFound',
        'LineageStepTaken',
        'ParcelSplit',
      ],
    ]);
  });
});

describe('a merger', () => {
  const merge = (parcelIds: readonly string[], child: object = part('合并地块', '61.24')) =>
    service.made('/mergers', { parcelIds, child }, { as: land, key: 'merge' });
  const two = async () => [await enteredParcel(service, '甲'), await enteredParcel(service, '乙')];
  it('retires the parcels and enters the whole', async () => {
    const [first = '', second = ''] = await two();
    const tell = (parcelId: string, landUse: string) => post(`/parcels/${parcelId}/land-uses`, { landUse });
    await tell(first, 'industrial');
    await tell(second, 'storage');
    const lineageId = await merge([first, second]);
    await deliver();
    expect([await phase(lineageId), await lives()]).toEqual(['completed', { 甲: 'retired', 乙: 'retired', 合并地块: 'entered' }]);
    const whole = (await parcels()).find(({ name }) => name === '合并地块');
    expect([whole?.particulars, whole?.lineageId]).toEqual([[], lineageId]);
  });
  it('of which one parcel refuses can be abandoned: the other comes back as if nothing had been', async () => {
    const [first = '', second = ''] = await two();
    const lineageId = await merge([first, second]);
    await post(`/parcels/${second}/retirements`, { reason: '收储' });
    await deliver();
    expect([await phase(lineageId), await lives()]).toEqual(['stuck', { 甲: 'retired', 乙: 'retired' }]);
    await post(`/lineages/${lineageId}/abandonments`, { reason: '一宗已收储' });
    await deliver();
    expect([await phase(lineageId), await lives()]).toEqual(['abandoned', { 甲: 'entered', 乙: 'retired' }]);
  });
  it('names parcels of the scope only', async () => {
    const [first = ''] = await two();
    const theirs = await service.made('/parcels', { jurisdiction: otherTown, name: '九亭' }, { as: otherTownOfficer, key: 'theirs' });
    const ask = (other: string) => post('/mergers', { parcelIds: [first, other], child: part('合并', '61.24') }, other);
    const [foreign, missing] = [await ask(theirs), await ask(nowhere)];
    expect(foreign.statusCode).toBe(404);
    expect(bare(foreign)).toBe(bare(missing));
  });
  it('puts the new parcel into no town outside the scope', async () => {
    const [first = '', second = ''] = await two();
    const child = { ...part('合并', '61.24'), jurisdiction: otherTown };
    expect((await post('/reported-mergers', { parcelIds: [first, second], child }, 'out', townOfficer)).statusCode).toBe(404);
  });
});

describe('the tolerance', () => {
  const askSplit = (parcelId: string, key: string) => post('/splits', { parcelId, children: [part('A', '10.62'), part('B', '20.1')] }, key);
  it('is the one set for the nearest jurisdiction', async () => {
    const parcelId = await enteredParcel(service);
    expect((await askSplit(parcelId, 'usual')).statusCode).toBe(422);
    await post(`/lineage-tolerances/${district}`, { tolerance: '1%' });
    await post(`/lineage-tolerances/${town}`, { tolerance: '0.2%' });
    expect((await askSplit(parcelId, 'town')).statusCode).toBe(422);
    const elsewhere = await service.made(
      '/parcels',
      { jurisdiction: '310116103', name: '丙', area: area('30.62') },
      { as: officer('town-officer', district), key: 'elsewhere' },
    );
    expect((await askSplit(elsewhere, 'district')).statusCode).toBe(201);
  });
});
