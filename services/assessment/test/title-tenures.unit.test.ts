// Since when an enterprise has a parcel, as the facts of its title arrive: corrected facts replace, ended ones end, annulled ones are gone.
import { date, foldRecorded } from '@yimu/domain/kernel';
import { supervision } from '@yimu/domain/supervision';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { reactions } from '../src/reactions/index.ts';
import { tenureFacts } from '../src/reactions/title-tenures.ts';
import { whenTitleChanges } from '../src/reactions/when-title-changes.ts';
import { town } from './support/officers.ts';
import { type AssessmentService, assessmentService, today } from './support/service.ts';
import { companyId, type FactType, fact } from './support/supervised-facts.ts';

const parcelId = testId('parcel');
const rightId = testId('right');
const [buyerId, thirdId] = [testId('buyer'), testId('third')];
const [leaseId, subleaseId, operatorLeaseId] = [testId('lease'), testId('sublease'), testId('operator lease')];
const stream = `title-${parcelId}`;

let service: AssessmentService;
beforeEach(async () => {
  service = await assessmentService();
});

/** Tells a fact of the title and delivers it; answers its id. */
const told = async (type: FactType, data: object, on: string, corrects?: string): Promise<string> => {
  const event = await fact(
    service.store,
    stream,
    type,
    { parcelId, rightId, ...data },
    { on, ...(corrects === undefined ? {} : { corrects }) },
  );
  await whenTitleChanges.react({ store: service.store, today }, event);
  return event.id;
};
const eventsOf = () => service.eventsOf(`supervision-${parcelId}`);
const types = async () => (await eventsOf()).map(({ type }) => type);
/** Who has the land, from when to when. */
const tenures = async () =>
  foldRecorded(supervision, await eventsOf()).tenures.map(({ kind, partyIds, from, until }) => [kind, partyIds, from, until]);

const kind = 'state-land-use';
const only = (partyId: string) => [{ partyId, share: null }];
const halves = (...partyIds: string[]) => partyIds.map((partyId) => ({ partyId, share: '1/2' }));
const registration = { kind, holders: only(companyId), part: null, nature: null, until: null, certificateNumber: null, basis: 'decided' };
const registered = (on = '2015-06-01', more: object = {}) => told('RightRegistered', { ...registration, ...more }, on);
const transfer = (holders: object, name = 'transfer') => ({
  kind,
  holders,
  transferId: testId(name),
  transferKind: 'transfer',
  basis: 'decided',
});
const term = { part: null, from: '2021-03-01', until: '2026-02-28' };
const tenancy = { ...term, rent: null, contractNumber: null, basis: 'reported' };
const leased = (more: object = {}) => told('LeaseRegistered', { leaseId, lessees: [buyerId], ...tenancy, ...more }, '2021-02-15');
const ended = (id: string, on: string) => told('LeaseEnded', { leaseId: id, reason: 'agreement' }, on);
const corrected = { kind, holders: only(companyId), part: null, until: null, reason: '录入有误' };

describe('a right to use the land', () => {
  it('is held from its registration on', async () => {
    const id = await registered();
    expect(await tenures()).toEqual([['holding', [companyId], '2015-06-01', null]]);
    expect(await eventsOf()).toMatchObject([
      { data: { causedBy: id }, effectiveOn: '2015-06-01', jurisdictions: [town], actor: { sub: 'reaction:title-tenures' } },
    ]);
  });
  it('is held up to the day before it passes, is taken over, or ends', async () => {
    await registered('2015-06-01', { holders: halves(companyId, thirdId) });
    await told('RightTransferred', transfer(halves(buyerId, thirdId)), '2020-01-15');
    expect(await tenures()).toEqual([
      ['holding', [companyId], '2015-06-01', '2020-01-14'],
      ['holding', [thirdId], '2015-06-01', null],
      ['holding', [buyerId], '2020-01-15', null],
    ]);
    await told('RightEnded', { kind, reason: 'recovery', basis: 'decided' }, '2023-02-01');
    expect((await tenures()).map(([, , , until]) => until)).toEqual(['2020-01-14', '2023-01-31', '2023-01-31']);
    expect((await types()).filter((type) => type === 'TenureCorrected')).toEqual([]);
  });
  it('has its own last day', async () => {
    await registered('2015-06-01', { until: '2035-05-31' });
    expect(await tenures()).toEqual([['holding', [companyId], '2015-06-01', '2035-05-31']]);
  });
  it('that passes by a ruling is held from its service on; a second holding of one enterprise is another', async () => {
    await registered();
    await told('RightTransferred', transfer(only(buyerId)), '2018-01-01');
    const ruling = { auctionId: testId('auction'), caseNumber: '（2024）沪0116执9号', basis: 'reported' };
    const extinguished = { seizuresEnded: [], mortgagesExtinguished: [], mortgagesKept: [] };
    await told('RightTransferredByRuling', { kind, holders: only(companyId), ...ruling, ...extinguished }, '2022-01-01');
    expect(await tenures()).toEqual([
      ['holding', [companyId], '2015-06-01', '2017-12-31'],
      ['holding', [buyerId], '2018-01-01', '2021-12-31'],
      ['holding', [companyId], '2022-01-01', null],
    ]);
  });
  it('is told right whatever order the facts arrive in', async () => {
    await registered();
    await told('RightTransferred', transfer(only(thirdId), 'later'), '2022-01-01');
    await told('RightTransferred', transfer(only(buyerId)), '2020-01-01');
    expect((await tenures()).toSorted((left, right) => String(left[2]).localeCompare(String(right[2])))).toEqual([
      ['holding', [companyId], '2015-06-01', '2019-12-31'],
      ['holding', [buyerId], '2020-01-01', '2021-12-31'],
      ['holding', [thirdId], '2022-01-01', null],
    ]);
  });
  it('corrected in its day replaces what was noted; in its kind, to buildings alone, it is none', async () => {
    const id = await registered();
    await told('RightCorrected', corrected, '2016-06-01', id);
    expect(await tenures()).toEqual([['holding', [companyId], '2016-06-01', null]]);
    expect(await types()).toEqual(['TenureNoted', 'TenureCorrected']);
    await told('RightCorrected', { ...corrected, kind: 'building-ownership' }, '2016-06-01', id);
    expect(await tenures()).toEqual([]);
    expect((await types()).at(-1)).toBe('TenureAnnulled');
  });
  it('whose transfer was corrected or annulled is held as if it had never been told otherwise', async () => {
    await registered();
    const move = await told('RightTransferred', transfer(only(buyerId)), '2020-01-15');
    await told(
      'RightTransferCorrected',
      { kind, holders: only(thirdId), transferId: testId('transfer'), reason: '误' },
      '2020-02-01',
      move,
    );
    expect(await tenures()).toEqual([
      ['holding', [companyId], '2015-06-01', '2020-01-31'],
      ['holding', [thirdId], '2020-02-01', null],
    ]);
    await told('TitleFactAnnulled', { reason: '误录' }, '2024-01-01', move);
    expect(await tenures()).toEqual([['holding', [companyId], '2015-06-01', null]]);
  });
  it('that was held for no day was not held; buildings alone and the land of a collective are no land that was taken', async () => {
    await registered();
    await told('RightTransferred', transfer(only(buyerId)), '2015-06-01');
    await told('RightRegistered', { ...registration, rightId: testId('buildings'), kind: 'building-ownership' }, '2015-06-01');
    await told('RightRegistered', { ...registration, rightId: testId('collective'), kind: 'collective-ownership' }, '2015-06-01');
    expect(await tenures()).toEqual([['holding', [buyerId], '2015-06-01', null]]);
  });
});

describe('a lease', () => {
  it('runs for its term, whoever holds the right', async () => {
    await leased();
    expect(await tenures()).toEqual([['lease', [buyerId], '2021-03-01', '2026-02-28']]);
  });
  it('for days to come is known from today on', async () => {
    await fact(
      service.store,
      stream,
      'LeaseRegistered',
      { parcelId, rightId, leaseId, lessees: [buyerId], ...tenancy },
      { on: '2024-06-01' },
    );
    const [event] = await service.eventsOf(stream);
    if (event !== undefined) await whenTitleChanges.react({ store: service.store, today }, event);
    expect((await eventsOf()).map(({ effectiveOn }) => effectiveOn)).toEqual([today]);
  });
  it('ends when it is ended, and goes on when that is annulled', async () => {
    await leased();
    const end = await ended(leaseId, '2023-01-01');
    expect(await tenures()).toEqual([['lease', [buyerId], '2021-03-01', '2022-12-31']]);
    await told('TitleFactAnnulled', { reason: '误录' }, '2024-01-01', end);
    expect(await tenures()).toEqual([['lease', [buyerId], '2021-03-01', '2026-02-28']]);
    expect(await types()).toEqual(['TenureNoted', 'TenureEnded', 'TenureCorrected']);
  });
  it('corrected in its term replaces what was noted, annulled it is gone', async () => {
    const id = await leased();
    await told('LeaseCorrected', { leaseId, ...term, from: '2020-03-01', reason: '录入有误' }, '2021-02-15', id);
    expect(await tenures()).toEqual([['lease', [buyerId], '2020-03-01', '2026-02-28']]);
    await told('TitleFactAnnulled', { reason: '误录' }, '2024-01-01', id);
    expect(await tenures()).toEqual([]);
  });
  it('does not outlast the right, nor a sublease the lease; an operator has no lease of its own', async () => {
    await registered();
    await leased();
    await told('SubleaseRegistered', { leaseId: subleaseId, parentLeaseId: leaseId, lessees: [thirdId], ...tenancy }, '2021-04-01');
    await told('OperatorAppointed', { leaseId: operatorLeaseId, operatorId: testId('operator'), share: null, ...tenancy }, '2021-04-01');
    await ended(leaseId, '2023-01-01');
    expect((await tenures()).map(([what, , , until]) => [what, until])).toEqual([
      ['holding', null],
      ['lease', '2022-12-31'],
      ['lease', '2022-12-31'],
    ]);
    await told('RightEnded', { kind, reason: 'recovery', basis: 'decided' }, '2022-07-01');
    expect((await tenures()).map(([, , , until]) => until)).toEqual(['2022-06-30', '2022-06-30', '2022-06-30']);
  });
});

describe('the reaction', () => {
  it('gives the same commands when a fact is delivered again, whatever was told since', async () => {
    await registered();
    await told('RightTransferred', transfer(only(buyerId)), '2020-01-15');
    const before = await eventsOf();
    for (const event of await service.eventsOf(stream)) await whenTitleChanges.react({ store: service.store, today }, event);
    expect(await eventsOf()).toEqual(before);
  });
  it('tells of a fact what the title said up to it, though more is told by then', async () => {
    const first = await fact(service.store, stream, 'RightRegistered', { parcelId, rightId, ...registration }, { on: '2015-06-01' });
    const second = await fact(
      service.store,
      stream,
      'RightTransferred',
      { parcelId, rightId, ...transfer(only(buyerId)) },
      { on: '2020-01-15' },
    );
    await whenTitleChanges.react({ store: service.store, today }, first);
    expect(await tenures()).toEqual([['holding', [companyId], '2015-06-01', null]]);
    await whenTitleChanges.react({ store: service.store, today }, second);
    expect(await types()).toEqual(['TenureNoted', 'TenureEnded', 'TenureNoted']);
  });
  it('says nothing of a fact that changes nothing', async () => {
    await registered();
    await told('TitleFactAnnulled', { reason: '误录' }, '2024-01-01', testId('a mortgage'));
    expect(await types()).toEqual(['TenureNoted']);
  });
  it('hears of every fact that begins, ends or changes a tenure', () => {
    expect(reactions).toContain(whenTitleChanges);
    expect(whenTitleChanges.filter).toEqual({ types: tenureFacts });
  });
  it('throws when it cannot write, so that the fact is tried again', async () => {
    const event = await fact(service.store, stream, 'RightRegistered', { parcelId, rightId, ...registration }, { on: '2015-06-01' });
    const failing = { ...service.store, append: () => Promise.reject(new Error('not now')) };
    await expect(whenTitleChanges.react({ store: failing, today: date(today) }, event)).rejects.toThrow('not now');
  });
});
