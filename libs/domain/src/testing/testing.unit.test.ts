// The tools of the specifications, each seen refusing what it is there to refuse.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Command, Decider, Fact, Identified } from '../kernel/index.ts';
import { command, specify, specSource } from './given.ts';
import { checkLaws } from './laws.ts';
import { assertStorable } from './storable.ts';

const catalogue = { Counted: { version: 1, data: z.strictObject({ count: z.int() }) } };
type Count = Command<'Count', { count: number }>;
type Counted = Fact<'Counted', { count: number }>;

const count = (to: number): Count => command('Count', { count: to });
const factOf = ({ data, effectiveOn, sources }: Count): Counted => ({
  type: 'Counted',
  version: 1,
  data,
  effectiveOn,
  jurisdictions: ['310116112'],
  sources,
});
/** Counts upwards and takes a repetition for nothing new. */
const counting: Decider<Count, Counted, number> = {
  initial: 0,
  evolve: (_: number, event: Identified<Counted>) => event.data.count,
  decide: (next, state) => (next.data.count === state ? [] : [factOf(next)]),
};
const counts = fc.integer({ min: 1, max: 3 }).map(count);

describe('a fact is not storable', () => {
  const good = factOf(count(1));
  it('unless it keeps the storage contract', () => expect(() => assertStorable(catalogue, [good])).not.toThrow());
  it.each([
    ['a type that is in no catalogue', { type: 'Guessed' }, 'not in the catalogue'],
    ['another version', { version: 2 }, 'carries the version of its catalogue'],
    ['data that its schema refuses', { data: { count: 'one' } }, 'expected number'],
    ['a field that its schema does not know', { data: { count: 1, note: '' } }, 'Unrecognized key'],
    ['a day that no calendar has', { effectiveOn: '2024-02-30' }, 'expected a calendar date'],
    ['no jurisdiction', { jurisdictions: [] }, 'Too small'],
    ['a jurisdiction that is no code', { jurisdictions: ['漕泾镇'] }, 'expected an administrative code'],
    ['jurisdictions out of order', { jurisdictions: ['310117', '310116'] }, 'sorted and once'],
    ['a jurisdiction named twice', { jurisdictions: ['310116', '310116'] }, 'sorted and once'],
    ['no source', { sources: [] }, 'expected at least one source'],
  ])('with %s', (_, change, message) => {
    const broken = { ...good, ...change } as Fact;
    expect(() => assertStorable(catalogue, [broken])).toThrow(message);
  });
});

it('a fact is not storable when JSON would lose a part of it', () => {
  const loose = { Counted: { version: 1, data: z.looseObject({}) } };
  expect(() => assertStorable(loose, [{ ...factOf(count(1)), data: { when: new Map([['a', 1]]) } }])).toThrow('read back unchanged');
});

describe('a specification', () => {
  const given = specify(catalogue);
  it('fails when other facts follow', () =>
    expect(() =>
      given(counting)
        .when(count(1))
        .then({ type: 'Counted', data: { count: 2 } }),
    ).toThrow('to deeply equal'));
  it('fails when nothing should follow but something does', () =>
    expect(() => given(counting).when(count(1)).thenNothing()).toThrow('expected nothing'));
  it('fails when a refusal is expected but facts follow', () =>
    expect(() => given(counting).when(count(1)).thenRefused('a-rule')).toThrow('expected a-rule'));
  it('fails when a fact is not storable, in its history too', () => {
    const careless: typeof counting = { ...counting, decide: (next) => [{ ...factOf(next), sources: [] }] };
    expect(() => given(careless).when(count(1))).toThrow('expected at least one source');
    expect(() => given(careless, count(1))).toThrow('expected at least one source');
  });
});

describe('the laws', () => {
  it('hold for a decider that keeps them, and say how often it accepted', () =>
    expect(checkLaws(counting, catalogue, counts)).toBeGreaterThan(100));
  it('catch a command that repeats itself', () =>
    expect(() => checkLaws({ ...counting, decide: (next) => [factOf(next)] }, catalogue, counts)).toThrow('Property failed'));
  it('catch a command refused on its own result', () => {
    const refusal = { rejected: true, rule: 'twice', kind: 'conflict', en: 'Twice.', zh: '重复。' } as const;
    const strict: typeof counting = { ...counting, decide: (next, state) => (next.data.count === state ? refusal : [factOf(next)]) };
    expect(() => checkLaws(strict, catalogue, counts)).toThrow('Property failed');
  });
  it('catch a history that breaks the fold', () => {
    const fragile: typeof counting = {
      ...counting,
      evolve: () => {
        throw new Error('cannot fold');
      },
    };
    expect(() => checkLaws(fragile, catalogue, counts)).toThrow('Property failed');
  });
  it('catch a fact that cannot be stored', () => {
    const careless: typeof counting = {
      ...counting,
      decide: (next, state) => counting.decide({ ...next, sources: next.data.count > 2 ? [] : [specSource] }, state),
    };
    expect(() => checkLaws(careless, catalogue, counts)).toThrow('Property failed');
  });
});
