import { describe, expect, it } from 'vitest';
import { date } from '../kernel/index.ts';
import { specify } from '../testing/given.ts';
import { leasesOn, title } from './index.ts';
import {
  appointOperator,
  catalogue,
  consentToSublease,
  endLease,
  factsOf,
  foundBy,
  land,
  lease1,
  lease2,
  nowhere,
  operator1,
  oufeng,
  parcelId,
  pulizi,
  registerLease,
  registerRight,
  registerSublease,
  reportOperator,
  reportSublease,
  sub1,
  sub2,
} from './test/title.ts';

const given = specify(catalogue);
const on = date;
const right = registerRight('2010-01-01', { until: '2035-12-31' });
const leased = [right, registerLease('2019-12-01')];
const running = (state: (typeof title)['initial'], day: string) => leasesOn(state, on(day)).map(({ leaseId }) => leaseId);

describe('a sublease (转租)', () => {
  const agreed = [...leased, consentToSublease('2020-06-01')];
  it('is recorded under its lease once the lessor has consented', () =>
    given(title, ...agreed)
      .when(registerSublease('2020-12-01'))
      .then({
        type: 'SubleaseRegistered',
        data: {
          parcelId,
          rightId: land,
          leaseId: sub1,
          parentLeaseId: lease1,
          lessees: [oufeng],
          part: null,
          from: on('2021-01-01'),
          until: on('2022-12-31'),
          rent: null,
          contractNumber: null,
          basis: 'decided',
        },
      }));
  it('is nothing new the second time', () =>
    given(title, ...agreed, registerSublease('2020-12-01'))
      .when(registerSublease('2020-12-01'))
      .thenNothing());
  it('without consent is refused when we decide (民法典 716), and found when it is reported', () => {
    given(title, ...leased)
      .when(registerSublease('2020-12-01'))
      .thenRefused('sublease-without-consent', '2020-12-01');
    given(title, ...agreed)
      .when(registerSublease('2020-05-31'))
      .thenRefused('sublease-without-consent');
    expect(foundBy(given(title, ...leased).state, reportSublease('2020-12-01'))).toEqual(['sublease-without-consent']);
  });
  it('needs consent for each of its lessees', () => {
    const forOne = [...leased, consentToSublease('2020-06-01', { lesseeId: oufeng })];
    expect(factsOf(given(title, ...forOne).state, registerSublease('2020-12-01')).length).toBe(1);
    given(title, ...forOne)
      .when(registerSublease('2020-12-01', { lessees: [oufeng, nowhere] }))
      .thenRefused('sublease-without-consent');
  });
  it('lies within its lease', () => {
    given(title, ...agreed)
      .when(registerSublease('2020-12-01', { until: '2025-01-01' }))
      .thenRefused('sublease-outside-lease', '2025-01-01', '2024-12-31');
    given(title, ...agreed, endLease('2020-11-01'))
      .when(registerSublease('2020-12-01'))
      .thenRefused('sublease-outside-lease', '2020-11-01');
    expect(foundBy(given(title, ...agreed).state, reportSublease('2020-12-01', { until: '2025-01-01' }))).toEqual([
      'sublease-outside-lease',
    ]);
  });
  it('ends with its lease', () => {
    const { state } = given(title, ...agreed, registerSublease('2020-12-01'), endLease('2022-07-01'));
    expect([running(state, '2022-06-30'), running(state, '2022-07-01')]).toEqual([[lease1, sub1], []]);
  });
  it('excludes another of the same lease', () =>
    given(title, ...agreed, registerSublease('2020-12-01'))
      .when(registerSublease('2020-12-01', { leaseId: sub2 }))
      .thenRefused('lease-overlaps'));
  it('is of a lease that is there', () =>
    given(title, right).when(registerSublease('2020-12-01')).thenRefused('title-names-unknown', lease1));
});

describe("the lessor's consent", () => {
  it('is recorded once', () => {
    given(title, ...leased)
      .when(consentToSublease('2020-06-01'))
      .then({ type: 'SubleaseConsentRecorded', data: { parcelId, rightId: land, leaseId: lease1, lesseeId: null } });
    given(title, ...leased, consentToSublease('2020-06-01'))
      .when(consentToSublease('2020-06-01'))
      .thenNothing();
  });
  it('may be found to have been given earlier', () =>
    expect(factsOf(given(title, ...leased, consentToSublease('2020-06-01')).state, consentToSublease('2020-01-01')).length).toBe(1));
  it('is to a lease that is there', () => {
    given(title, right).when(consentToSublease('2020-06-01')).thenRefused('title-names-unknown');
    given(title, ...leased)
      .when(consentToSublease('2019-11-30'))
      .thenRefused('title-before-fact');
  });
});

describe('an operator (统租统管)', () => {
  const operated = [right, appointOperator('2019-12-01')];
  it('rents and manages as one, for a term and a share', () =>
    given(title, right)
      .when(appointOperator('2019-12-01', { share: '30%' }))
      .then({
        type: 'OperatorAppointed',
        data: {
          parcelId,
          rightId: land,
          leaseId: operator1,
          operatorId: oufeng,
          share: '30%',
          part: null,
          from: on('2020-01-01'),
          until: on('2029-12-31'),
          rent: null,
          contractNumber: null,
          basis: 'decided',
        },
      }));
  it('may stand beside leases made before', () =>
    expect(factsOf(given(title, ...leased).state, appointOperator('2019-12-15')).length).toBe(1));
  it('is one at a time', () => {
    const other = { leaseId: lease2, operatorId: pulizi, from: '2029-12-31', until: '2030-12-31' };
    given(title, ...operated)
      .when(appointOperator('2025-01-01', other))
      .thenRefused('lease-overlaps');
    expect(foundBy(given(title, ...operated).state, reportOperator('2025-01-01', other))).toEqual(['lease-overlaps']);
  });
  it('lets to others without asking again', () => {
    const { state } = given(title, ...operated, registerSublease('2020-12-01', { parentLeaseId: operator1, lessees: [pulizi] }));
    expect(leasesOn(state, on('2021-01-01'))).toMatchObject([
      { kind: 'operator', lessees: [oufeng], parentLeaseId: null },
      { kind: 'sublease', lessees: [pulizi], parentLeaseId: operator1 },
    ]);
  });
});
