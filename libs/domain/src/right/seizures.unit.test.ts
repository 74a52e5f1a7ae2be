import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specify } from '../testing/given.ts';
import { isSeizedOn, seizuresOn, title } from './index.ts';
import {
  caseNumber,
  catalogue,
  correctSeizure,
  court,
  endRight,
  foundBy,
  land,
  nowhere,
  parcelId,
  registerRight,
  releaseSeizure,
  renewSeizure,
  seize,
  seizeToo,
  seizure1,
  seizure2,
  seizure3,
  town,
} from './test/title.ts';

const given = specify(catalogue);
const on = date;
const right = registerRight('2010-01-01');
const third = (day: string, more: object = {}) => seizeToo(day, { seizureId: seizure3, caseNumber: '（2023）沪01执3号', ...more });
/** Who stands in which rank, and until when the first. */
const ranks = (state: (typeof title)['initial'], day: string) =>
  seizuresOn(state, land, on(day)).map(({ seizureId, rank, until }) => [seizureId, rank, until]);

describe('a seizure (查封)', () => {
  it('is recorded with court, 案号 and term, on the day its notice was served', () => {
    const seizing = given(title, right).when(seize('2023-05-10', { until: '2026-05-09', sequence: 2 }));
    seizing.then({
      type: 'SeizureRecorded',
      data: { parcelId, rightId: land, seizureId: seizure1, court, caseNumber, sequence: 2, months: 36, until: on('2026-05-09') },
    });
    seizing.thenConcerns(town);
  });
  it('is nothing new the second time, and refused with other content', () => {
    given(title, right, seize('2023-05-10')).when(seize('2023-05-10')).thenNothing();
    given(title, right, seize('2023-05-10')).when(seize('2023-05-11')).thenRefused('title-recorded-otherwise', seizure1);
  });
  it('is of a right that is there', () => {
    given(title, right)
      .when(seize('2023-05-10', { rightId: nowhere }))
      .thenRefused('title-names-unknown', nowhere);
    given(title, right).when(seize('2009-05-10')).thenRefused('title-before-fact');
    expect(foundBy(given(title, right, endRight('2020-01-01')).state, seize('2023-05-10'))).toEqual(['right-not-standing']);
  });
  it('stands from its service until its term lapses', () => {
    const { state } = given(title, right, seize('2023-05-10'));
    expect(['2023-05-09', '2023-05-10', '2026-05-10', '2026-05-11'].map((day) => isSeizedOn(state, land, on(day)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
  it('lapses after the last day as printed', () =>
    expect(ranks(given(title, right, seize('2023-05-10', { until: '2026-05-09' })).state, '2026-05-09')).toEqual([
      [seizure1, 1, '2026-05-09'],
    ]));
  it('does not end before its notice was served, nor does a renewal or a correction', () => {
    given(title, right)
      .when(seize('2023-05-10', { until: '2023-05-09' }))
      .thenRefused('seizure-ends-before-start', '2023-05-10', '2023-05-09');
    given(title, right, seize('2023-05-10'))
      .when(renewSeizure('2025-04-01', { until: '2025-03-31' }))
      .thenRefused('seizure-ends-before-start');
    given(title, right, seize('2023-05-10'))
      .when(correctSeizure('2023-05-10', { until: '2023-05-09' }))
      .thenRefused('seizure-ends-before-start');
  });
  it('falls with the right', () =>
    expect(isSeizedOn(given(title, right, seize('2023-05-10'), endRight('2024-01-01')).state, land, on('2024-01-01'))).toBe(false));
  it('stands on no right that is not there', () => expect(isSeizedOn(given(title, right).state, nowhere, on('2024-01-01'))).toBe(false));
  it('lasts three years at most: a longer one is recorded and found', () => {
    expect(foundBy(given(title, right).state, seize('2023-05-10', { months: 37 }))).toEqual(['seizure-over-three-years']);
    expect(foundBy(given(title, right).state, seize('2023-05-10', { until: '2026-05-11' }))).toEqual(['seizure-over-three-years']);
    expect(foundBy(given(title, right).state, seize('2023-05-10', { until: '2026-05-10' }))).toEqual([]);
  });
});

describe('the ranks of seizures (首封, 轮候)', () => {
  const two = [right, seize('2023-05-10'), seizeToo('2023-08-01')];
  it('follow the service of the notices; one that waits has no term yet', () =>
    expect(ranks(given(title, ...two).state, '2023-08-01')).toEqual([
      [seizure1, 1, '2026-05-10'],
      [seizure2, 2, null],
    ]));
  it('follow it too when the earlier notice is recorded later', () => {
    const { state } = given(title, right, seizeToo('2023-08-01'), seize('2023-05-10'));
    expect(ranks(state, '2023-08-01').map(([id]) => id)).toEqual([seizure1, seizure2]);
  });
  it('of one day follow the number of the notice, then the order of recording', () => {
    const day = '2023-05-10';
    const { state } = given(title, right, seize(day), third(day, { sequence: 2 }), seizeToo(day, { sequence: 1 }));
    expect(ranks(state, day).map(([id]) => id)).toEqual([seizure2, seizure3, seizure1]);
    expect(ranks(given(title, right, seizeToo(day), seize(day)).state, day).map(([id]) => id)).toEqual([seizure2, seizure1]);
  });
  it('move up on the day of the release (解封), when the next one takes force and its term begins', () => {
    given(title, ...two)
      .when(releaseSeizure('2024-02-01'))
      .then({ type: 'SeizureReleased', data: { parcelId, rightId: land, seizureId: seizure1 } });
    const { state } = given(title, ...two, releaseSeizure('2024-02-01'));
    expect([ranks(state, '2024-01-31').length, ranks(state, '2024-02-01')]).toEqual([2, [[seizure2, 1, '2027-02-01']]]);
  });
  it('move up after the first has lapsed', () =>
    expect(ranks(given(title, ...two).state, '2026-05-11')).toEqual([[seizure2, 1, '2029-05-11']]));
  it('a last day printed for another beginning does not bind one that waited', () => {
    const { state } = given(
      title,
      right,
      seize('2023-05-10'),
      seizeToo('2023-08-01', { until: '2026-07-31' }),
      releaseSeizure('2024-02-01'),
    );
    expect(ranks(state, '2024-02-01')).toEqual([[seizure2, 1, '2027-02-01']]);
  });
  it('leave out one that was released while it waited', () => {
    const { state } = given(
      title,
      ...two,
      third('2023-09-01'),
      releaseSeizure('2023-10-01', { seizureId: seizure2 }),
      releaseSeizure('2024-02-01'),
    );
    expect([ranks(state, '2023-10-01').map(([id]) => id), ranks(state, '2024-02-01').map(([id]) => id)]).toEqual([
      [seizure1, seizure3],
      [seizure3],
    ]);
  });
  it('of a term that is too long are found while it still waits', () =>
    expect(foundBy(given(title, right, seize('2023-05-10')).state, seizeToo('2023-08-01', { months: 48 }))).toEqual([
      'seizure-over-three-years',
    ]));
  it('of one released on the day it would have taken force leave nothing to find', () => {
    const { state } = given(title, ...two, releaseSeizure('2024-02-01', { seizureId: seizure2 }), releaseSeizure('2024-02-01'));
    expect(ranks(state, '2024-02-01')).toEqual([]);
  });
});

describe('a renewal (续封)', () => {
  it('before the lapse adds its length to the term that runs', () => {
    const { state } = given(title, right, seize('2023-05-10'), renewSeizure('2026-01-01'));
    expect([ranks(state, '2025-12-31'), ranks(state, '2026-01-01')]).toEqual([
      [[seizure1, 1, '2026-05-10']],
      [[seizure1, 1, '2029-05-10']],
    ]);
  });
  it('is recorded, and is nothing new the second time', () => {
    const renewal = renewSeizure('2025-05-10', { until: '2029-05-09' });
    given(title, right, seize('2023-05-10'))
      .when(renewal)
      .then({
        type: 'SeizureRenewed',
        data: { parcelId, rightId: land, seizureId: seizure1, renewalId: renewal.data.renewalId, months: 36, until: on('2029-05-09') },
      });
    given(title, right, seize('2023-05-10'), renewal).when(renewal).thenNothing();
    given(title, right, seize('2023-05-10'), renewal)
      .when(renewSeizure('2025-05-10'))
      .thenRefused('title-recorded-otherwise', renewal.data.renewalId);
    expect(ranks(given(title, right, seize('2023-05-10'), renewal).state, '2027-01-01')).toEqual([[seizure1, 1, '2029-05-09']]);
  });
  it('lasts three years at most', () => {
    const { state } = given(title, right, seize('2023-05-10'));
    expect(foundBy(state, renewSeizure('2025-05-10', { until: '2029-05-11' }))).toEqual(['seizure-over-three-years']);
  });
  it('with a printed end before that of the running term counts as printed, and is found to shorten it', () => {
    const { state } = given(title, right, seize('2023-05-10'));
    const renewal = renewSeizure('2024-06-01', { until: '2025-01-31' });
    expect(foundBy(state, renewal)).toEqual(['seizure-renewal-shortens']);
    expect(ranks(given(title, right, seize('2023-05-10'), renewal).state, '2024-06-01')).toEqual([[seizure1, 1, '2025-01-31']]);
    expect(foundBy(state, renewSeizure('2024-06-01', { until: '2026-05-10' }))).toEqual([]);
  });
  it('after the lapse renews nothing, which is found', () => {
    const { state } = given(title, right, seize('2020-05-10'));
    expect(foundBy(state, renewSeizure('2023-05-11'))).toEqual(['seizure-renewal-without-effect']);
    expect(isSeizedOn(given(title, right, seize('2020-05-10'), renewSeizure('2023-05-11')).state, land, on('2023-05-11'))).toBe(false);
  });
  it('while it waits renews nothing either: its term has not begun', () => {
    const { state } = given(title, right, seize('2023-05-10'), seizeToo('2023-08-01'));
    expect(foundBy(state, renewSeizure('2023-09-01', { seizureId: seizure2 }))).toEqual(['seizure-renewal-without-effect']);
  });
  it('is of a seizure that is there', () => {
    given(title, right).when(renewSeizure('2023-05-11')).thenRefused('title-names-unknown', seizure1);
    given(title, right, seize('2023-05-10')).when(renewSeizure('2023-05-09')).thenRefused('title-before-fact');
  });
});

describe('a release', () => {
  it('is of a seizure that is there, once', () => {
    given(title, right).when(releaseSeizure('2023-05-11')).thenRefused('title-names-unknown', seizure1);
    given(title, right, seize('2023-05-10')).when(releaseSeizure('2023-05-09')).thenRefused('title-before-fact');
    given(title, right, seize('2023-05-10'), releaseSeizure('2023-06-01')).when(releaseSeizure('2023-06-01')).thenNothing();
    given(title, right, seize('2023-05-10'), releaseSeizure('2023-06-01'))
      .when(releaseSeizure('2023-06-02'))
      .thenRefused('title-ended-otherwise', '2023-06-01');
  });
});
