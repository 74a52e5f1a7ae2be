import { describe, expect, it } from 'vitest';
import { specId } from '../testing/given.ts';
import type { Origin } from './events.ts';
import { baseMap, basemapCommands } from './index.ts';
import {
  areaClaim,
  assign,
  begun,
  confirm,
  differing,
  enter,
  entryId,
  facts,
  given,
  join,
  mu,
  nothing,
  numbers,
  on,
  otherEntry,
  otherParcel,
  propose,
  read,
  reconciled,
  recordRead,
  resolve,
  stateAfter,
  type Values,
  withdraw,
} from './test/said.ts';

describe('the unified code (统一编码)', () => {
  it('is given to a unit, and may be replaced', () =>
    given(baseMap, begun, assign('JS-CJ-0001'))
      .when(assign('JS-CJ-0002'))
      .then({ type: 'BaseMapUnifiedCodeAssigned', data: { entryId, code: 'JS-CJ-0002', former: 'JS-CJ-0001' } }));
  it('given again is nothing new', () => given(baseMap, begun, assign('JS-CJ-0001')).when(assign('JS-CJ-0001')).thenNothing());
  it('is not given for a day before everything was known', () =>
    given(baseMap, begun).when(assign('JS-CJ-0001', '2023-12-31')).thenRefused('basemap-before-latest-fact'));
  it('has 4 to 28 digits, capital letters and hyphens', () => {
    const accepts = (code: string) => basemapCommands.AssignUnifiedCode.safeParse({ entryId, code }).success;
    expect(['JS-1', 'js-1', '-JS1', 'JS1'].map(accepts)).toEqual([true, false, false, false]);
  });
});

describe('two units that are one', () => {
  const forward = (origin: Origin, values: Values) => ({
    type: 'BaseMapRecordForwarded' as const,
    data: {
      entryId,
      intoId: otherEntry,
      origin,
      recordNumber: numbers[origin],
      read: { unitCode: null, jurisdiction: '310116', batchId: null, values: { ...nothing, ...values } },
      reason: null,
    },
  });
  const joined = { type: 'BaseMapEntryJoined' as const, data: { entryId, intoId: otherEntry, reason: '同一宗地' } };

  it('are joined by a person, and everything that was read is passed on with its own day and source', () => {
    given(baseMap, begun, differing)
      .when(join())
      .then(...facts(joined, forward('registration', { area: mu('30.62') }), forward('survey', { area: mu('30.59') })));
    const decision = baseMap.decide(join(), stateAfter(begun, differing));
    expect(Array.isArray(decision) && decision.map(({ effectiveOn, sources }) => [effectiveOn, sources[0]?.row])).toEqual([
      ['2024-03-11', undefined],
      ['2024-01-01', 'registration'],
      ['2023-12-31', 'survey'],
    ]);
  });
  it('go on reading under the old number, and pass it on', () =>
    given(baseMap, begun, join())
      .when(read('registration', { area: mu('31') }, '2024-04-01'))
      .then(
        ...facts(
          recordRead('registration', { area: mu('31') }, 'changed'),
          reconciled(areaClaim('registration', mu('31'))),
          forward('registration', { area: mu('31') }),
        ),
      ));
  it('pass on a withdrawal too', () =>
    given(baseMap, read('registration', {}), join())
      .when(withdraw('registration', '2024-04-01'))
      .then(
        {
          type: 'BaseMapRecordWithdrawn',
          data: { entryId, origin: 'registration', recordNumber: numbers.registration, reason: '登记已注销' },
        },
        { ...forward('registration', {}), data: { ...forward('registration', {}).data, read: null, reason: '登记已注销' } },
      ));
  it('joined again are nothing new', () => given(baseMap, begun, join()).when(join()).thenNothing());
  it.each([
    ['into itself', join(entryId), 'basemap-joined-into-itself'],
    ['into one that was joined itself', join(otherEntry, { district: '310116', joined: true }), 'basemap-join-target-joined'],
    ['across districts', join(otherEntry, { district: '310117', joined: false }), 'basemap-join-across-districts'],
    ['for a day before everything was known', { ...join(), ...on('2023-12-31') }, 'basemap-before-latest-fact'],
  ])('are not joined %s', (_, next, rule) => given(baseMap, begun).when(next).thenRefused(rule));
  it('are not joined while one of them is matched with a parcel', () =>
    given(baseMap, begun, propose(['name']), confirm())
      .when(join())
      .thenRefused('basemap-entry-matched'));
  it.each([
    ['matched', propose(['code'])],
    ['confirmed', confirm()],
    ['entered as a parcel', enter(otherParcel)],
    ['coded', assign('JS-CJ-0001')],
    ['resolved', resolve('survey')],
    ['joined elsewhere', join(specId(9))],
  ])('that were joined are not %s any more', (_, next) =>
    given(baseMap, begun, differing, propose(['name']), join())
      .when(next)
      .thenRefused('basemap-entry-joined', otherEntry),
  );
});
