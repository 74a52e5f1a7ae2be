import type { RecordedEvent } from '@yimu/domain/kernel';
import type { EventStore } from '@yimu/event-store';
import { memoryEventStore } from '@yimu/event-store/memory';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { reactions } from '../src/reactions/index.ts';
import { whenHolderEnded } from '../src/reactions/when-holder-ended.ts';
import { otherTown, town, townOfficer } from './support/officers.ts';
import { sources, today } from './support/service.ts';

const partyId = testId('party');
const [land, company, successor] = [testId('land'), testId('company'), testId('successor')];

let store: EventStore;
let n = 0;
beforeEach(() => {
  store = memoryEventStore();
});

/** A fact as a context would have recorded it. */
const recorded = async (stream: string, type: string, effectiveOn: string, data: object, place = town): Promise<RecordedEvent> => {
  n += 1;
  const of = { actor: townOfficer, correlationId: testId('c'), causationId: testId('c'), requestHash: testId('h'), sources };
  const event = { id: testId('holder', String(n)), type, version: 1, data, effectiveOn, jurisdictions: [place], ...of };
  await store.append(stream, [event as never], 'any');
  const [stored] = await Array.fromAsync(store.readStream(stream, { direction: 'backwards', limit: 1 }));
  if (stored === undefined) throw new Error(`${type} was not appended`);
  return stored;
};
const entered = () =>
  recorded(`party-${partyId}`, 'EnterpriseEntered', '2010-01-01', { partyId, name: '甲', uscc: null, jurisdiction: town });
const merged = (on = '2023-05-01') => recorded(`party-${partyId}`, 'PartyMerged', on, { partyId, into: successor });
const holds = (kind: string, targetId: string, on: string, place = town) =>
  recorded(`interests-${partyId}`, 'InterestRecorded', on, { partyId, kind, targetId }, place);
const holdsNoMore = (targetId: string, on: string) =>
  recorded(`interests-${partyId}`, 'InterestEnded', on, { partyId, kind: 'land', targetId });

const found = async (event: RecordedEvent) => {
  for (const _ of [1, 2]) await whenHolderEnded.react({ store, today }, event);
  const opened = await Array.fromAsync(store.readAll({ filter: { categories: ['finding'] } }));
  return opened.map(({ data, jurisdictions }) => {
    const { subject, departments, titleZh, detail } = data as Record<string, never> & { subject: object; detail: { value: string }[] };
    return { subject, departments, titleZh, jurisdictions, told: detail.map(({ value }) => value) };
  });
};

describe('a holder that is no more', () => {
  it('is found once for everything it held on that day, each told to the place where it lies', async () => {
    await entered();
    await holds('land', land, '2015-01-01', otherTown);
    await holds('company', company, '2016-01-01');
    const told = [partyId, successor];
    expect(await found(await merged())).toEqual([
      {
        subject: { kind: 'right', id: land },
        departments: ['规划资源局'],
        titleZh: '权利人已终止（合并），其土地权利待办理承继登记',
        jurisdictions: [otherTown],
        told,
      },
      {
        subject: { kind: 'shareholding', id: company },
        departments: ['市场监管局'],
        titleZh: '权利人已终止（合并），其股权待办理承继登记',
        jurisdictions: [town],
        told,
      },
    ]);
    expect(reactions).toContain(whenHolderEnded);
  });
  it('is found by what it is recorded to hold on later days, whichever is told first', async () => {
    await entered();
    await holds('land', land, '2023-06-01');
    expect(await found(await merged())).toHaveLength(1);
    expect(await found(await holds('company', company, '2023-07-01'))).toHaveLength(2);
  });
  it('without a successor says so', async () => {
    await entered();
    await holds('land', land, '2015-01-01');
    const dissolved = await recorded(`party-${partyId}`, 'PartyDissolved', '2023-05-01', {
      partyId,
      manner: 'deregistered',
      reason: '决议',
    });
    expect(await found(dissolved)).toMatchObject([{ told: [partyId, '—'], titleZh: '权利人已终止（注销），其土地权利待办理承继登记' }]);
  });
  it('is none where it goes on, held nothing any more, or nobody is known', async () => {
    expect(await found(await merged())).toEqual([]);
    await entered();
    const divided = { partyId, into: [successor], continues: true };
    await holds('land', land, '2015-01-01');
    expect(await found(await recorded(`party-${partyId}`, 'PartyDivided', '2022-05-01', divided))).toEqual([]);
    expect(await found(await holds('company', company, '2015-01-01'))).toEqual([]);
  });
  it('is none when everything had passed before', async () => {
    await entered();
    await holds('land', land, '2015-01-01');
    await holdsNoMore(land, '2023-04-30');
    expect(await found(await merged())).toEqual([]);
  });
});
