import { cycleEvents } from '@yimu/domain/cycle/events';
import { date, type EffectiveDate, type Fact, type RecordedEvent } from '@yimu/domain/kernel';
import { parcelEvents } from '@yimu/domain/parcel/events';
import { partyEvents } from '@yimu/domain/party/events';
import { rightEvents } from '@yimu/domain/right/events';
import { memoryEventStore } from '@yimu/event-store/memory';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { reactions } from '../src/reactions/index.ts';
import { whenCycleOpened } from '../src/reactions/when-cycle-opened.ts';
import { schedule } from './support/cases/cycles.ts';
import { district, otherTown, taskForce, town } from './support/officers.ts';
import { sources, today } from './support/service.ts';

const catalogue = { ...cycleEvents, ...parcelEvents, ...partyEvents, ...rightEvents };
const [parcelId, second, owner, lessee, person] = ['parcel', 'second', 'owner', 'lessee', 'person'].map((name) => testId(name)) as [
  string,
  string,
  string,
  string,
  string,
];

let store: ReturnType<typeof memoryEventStore>;
beforeEach(() => {
  store = memoryEventStore();
});

interface More {
  readonly on?: EffectiveDate;
  readonly jurisdictions?: readonly string[];
  readonly corrects?: string;
}

/** Puts a fact into the store as the context it belongs to would have; answers its event. */
const say = async (stream: string, type: keyof typeof catalogue, data: object, more: More = {}): Promise<RecordedEvent> => {
  const { version, data: shape } = catalogue[type];
  const revision = (await Array.fromAsync(store.readStream(stream))).length;
  const fact: Fact = {
    type,
    version,
    data: shape.parse(data),
    effectiveOn: more.on ?? today,
    jurisdictions: more.jurisdictions ?? [town],
    sources,
  };
  const known = {
    id: testId(stream, revision),
    actor: taskForce,
    correlationId: testId('c'),
    causationId: testId('c'),
    requestHash: testId('h'),
  };
  await store.append(stream, [{ ...fact, ...known, ...(more.corrects === undefined ? {} : { corrects: more.corrects }) }], 'any');
  return (await Array.fromAsync(store.readStream(stream))).at(-1) as RecordedEvent;
};

const entered = (id: string, jurisdiction = town) => {
  const unknown = { address: null, landUse: null, ownership: null, legality: null, observed: null };
  return say(`parcel-${id}`, 'ParcelEntered', { parcelId: id, jurisdiction, name: '地块', ...unknown }, { jurisdictions: [jurisdiction] });
};
const ofParcel = (type: keyof typeof catalogue, data: object, more: More = {}) =>
  say(`parcel-${parcelId}`, type, { parcelId, ...data }, more);
const enterprise = (id: string, uscc: string | null = null, jurisdictions = [town]) =>
  say(`party-${id}`, 'EnterpriseEntered', { partyId: id, name: '企业', uscc, jurisdiction: jurisdictions[0] }, { jurisdictions });
const ofParty = (type: keyof typeof catalogue, data: object, more: More = {}) =>
  say(`party-${owner}`, type, { partyId: owner, ...data }, more);
const onTitle = (type: keyof typeof catalogue, data: object, more: More = {}) =>
  say(`title-${parcelId}`, type, { parcelId, ...data }, more);

let cause: RecordedEvent;
const open = async (subject: 'parcel' | 'enterprise' = 'parcel', signal?: AbortSignal) => {
  const standard = { jurisdiction: district, year: 2024, version: 1 };
  const key = subject === 'parcel' ? '' : '-enterprise';
  cause = await say(
    `cycle-${district}-2024${key}`,
    'CycleOpened',
    { jurisdiction: district, year: 2024, subject, standard, schedule },
    { jurisdictions: [district] },
  );
  await whenCycleOpened.react({ store, today, ...(signal === undefined ? {} : { signal }) }, cause);
};
const openings = async () =>
  (await Array.fromAsync(store.readAll({ filter: { categories: ['submission'] } }))).map(({ data }) => data as Record<string, unknown>);

describe('the opening of a cycle of parcels', () => {
  it('opens one 体检表 per parcel of the jurisdiction, under its town, as an act of the reaction', async () => {
    await entered(parcelId);
    await entered(second, otherTown);
    await open();
    const [opened, ...more] = await Array.fromAsync(store.readStream(`submission-${parcelId}-${district}-2024`));
    expect([opened, more]).toMatchObject([
      {
        type: 'HealthCheckOpened',
        data: {
          subjectId: parcelId,
          subject: 'parcel',
          cycle: { jurisdiction: district, year: 2024 },
          code: parcelId,
          town,
          enterprises: [],
        },
        jurisdictions: [town],
        causationId: cause.id,
        actor: { sub: 'reaction:health-checks-of-cycle' },
      },
      [],
    ]);
    expect((await openings()).length).toBe(1);
  });
  it('bears repetition, and goes on where it was given up', async () => {
    for (let n = 0; n < 70; n += 1) await entered(testId('parcel', n));
    const controller = new AbortController();
    controller.abort();
    await expect(open('parcel', controller.signal)).rejects.toThrow('aborted');
    expect(await openings()).toEqual([]);
    await whenCycleOpened.react({ store, today }, cause);
    await whenCycleOpened.react({ store, today }, cause);
    expect((await openings()).length).toBe(70);
  });
  it('leaves a 体检表 as it is that a town opened before', async () => {
    await entered(parcelId);
    await open();
    await ofParcel('ParcelCodeAssigned', { assigned: { kind: 'unified-code', code: 'JS-CJ-000123' } });
    const other = { ...cause, id: testId('another opening') };
    await whenCycleOpened.react({ store, today }, other);
    expect(await openings()).toMatchObject([{ code: parcelId }]);
  });
  it('says so when one cannot be opened, and is tried again', async () => {
    await entered(parcelId);
    const ahead = {
      ...(await say(
        `cycle-${district}-2024`,
        'CycleOpened',
        { jurisdiction: district, year: 2024, subject: 'parcel', standard: { jurisdiction: district, year: 2024, version: 1 }, schedule },
        { on: date('2024-03-12') },
      )),
    };
    await expect(whenCycleOpened.react({ store, today }, ahead)).rejects.toThrow(`no health check of ${parcelId}`);
  });
  it('knows parcels by 统一编码, else 宗地代码', async () => {
    await entered(parcelId);
    await ofParcel('ParcelCodeAssigned', { assigned: { kind: 'parcel-code', code: '310116112001GB00001' } });
    await ofParcel('ParcelCodeAssigned', { assigned: { kind: 'parcel-code', code: '310116112001GB00002' } });
    await entered(second);
    await say(`parcel-${second}`, 'ParcelCodeAssigned', { parcelId: second, assigned: { kind: 'unified-code', code: 'JS-CJ-000123' } });
    await say(`parcel-${second}`, 'ParcelCodeAssigned', {
      parcelId: second,
      assigned: { kind: 'parcel-code', code: '310116112001GB00003' },
    });
    await open();
    expect(await openings()).toMatchObject([{ code: '310116112001GB00001' }, { code: 'JS-CJ-000123' }]);
  });
  it('leaves out what is retired or a second entry, unless that was annulled', async () => {
    await entered(parcelId);
    await entered(second);
    const gone = { reason: '合并', successors: [], lineageId: null, codes: [], basis: 'decided' };
    const retired = await ofParcel('ParcelRetired', gone);
    await say(`parcel-${second}`, 'ParcelDuplicateDeclared', { parcelId: second, survivor: parcelId, reason: '重复' });
    await open();
    expect(await openings()).toEqual([]);
    await ofParcel('ParcelRetirementAnnulled', { reason: '误录' }, { corrects: retired.id });
    await say(`parcel-${second}`, 'ParcelDuplicateAnnulled', { parcelId: second, reason: '误录' });
    await whenCycleOpened.react({ store, today }, cause);
    expect((await openings()).map(({ subjectId }) => subjectId)).toEqual([parcelId, second]);
  });

  const rightId = testId('right');
  const leaseId = testId('lease');
  const of = { rightId, kind: 'state-land-use' };
  const held = (partyId: string) => ({ ...of, holders: [{ partyId, share: null }], part: null, until: null });
  const registered = (partyId: string, kind = 'state-land-use') =>
    onTitle('RightRegistered', { ...held(partyId), kind, nature: null, certificateNumber: null, basis: 'decided' });
  const leased = (until = '2030-01-01') =>
    onTitle('LeaseRegistered', {
      rightId,
      leaseId,
      lessees: [lessee],
      part: null,
      from: '2020-01-01',
      until,
      rent: null,
      contractNumber: null,
      basis: 'reported',
    });
  const users = async () => {
    await open();
    return (await openings())[0]?.enterprises;
  };

  it('names the enterprises that lists name, that hold a right, and that rent', async () => {
    await entered(parcelId);
    await ofParty('LandUserListed', { parcelId, jurisdiction: town, nameAsPrinted: '古岛', role: 'land-user', confirmed: false });
    await registered(owner);
    await leased();
    expect(await users()).toEqual([owner, lessee].toSorted());
  });
  it('does not name who only owns collective land, nor a natural person', async () => {
    await entered(parcelId);
    await say(`party-${person}`, 'NaturalPersonEntered', { partyId: person, vaultRecord: testId('record'), jurisdiction: town });
    await registered(owner, 'collective-ownership');
    await say(`party-${person}`, 'LandUserListed', {
      partyId: person,
      parcelId,
      jurisdiction: town,
      nameAsPrinted: '某人',
      role: 'land-user',
      confirmed: false,
    });
    expect(await users()).toEqual([]);
  });
  it('names who holds the right now', async () => {
    await entered(parcelId);
    await registered(owner);
    const { part: _, until: __, ...now } = held(lessee);
    await onTitle('RightTransferred', { ...now, transferId: testId('t'), transferKind: 'transfer', basis: 'decided' });
    expect(await users()).toEqual([lessee]);
  });
  it('does not name whose right or lease ended, lapsed or was annulled', async () => {
    await entered(parcelId);
    await registered(owner);
    await onTitle('RightEnded', { ...of, reason: 'expiry', basis: 'decided' });
    await leased('2024-03-10');
    expect(await users()).toEqual([]);
  });
  it('names whose end was annulled, and whose lease was corrected', async () => {
    await entered(parcelId);
    await registered(owner);
    const ended = await onTitle('RightEnded', { ...of, reason: 'expiry', basis: 'decided' });
    await onTitle('TitleFactAnnulled', { rightId, reason: '误录' }, { corrects: ended.id });
    await leased('2024-03-10');
    await onTitle('LeaseCorrected', { rightId, leaseId, part: null, from: '2020-01-01', until: '2024-03-11', reason: '误录' });
    expect(await users()).toEqual([owner, lessee].toSorted());
  });
  it('names nobody by a lease that ended', async () => {
    await entered(parcelId);
    await leased();
    await onTitle('LeaseEnded', { rightId, leaseId, reason: 'agreement' });
    expect(await users()).toEqual([]);
  });
});

describe('the opening of a cycle of enterprises', () => {
  const known = async () => {
    await open('enterprise');
    return (await openings()).map(({ subjectId, code, town: of, enterprises }) => [subjectId, code, of, enterprises]);
  };
  it('opens one 体检表 per enterprise, by its USCC', async () => {
    await enterprise(owner, '91330100799655058B');
    await enterprise(lessee);
    await enterprise(person, null, [otherTown]);
    expect(await known()).toEqual([
      [owner, '91330100799655058B', town, [owner]],
      [lessee, lessee, town, [lessee]],
    ]);
  });
  it('takes those that moved here with the code they got, and leaves those that moved away', async () => {
    await enterprise(owner, null, [otherTown]);
    await ofParty('UsccAssigned', { uscc: '91330100799655058B' });
    await ofParty('PartyMoved', { jurisdiction: district });
    await enterprise(lessee);
    await say(`party-${lessee}`, 'PartyMoved', { partyId: lessee, jurisdiction: otherTown });
    expect(await known()).toEqual([[owner, '91330100799655058B', district, [owner]]]);
  });
  it.each([
    ['PartyDissolved', { manner: 'deregistered', reason: '注销' }, 0],
    ['PartyDissolved', { manner: 'licence-revoked', reason: '吊销' }, 1],
    ['PartyMerged', { into: lessee }, 0],
    ['PartyDivided', { into: [lessee], continues: false }, 0],
    ['PartyDivided', { into: [lessee], continues: true }, 1],
    ['PartyDuplicateDeclared', { sameAs: lessee, reason: '重复' }, 0],
  ] as const)('after %s %j has %i of it', async (type, data, count) => {
    await enterprise(owner);
    await ofParty(type, data);
    expect((await known()).length).toBe(count);
  });
  it('takes back what was restored', async () => {
    await enterprise(owner);
    await ofParty('PartyDissolved', { manner: 'deregistered', reason: '注销' });
    await ofParty('PartyRestored', { reason: '撤销注销' });
    expect((await known()).length).toBe(1);
  });
  it('passes over what is told of no enterprise', async () => {
    await ofParty('UsccAssigned', { uscc: '91330100799655058B' });
    expect(await known()).toEqual([]);
  });
});

it('is one of the reactions of the service', () => expect(reactions).toContain(whenCycleOpened));
