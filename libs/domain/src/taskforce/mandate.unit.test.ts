import { describe, expect, it } from 'vitest';
import { date, isRejection } from '../kernel/index.ts';
import { identified } from '../testing/given.ts';
import { holdsOn, mandate } from './index.ts';
import { mayActOn } from './read.ts';
import { given, grant, mandated, mandateId, report, revoke } from './test/scene.ts';

describe('a mandate is granted', () => {
  it('to a unit, for tasks, in a place and for a time', () =>
    given(mandate).when(grant()).then({ type: 'MandateGranted', data: mandated }));

  it('where the unit works', () =>
    given(mandate)
      .when(grant({ jurisdiction: '310116112' }))
      .thenConcerns('310116112'));

  it('for each task once, in whatever order they were named', () =>
    given(mandate)
      .when(grant({ tasks: ['survey', 'audit', 'survey'] }))
      .then({ type: 'MandateGranted', data: { ...mandated, tasks: ['audit', 'survey'] } }));

  it('once: the same again is nothing new', () => given(mandate, grant()).when(grant()).thenNothing());

  it('once: with other content it is refused', () =>
    given(mandate, grant())
      .when(grant({ uscc: null }))
      .thenRefused('mandate-granted-otherwise'));

  it('for a single day', () =>
    given(mandate)
      .when(grant({ until: mandated.from }))
      .thenConcerns('310116'));

  it('not for a time that ends before it starts', () =>
    given(mandate)
      .when(grant({ until: date('2024-03-31') }))
      .thenRefused('mandate-period-reversed', '2024-04-01', '2024-03-31'));
});

describe('a mandate is revoked', () => {
  it('as of a day, with a reason', () =>
    given(mandate, grant())
      .when(revoke())
      .then({ type: 'MandateRevoked', data: { mandateId, reason: '成果不符合要求' } }));

  it('where the unit works', () => given(mandate, grant()).when(revoke()).thenConcerns('310116'));

  it('once: the same again is nothing new', () => given(mandate, grant(), revoke()).when(revoke()).thenNothing());

  it.each([
    ['as of another day', revoke('2024-05-01')],
    ['for another reason', revoke('2024-04-01', '单位申请')],
  ])('once: %s it is refused', (_, again) =>
    given(mandate, grant(), revoke()).when(again).thenRefused('mandate-revoked-otherwise', '2024-04-01', '成果不符合要求'),
  );

  it('only if there is one', () => given(mandate).when(revoke()).thenRefused('mandate-not-granted'));

  it('not before it was granted', () =>
    given(mandate, grant()).when(revoke('2024-03-10')).thenRefused('mandate-before-grant', '2024-03-10', '2024-03-11'));

  it('on its last day, but not after it', () => {
    given(mandate, grant()).when(revoke('2024-12-31')).thenConcerns('310116');
    given(mandate, grant()).when(revoke('2025-01-01')).thenRefused('mandate-over', '2024-12-31');
  });
});

describe('a mandate is reported to the city', () => {
  it('as it stands', () =>
    given(mandate, grant())
      .when(report())
      .then({ type: 'MandateReported', data: { ...mandated, revokedOn: null } }));

  it('once: the same again is nothing new', () => given(mandate, grant(), report()).when(report('2024-06-01')).thenNothing());

  it('again when it was revoked', () =>
    given(mandate, grant(), report(), revoke())
      .when(report())
      .then({ type: 'MandateReported', data: { ...mandated, revokedOn: date('2024-04-01') } }));

  it('not before it was granted', () => given(mandate, grant()).when(report('2024-03-10')).thenRefused('mandate-before-grant'));
});

describe('a mandate holds', () => {
  const { state } = given(mandate, grant());
  it.each([
    ['not before its first day', '2024-03-31', false],
    ['from its first day on', '2024-04-01', true],
    ['to its last day', '2024-12-31', true],
    ['not after it', '2025-01-01', false],
  ])('%s', (_, on, expected) => expect(holdsOn(state, date(on))).toBe(expected));

  it('to the day before its revocation', () => {
    const revoked = given(mandate, grant(), revoke('2024-06-01')).state;
    expect([holdsOn(revoked, date('2024-05-31')), holdsOn(revoked, date('2024-06-01'))]).toEqual([true, false]);
  });

  it('not when it was never granted', () => expect(holdsOn(mandate.initial, date('2024-04-01'))).toBe(false));

  it.each([
    ['its task in its district', 'survey', '310116112', '2024-04-01', true],
    ['another task', 'audit', '310116112', '2024-04-01', false],
    ['in another district', 'survey', '310117107', '2024-04-01', false],
    ['on a day on which it does not hold', 'survey', '310116112', '2025-01-01', false],
  ] as const)('for %s: %#', (_, task, town, on, expected) => expect(mayActOn(state, task, town, date(on))).toBe(expected));
});

it('a mandate whose history does not begin with its grant is none', () => {
  const facts = mandate.decide(revoke(), given(mandate, grant()).state);
  if (isRejection(facts)) throw new Error(facts.rule);
  expect(identified(facts, 1).reduce(mandate.evolve, mandate.initial)).toEqual(mandate.initial);
});
