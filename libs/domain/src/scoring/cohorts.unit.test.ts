import { describe, expect, it } from 'vitest';
import { decimalUnits } from '../kernel/index.ts';
import { cohortFinder, partitionOf } from './cohorts.ts';
import type { Bound, Cohort } from './standard.ts';
import { small } from './test/standards.ts';

const cohort = (code: string, ...within: readonly Bound[]): Cohort => ({ code, name: { zh: code, en: code }, within, scheme: 'all' });
const size = (...options: string[]): Bound => ({ op: 'is', quantity: 'size', options });
const land = (from: string | null, below: string | null) => ({ op: 'between' as const, quantity: 'land', from, below });
const faults = (...cohorts: readonly Cohort[]) =>
  partitionOf({ cohorts, quantities: small.quantities }).faults.map(
    ({ cell, cohorts: codes }) => `${cell.map(({ quantity, value }) => `${quantity} ${value}`).join(', ')}: ${codes.join(' ')}`,
  );
const fourCohorts = [
  cohort('big', size('big')),
  cohort('small-large', size('small'), land('3', null)),
  cohort('small-little', size('small'), land(null, '3')),
];

describe('a partition into cohorts', () => {
  it('holds everyone once (慈溪-type: 规上, 3亩以上规下, 3亩以下规下)', () => expect(faults(...fourCohorts)).toEqual([]));
  it('holds everyone once when there is one cohort only', () => expect(faults(cohort('all'))).toEqual([]));
  it('finds who stands in two', () =>
    expect(faults(cohort('large', land('3', null)), cohort('little', land(null, '3.5')))).toEqual(['land ≥ 3 < 3.5: large little']));
  it('finds who stands in none', () => {
    expect(faults(cohort('large', land('3', '10')))).toEqual(['land < 3: ', 'land ≥ 10: ']);
    expect(faults(cohort('big', size('big')))).toEqual(['size = small: ']);
  });
  it('is the same in whatever order its bounds are listed', () =>
    expect(faults(cohort('large', land('10', null)), cohort('middle', land('3', '10')), cohort('little', land(null, '3')))).toEqual([]));
  it('holds nobody by a bound that asks a number for an option', () =>
    expect(faults(cohort('odd', { op: 'is', quantity: 'tax', options: ['yes'] }))).toEqual(['tax = *: ']));
  it('takes an interval without bounds for everyone', () => expect(faults(cohort('all', land(null, null)))).toEqual([]));
  it('takes bounds that are printed differently for one', () =>
    expect(faults(cohort('large', land('3.0', null)), cohort('little', land(null, '3')))).toEqual([]));
  it('is not examined when it is too fine', () => {
    const fine = Array.from({ length: 120 }, (_, n) =>
      cohort(`c${n}`, land(String(n), String(n + 1)), { ...land(String(n), String(n + 1)), quantity: 'tax' }),
    );
    expect(partitionOf({ cohorts: fine, quantities: small.quantities })).toEqual({ faults: [], cells: 122 * 122 });
  });
});

describe('the cohort of a subject', () => {
  const placeOf = (code: string) => small.quantities.findIndex((each) => each.code === code);
  const find = cohortFinder(fourCohorts, placeOf);
  const supplied = (of: string | null, mu: string | null) =>
    small.quantities.map(({ code }) => ({ size: of, land: mu === null ? null : decimalUnits(mu) })[code] ?? null);
  it('is the one whose bounds all hold, the lower bound included', () =>
    expect([find(supplied('big', null)), find(supplied('small', '3')), find(supplied('small', '2.99'))]).toEqual([0, 1, 2]));
  it('is not known when what decides was not supplied', () =>
    expect([find(supplied(null, '3')), find(supplied('small', null)), find([])]).toEqual([null, null, null]));
});
