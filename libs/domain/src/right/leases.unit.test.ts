import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specId, specify } from '../testing/given.ts';
import { leasesOn, title } from './index.ts';
import {
  catalogue,
  consentToSublease,
  correctLease,
  endLease,
  endRight,
  factsOf,
  foundBy,
  land,
  lease1,
  lease2,
  nowhere,
  oufeng,
  parcelId,
  pulizi,
  registerLease,
  registerRight,
  registerSublease,
  reportLease,
  town,
  yuan,
} from './test/title.ts';

const given = specify(catalogue);
const on = date;
const right = registerRight('2010-01-01', { until: '2035-12-31' });
const leased = [right, registerLease('2019-12-01')];
const running = (state: (typeof title)['initial'], day: string) => leasesOn(state, on(day)).map(({ leaseId }) => leaseId);

describe('a lease (租赁)', () => {
  it('is recorded with its lessees, term and rent', () => {
    const leasing = given(title, right).when(registerLease('2019-12-01', { rent: yuan(300_000), contractNumber: '租2019-1' }));
    leasing.then({
      type: 'LeaseRegistered',
      data: {
        parcelId,
        rightId: land,
        leaseId: lease1,
        lessees: [pulizi],
        part: null,
        from: on('2020-01-01'),
        until: on('2024-12-31'),
        rent: yuan(300_000),
        contractNumber: '租2019-1',
        basis: 'decided',
      },
    });
    leasing.thenConcerns(town);
  });
  it('runs from the first day of its term to the last', () => {
    const { state } = given(title, ...leased);
    expect(['2019-12-31', '2020-01-01', '2024-12-31', '2025-01-01'].map((day) => running(state, day))).toEqual([
      [],
      [lease1],
      [lease1],
      [],
    ]);
  });
  it('is nothing new the second time, and refused with other content', () => {
    given(title, ...leased)
      .when(registerLease('2019-12-01'))
      .thenNothing();
    given(title, ...leased)
      .when(registerLease('2019-12-01', { until: '2023-12-31' }))
      .thenRefused('title-recorded-otherwise', lease1);
  });
  it('does not end before it starts, in a report neither', () => {
    given(title, right)
      .when(registerLease('2019-12-01', { until: '2019-12-31' }))
      .thenRefused('lease-ends-before-start', '2019-12-31', '2020-01-01');
    given(title, right)
      .when(reportLease('2019-12-01', { until: '2019-12-31' }))
      .thenRefused('lease-ends-before-start');
  });
  it('is of a right that is there', () => {
    given(title, right)
      .when(registerLease('2019-12-01', { rightId: nowhere }))
      .thenRefused('title-names-unknown', nowhere);
    given(title, right).when(registerLease('2009-12-31')).thenRefused('title-before-fact');
  });
  it('lasts twenty years at most (民法典 705): its last day is the one before the anniversary', () => {
    given(title, right)
      .when(registerLease('2015-01-01', { from: '2015-01-01', until: '2035-01-01' }))
      .thenRefused('lease-over-twenty-years', '2035-01-01');
    expect(factsOf(given(title, right).state, registerLease('2015-01-01', { from: '2015-01-01', until: '2034-12-31' })).length).toBe(1);
    expect(foundBy(given(title, right).state, reportLease('2012-01-01', { from: '2012-01-01', until: '2035-01-02' }))).toEqual([
      'lease-over-twenty-years',
    ]);
  });
  it('lies within the term of the right', () => {
    given(title, right)
      .when(registerLease('2025-01-01', { until: '2036-01-01' }))
      .thenRefused('lease-outside-right', '2036-01-01', '2035-12-31');
    given(title, right)
      .when(registerLease('2019-12-01', { from: '2009-12-31' }))
      .thenRefused('lease-outside-right', '2010-01-01');
    expect(foundBy(given(title, right).state, reportLease('2025-01-01', { until: '2036-01-01' }))).toEqual(['lease-outside-right']);
    const endless = registerRight('2010-01-01', { until: null });
    given(title, endless)
      .when(registerLease('2019-12-01', { from: '2009-12-31' }))
      .thenRefused('lease-outside-right', '—');
  });
  it('ends with the right, whose recovery it does not hinder', () => {
    const { state } = given(title, ...leased, endRight('2023-06-01'));
    expect([running(state, '2023-05-31'), running(state, '2023-06-01')]).toEqual([[lease1], []]);
  });
  it('is not made or begun after the right has ended', () => {
    const ended = [right, endRight('2019-12-15')];
    given(title, ...ended)
      .when(registerLease('2019-12-01'))
      .thenRefused('lease-outside-right', '2019-12-15');
    given(title, ...ended)
      .when(registerLease('2019-12-15', { from: '2019-12-01' }))
      .thenRefused('lease-outside-right');
    expect(factsOf(given(title, ...ended).state, registerLease('2019-12-01', { from: '2019-12-01' })).length).toBe(1);
  });
  it('excludes another of the same place at the same time', () => {
    const other = (more: object = {}) =>
      registerLease('2021-01-01', { leaseId: lease2, lessees: [oufeng], from: '2024-12-31', until: '2026-12-31', ...more });
    given(title, ...leased)
      .when(other())
      .thenRefused('lease-overlaps', '2024-12-31', '2026-12-31');
    given(title, ...leased)
      .when(other({ part: '8幢' }))
      .thenRefused('lease-overlaps');
    expect(factsOf(given(title, ...leased).state, other({ from: '2025-01-01' })).length).toBe(1);
    expect(factsOf(given(title, ...leased, endLease('2024-12-31')).state, other()).length).toBe(1);
    expect(factsOf(given(title, right, registerLease('2019-12-01', { part: '9幢' })).state, other({ part: '8幢' })).length).toBe(1);
    expect(foundBy(given(title, ...leased).state, reportLease('2021-01-01', { leaseId: lease2 }))).toEqual(['lease-overlaps']);
  });
});

describe('the end of a lease before its term', () => {
  it('is a day from which it no longer runs', () => {
    given(title, ...leased)
      .when(endLease('2022-07-01'))
      .then({ type: 'LeaseEnded', data: { parcelId, rightId: land, leaseId: lease1, reason: 'agreement' } });
    const { state } = given(title, ...leased, endLease('2022-07-01'));
    expect([running(state, '2022-06-30'), running(state, '2022-07-01')]).toEqual([[lease1], []]);
  });
  it('is nothing new the second time, and refused otherwise', () => {
    given(title, ...leased, endLease('2022-07-01'))
      .when(endLease('2022-07-01'))
      .thenNothing();
    given(title, ...leased, endLease('2022-07-01'))
      .when(endLease('2022-07-02'))
      .thenRefused('title-ended-otherwise', '2022-07-01');
    given(title, ...leased, endLease('2022-07-01'))
      .when(endLease('2022-07-01', { reason: 'breach' }))
      .thenRefused('title-ended-otherwise');
  });
  it('is of a lease that is there', () => {
    given(title, right).when(endLease('2022-07-01')).thenRefused('title-names-unknown', lease1);
    given(title, ...leased)
      .when(endLease('2019-11-30'))
      .thenRefused('title-before-fact', '2019-12-01');
  });
  it('shows which sublease was made after it', () => {
    const { state } = given(title, ...leased, consentToSublease('2020-06-01'), registerSublease('2020-12-01'));
    expect(foundBy(state, endLease('2020-11-01'))).toEqual(['sublease-outside-lease']);
    expect(foundBy(state, endLease('2022-01-01'))).toEqual([]);
  });
});

describe('correcting a lease', () => {
  it('replaces its day and term', () => {
    given(title, ...leased)
      .when(correctLease('2019-12-02'))
      .then({
        type: 'LeaseCorrected',
        data: { parcelId, rightId: land, leaseId: lease1, part: null, from: on('2020-01-01'), until: on('2023-12-31'), reason: '录入有误' },
        corrects: specId(1),
      });
    expect(running(given(title, ...leased, correctLease('2019-12-02')).state, '2024-01-01')).toEqual([]);
  });
  it('that changes nothing is nothing new', () =>
    given(title, ...leased, correctLease('2019-12-02'))
      .when(correctLease('2019-12-02'))
      .thenNothing());
  it('keeps the rules of a lease', () => {
    given(title, right).when(correctLease('2019-12-02')).thenRefused('title-names-unknown');
    given(title, ...leased)
      .when(correctLease('2019-12-02', { until: '2019-01-01' }))
      .thenRefused('lease-ends-before-start');
    given(title, ...leased)
      .when(correctLease('2019-12-02', { until: '2036-01-01' }))
      .thenRefused('lease-outside-right');
    expect(foundBy(given(title, right, reportLease('2019-12-01')).state, correctLease('2019-12-01', { until: '2036-01-01' }))).toEqual([
      'lease-outside-right',
    ]);
  });
});
