import { describe, expect, it } from 'vitest';
import type { Attribute } from './events.ts';
import { baseMap } from './index.ts';
import { attributeOf } from './state.ts';
import {
  areaClaim,
  areaThatCounts,
  begun,
  differing,
  entryId,
  facts,
  given,
  m2,
  mu,
  numbers,
  opened,
  read,
  reconciled,
  recordRead,
  resolve,
  settledArea,
  stateAfter,
  type Values,
  withdraw,
} from './test/said.ts';

describe('sources that contradict each other', () => {
  it('open a conflict, and the first by precedence counts meanwhile', () =>
    given(baseMap, begun)
      .when(differing)
      .then(
        ...facts(
          recordRead('survey', { area: mu('30.59') }),
          reconciled(areaClaim('survey', mu('30.59'))),
          opened(areaClaim('registration', mu('30.62')), areaClaim('survey', mu('30.59'))),
        ),
      ));
  it('do so from the first day on which both speak', () => {
    const { open } = attributeOf(stateAfter(begun, differing), 'area');
    expect(open).toEqual([{ from: '2024-01-01', value: true }]);
  });
  it('do not when the areas are equal in different units', () =>
    given(baseMap, read('registration', { area: mu('30') }))
      .when(read('survey', { area: m2('20000') }))
      .then(recordRead('survey', { area: m2('20000') })));
  it('do not when only one says anything', () =>
    given(baseMap, begun)
      .when(read('survey', { legality: 'legal' }, '2024-01-01'))
      .then(
        recordRead('survey', { legality: 'legal' }),
        reconciled({ attribute: 'legality', value: 'legal', origin: 'survey', recordNumber: numbers.survey }),
      ));
  it('that come to agree settle it by themselves', () =>
    given(baseMap, begun, differing)
      .when(read('survey', { area: mu('30.62') }, '2024-02-01'))
      .then(recordRead('survey', { area: mu('30.62') }, 'changed'), settledArea));
  it('disagree once: a third figure joins the open conflict', () =>
    given(baseMap, begun, differing)
      .when(read('soe-list', { area: mu('30') }))
      .then(recordRead('soe-list', { area: mu('30') })));
  it('settle it when one of the two is withdrawn', () =>
    given(baseMap, begun, differing)
      .when(withdraw('registration'))
      .then(
        ...facts(
          {
            type: 'BaseMapRecordWithdrawn',
            data: { entryId, origin: 'registration', recordNumber: numbers.registration, reason: '登记已注销' },
          },
          reconciled(areaClaim('survey', mu('30.59'))),
          settledArea,
        ),
      ));
  it.each<[Attribute, Values, Values, Values]>([
    [
      'landUse',
      { landUse: { use: 'industrial', printed: '工业用地' } },
      { landUse: { use: 'industrial', printed: '工矿仓储' } },
      { landUse: { use: 'storage', printed: '仓储' } },
    ],
    [
      'landUse',
      { landUse: { use: 'other', printed: '农用地' } },
      { landUse: { use: 'other', printed: '农 用地' } },
      { landUse: { use: 'other', printed: '水域' } },
    ],
    [
      'holder',
      { holder: { kind: 'natural-person' } },
      { holder: { kind: 'natural-person' } },
      { holder: { kind: 'organisation', name: '甲' } },
    ],
    [
      'soe',
      { soe: { enterprise: '甲', batch: null } },
      { soe: { enterprise: '甲 ', batch: null } },
      { soe: { enterprise: '甲', batch: '一' } },
    ],
    ['geometry', { geometry: 'a' }, { geometry: 'a' }, { geometry: 'b' }],
  ])('are told by the meaning of %s', (attribute, one, same, other) => {
    const isOpen = (values: Values) =>
      attributeOf(stateAfter(read('registration', one), read('survey', values)), attribute).open.at(-1)?.value;
    expect([isOpen(same), isOpen(other)]).toEqual([undefined, true]);
  });
});

describe('a conflict', () => {
  it('is resolved by a person with a reason, and what they chose counts from that day on', () =>
    given(baseMap, begun, differing)
      .when(resolve('survey'))
      .then(
        { type: 'BaseMapConflictResolved', data: { entryId, claim: areaClaim('survey', mu('30.59')), reason: '以实测为准' } },
        reconciled(areaClaim('survey', mu('30.59'))),
      ));
  it('may be resolved for what counts anyway', () =>
    given(baseMap, begun, differing)
      .when(resolve('registration'))
      .then({ type: 'BaseMapConflictResolved', data: { entryId, claim: areaClaim('registration', mu('30.62')), reason: '以实测为准' } }));
  it('resolved the same way again is nothing new; a person may decide otherwise', () => {
    given(baseMap, begun, differing, resolve('survey')).when(resolve('survey')).thenNothing();
    expect(areaThatCounts(begun, differing, resolve('survey'), resolve('registration'))?.origin).toBe('registration');
  });
  it('resolved stays resolved when a loser says the same again or something else changes', () =>
    given(baseMap, begun, differing, resolve('survey'))
      .when(read('registration', { area: mu('30.62'), address: '月工路169号' }, '2024-03-12'))
      .then(
        recordRead('registration', { area: mu('30.62'), address: '月工路169号' }, 'changed'),
        reconciled({ attribute: 'address', value: '月工路169号', origin: 'registration', recordNumber: numbers.registration }),
      ));
  it('resolved stays resolved when news agrees with the choice', () =>
    given(baseMap, begun, differing, resolve('survey'))
      .when(read('registration', { area: mu('30.59') }, '2024-03-12'))
      .then(recordRead('registration', { area: mu('30.59') }, 'changed')));
  it('resolved stays resolved when the chosen record falls silent: missing is no contradiction', () => {
    expect(areaThatCounts(begun, differing, resolve('survey'), withdraw('survey', '2024-03-12'))?.value).toEqual(mu('30.59'));
  });
  it('is opened again by news that contradicts the choice, and precedence counts again', () =>
    given(baseMap, begun, differing, resolve('survey'))
      .when(read('approval', { area: mu('30.6') }, '2024-03-12'))
      .then(
        ...facts(
          recordRead('approval', { area: mu('30.6') }),
          reconciled(areaClaim('registration', mu('30.62'))),
          opened(areaClaim('registration', mu('30.62')), areaClaim('approval', mu('30.6')), areaClaim('survey', mu('30.59'))),
        ),
      ));
  it('is not opened again before the day of the decision, however old the news', () => {
    const state = stateAfter(begun, differing, resolve('survey'), read('approval', { area: mu('30.6') }, '2004-06-01'));
    expect(attributeOf(state, 'area').decision.slice(-2)).toEqual([
      { from: '2024-03-11', value: areaClaim('survey', mu('30.59')) },
      { from: '2024-03-11', value: null },
    ]);
    expect(attributeOf(state, 'area').open.at(-1)).toEqual({ from: '2024-03-11', value: true });
  });
  it('is not opened again by what the record said only before the decision', () => {
    const history = [begun, differing, resolve('survey'), read('registration', { area: mu('29') }, '2010-01-01')];
    expect(areaThatCounts(...history)?.origin).toBe('survey');
  });
  it('ends for good when the chosen record comes to agree with the others', () =>
    given(baseMap, begun, differing, resolve('survey'))
      .when(read('survey', { area: mu('30.62') }, '2024-03-12'))
      .then(
        ...facts(recordRead('survey', { area: mu('30.62') }, 'changed'), reconciled(areaClaim('registration', mu('30.62'))), settledArea),
      ));
  it('is about a value that a record in force gives', () =>
    given(baseMap, begun, differing).when(resolve('approval')).thenRefused('basemap-claim-unknown', numbers.approval));
  it('must be there', () => given(baseMap, begun).when(resolve('registration')).thenRefused('basemap-conflict-not-open'));
  it('that is settled is not resolved either', () =>
    given(baseMap, begun, differing, read('survey', { area: mu('30.62') }, '2024-02-01'))
      .when(resolve('registration'))
      .thenRefused('basemap-conflict-not-open'));
  it('is not resolved for a day before everything was known', () =>
    given(baseMap, begun, differing)
      .when(resolve('registration', '2024-01-01'))
      .then({
        type: 'BaseMapConflictResolved',
        data: { entryId, claim: areaClaim('registration', mu('30.62')), reason: '以实测为准' },
      }));
  it('is refused for an earlier day, which is named', () =>
    given(baseMap, begun, differing, read('soe-list', {}, '2024-02-01'))
      .when(resolve('registration', '2024-01-31'))
      .thenRefused('basemap-before-latest-fact', '2024-01-31', '2024-02-01'));
});
