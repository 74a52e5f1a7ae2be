import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specSource } from '../testing/given.ts';
import type { Claim } from './events.ts';
import { baseMap } from './index.ts';
import {
  annul,
  areaClaim,
  assign,
  begun,
  confirm,
  differing,
  enter,
  entryId,
  facts,
  given,
  mu,
  numbers,
  opened,
  otherParcel,
  parcelId,
  propose,
  read,
  reconciled,
  recordRead,
  reject,
  resolve,
  stateAfter,
  town,
  withdraw,
} from './test/said.ts';

describe('a match with a parcel', () => {
  const proposed = propose(['name', 'area']);
  const informed = (values: readonly Claim[], unifiedCode: string | null = null, parcel = parcelId) => ({
    type: 'BaseMapParcelInformed' as const,
    data: {
      entryId,
      parcelId: parcel,
      unifiedCode,
      values: values.map((claim) => ({ claim, sources: [{ ...specSource, row: claim.origin }] })),
    },
  });
  const confirmed = (parcel = parcelId) => ({
    type: 'BaseMapMatchConfirmed' as const,
    data: { entryId, parcelId: parcel, confirmedBy: '规划资源局 王' },
  });
  const area = areaClaim('registration', mu('30.62'));

  it('is proposed with its grounds', () =>
    given(baseMap, begun)
      .when(propose(['name', 'area', 'name']))
      .then({
        type: 'BaseMapMatchProposed',
        data: { entryId, parcelId, grounds: ['name', 'area'], score: '0.92', proposedBy: 'import' },
      }));
  it('proposed again on the same grounds is nothing new', () =>
    given(baseMap, begun, proposed)
      .when(propose(['area']))
      .thenNothing());
  it('is proposed again when there is a further ground', () =>
    given(baseMap, begun, proposed)
      .when(propose(['code'], '张'))
      .then({ type: 'BaseMapMatchProposed', data: { entryId, parcelId, grounds: ['code'], score: '0.92', proposedBy: '张' } }));
  it('is confirmed by a person, and the parcel hears what counts, with the source of each value', () =>
    given(baseMap, begun, differing, proposed)
      .when(confirm())
      .then(confirmed(), informed([area])));
  it('concerns the town of the parcel from then on', () => {
    given(baseMap, begun, proposed).when(confirm()).thenConcerns('310116', town);
    given(baseMap, begun, proposed, confirm()).when(annul()).thenConcerns('310116', town);
  });
  it('confirmed again is nothing new, and so is another proposal of it', () => {
    given(baseMap, begun, proposed, confirm()).when(confirm('李')).thenNothing();
    given(baseMap, begun, proposed, confirm())
      .when(propose(['code']))
      .thenNothing();
  });
  it('of a unit of which nobody says anything tells the parcel nothing', () =>
    given(baseMap, read('survey', {}), proposed).when(confirm()).then(confirmed()));
  it('is not confirmed by whoever proposed it', () => {
    given(baseMap, begun, propose(['name'], '王'))
      .when(confirm('王'))
      .thenRefused('basemap-match-own-proposal', parcelId);
    given(baseMap, begun, proposed, propose(['code'], '王'))
      .when(confirm('王'))
      .thenRefused('basemap-match-own-proposal');
  });
  it('must have been proposed', () => given(baseMap, begun).when(confirm()).thenRefused('basemap-match-not-proposed', parcelId));
  it('is not confirmed for a day before the parcel was entered', () =>
    given(baseMap, begun, proposed)
      .when(confirm('李', parcelId, '2024-03-11', date('2024-03-12')))
      .thenRefused('basemap-match-before-parcel', '2024-03-12'));
  it('is not confirmed for a day before everything was known', () =>
    given(baseMap, begun, proposed)
      .when(confirm('李', parcelId, '2024-03-10'))
      .thenRefused('basemap-before-latest-fact', '2024-03-11'));
  it('is one: another parcel is neither proposed nor confirmed nor entered beside it', () => {
    const matched = [begun, proposed, propose(['name'], 'import', otherParcel), confirm()];
    for (const next of [propose(['code'], 'import', otherParcel), confirm('李', otherParcel), enter(otherParcel)])
      given(baseMap, ...matched)
        .when(next)
        .thenRefused('basemap-entry-matched', parcelId);
  });
  it('rejected with a reason is not proposed again on the same grounds', () => {
    given(baseMap, begun, proposed)
      .when(reject())
      .then({ type: 'BaseMapMatchRejected', data: { entryId, parcelId, reason: '不是同一地块' } });
    given(baseMap, begun, proposed, reject()).when(reject()).thenNothing();
    given(baseMap, begun, proposed, reject())
      .when(propose(['name']))
      .thenRefused('basemap-match-declined', parcelId);
    given(baseMap, begun, proposed, reject()).when(confirm()).thenRefused('basemap-match-not-proposed');
  });
  it('rejected is proposed again on a ground that was not known', () =>
    given(baseMap, begun, proposed, reject())
      .when(propose(['code']))
      .then({ type: 'BaseMapMatchProposed', data: { entryId, parcelId, grounds: ['code'], score: '0.92', proposedBy: 'import' } }));
  it('is rejected only while it awaits a decision', () => given(baseMap, begun).when(reject()).thenRefused('basemap-match-not-proposed'));
  it('confirmed in error is annulled, and the unit is free again', () => {
    const history = [begun, proposed, confirm(), annul()];
    given(baseMap, begun, proposed, confirm())
      .when(annul())
      .then({ type: 'BaseMapMatchAnnulled', data: { entryId, parcelId, reason: '匹配有误' } });
    given(baseMap, ...history)
      .when(annul())
      .thenNothing();
    given(baseMap, ...history, propose(['name'], 'import', otherParcel))
      .when(confirm('规划资源局 王', otherParcel))
      .then(confirmed(otherParcel), informed([area], null, otherParcel));
  });
  it('is annulled only when it was confirmed', () =>
    given(baseMap, begun, proposed).when(annul()).thenRefused('basemap-match-not-confirmed', parcelId));

  it('lets the parcel hear what counts otherwise from now on', () =>
    given(baseMap, begun, proposed, confirm())
      .when(read('registration', { area: mu('31') }, '2024-04-01'))
      .then(
        ...facts(
          recordRead('registration', { area: mu('31') }, 'changed'),
          reconciled(areaClaim('registration', mu('31'))),
          informed([areaClaim('registration', mu('31'))]),
        ),
      ));
  it('lets the parcel hear of a decision, and of nothing that does not count', () => {
    given(baseMap, begun, proposed, confirm())
      .when(differing)
      .then(
        ...facts(
          recordRead('survey', { area: mu('30.59') }),
          reconciled(areaClaim('survey', mu('30.59'))),
          opened(area, areaClaim('survey', mu('30.59'))),
        ),
      );
    given(baseMap, begun, differing, proposed, confirm())
      .when(resolve('survey'))
      .then(
        ...facts(
          { type: 'BaseMapConflictResolved', data: { entryId, claim: areaClaim('survey', mu('30.59')), reason: '以实测为准' } },
          reconciled(areaClaim('survey', mu('30.59'))),
          informed([areaClaim('survey', mu('30.59'))]),
        ),
      );
  });
  it('lets the parcel hear nothing of a value that is gone', () => {
    given(baseMap, begun, proposed, confirm())
      .when(read('registration', {}, '2024-04-01'))
      .then(recordRead('registration', {}, 'changed'), {
        type: 'BaseMapReconciled',
        data: { entryId, winners: [{ attribute: 'area', claim: null }] },
      });
  });
  it('tells the parcel as of the match what held before it', () => {
    const late = read('approval', { address: '月工路169号' }, '2004-01-01');
    const decision = baseMap.decide(late, given(baseMap, begun, proposed, confirm()).state);
    expect(Array.isArray(decision) && decision.map(({ type, effectiveOn }) => [type, effectiveOn])).toEqual([
      ['BaseMapRecordRead', '2004-01-01'],
      ['BaseMapReconciled', '2004-01-01'],
      ['BaseMapParcelInformed', '2024-03-11'],
    ]);
  });
  it('tells the parcel as of the day from which it counts', () => {
    const history = [read('registration', { area: mu('31') }, '2024-04-01'), withdraw('registration', '2024-05-01')];
    const state = stateAfter(...history, propose(['name']));
    const matched = { ...state, matched: { parcelId, since: date('2024-03-11') } };
    const decision = baseMap.decide(read('approval', { area: mu('30') }, '2004-01-01'), matched);
    expect(Array.isArray(decision) && decision.at(-1)).toMatchObject({ type: 'BaseMapParcelInformed', effectiveOn: '2024-05-01' });
  });

  it('is not needed: a person enters the unit as a new parcel', () =>
    given(baseMap, read('registration', {}, '2024-01-01', { jurisdiction: town }))
      .when(enter())
      .then(
        { type: 'BaseMapUnitEntered', data: { entryId, parcelId, jurisdiction: town, name: '古岛地块' } },
        informed([{ attribute: 'town', value: town, origin: 'registration', recordNumber: numbers.registration }]),
      ));
  it('entered once is enough', () =>
    given(baseMap, read('registration', {}, '2024-01-01', { jurisdiction: town }), enter())
      .when(enter())
      .thenNothing());
  it('is decided before a new parcel is entered', () =>
    given(baseMap, begun, proposed).when(enter(otherParcel)).thenRefused('basemap-proposals-pending', parcelId));
  it('a new parcel needs a town', () => given(baseMap, begun).when(enter()).thenRefused('basemap-town-unknown'));
  it('a new parcel is not entered for a day before everything was known', () =>
    given(baseMap, read('survey', {}, '2024-05-01'))
      .when(enter())
      .thenRefused('basemap-before-latest-fact', '2024-05-01'));

  it('brings the unified code with it, and lets the parcel hear of it later too', () => {
    given(baseMap, begun, proposed, assign('JS-CJ-0001'))
      .when(confirm())
      .then(confirmed(), informed([area], 'JS-CJ-0001'));
    given(baseMap, begun, proposed, confirm())
      .when(assign('JS-CJ-0001'))
      .then({ type: 'BaseMapUnifiedCodeAssigned', data: { entryId, code: 'JS-CJ-0001', former: null } }, informed([], 'JS-CJ-0001'));
  });
});
