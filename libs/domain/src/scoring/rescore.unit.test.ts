import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitsOf } from './bits.ts';
import { gradeAll, type Result } from './grading.ts';
import { measure, prepare } from './measure.ts';
import { memberOf, rescored } from './rescore.ts';
import { named } from './standard.ts';
import { printedStatistics, recordedStatistics, statisticsOf } from './statistics.ts';
import type { Subject } from './subject.ts';
import { standards, subjectLists } from './test/arbitraries.ts';
import { atBase, bySize, scoredBy, small, subject } from './test/standards.ts';

/** A run over subjects: its figures, its ranked members, its results. */
const runOf = (standard: Parameters<typeof prepare>[0], list: readonly Subject[]) => {
  const scoring = prepare(standard);
  const results = gradeAll(scoring, list);
  const figures = printedStatistics(
    scoring,
    statisticsOf(
      scoring,
      list.map((each) => measure(scoring, each)),
    ),
  );
  const members = results.flatMap((each) => memberOf(scoring, each) ?? []);
  return { results, again: (each: Subject): Result => rescored(scoring, figures, members, each) };
};

const three = [subject(1, atBase), subject(2, { ...atBase, tax: '15' }), subject(3, { ...atBase, tax: '45' })];

describe('one subject scored again', () => {
  it('comes out as in the run when nothing of it changed', () => {
    const { results, again } = runOf(small, three);
    expect(three.map(again)).toEqual(results);
  });
  it('takes the place that its new score has among the others, who keep theirs', () => {
    const { again } = runOf(small, three);
    const better = again(subject(2, { ...atBase, tax: '60' }));
    expect([better.rank, better.of, better.grade]).toEqual([1, 3, 'A']);
  });
  it('joins the cohort when it was not rated before, and then the cohort is one larger', () => {
    const { again } = runOf(small, [...three, subject(4, {})]);
    expect(again(subject(4, { ...atBase, tax: '30' }))).toMatchObject({ of: 4, decidedBy: 'score' });
  });
  it('leaves the ranking when a veto comes to light', () => {
    const { again } = runOf(small, three);
    expect(again(subject(1, { ...atBase, unsafe: 'yes' }))).toMatchObject({ decidedBy: 'veto', rank: null, grade: 'D' });
  });
  it('may belong to another cohort, whose figures the run recorded too', () => {
    const ofSizes = [1, 2, 3].map((n) => subject(n, { ...atBase, tax: String(n * 10), size: n === 1 ? 'small' : 'big' }));
    const { again } = runOf(bySize, ofSizes);
    expect(again(subject(1, { ...atBase, tax: '25', size: 'big' }))).toMatchObject({ cohort: 'big', rank: 2, of: 3 });
  });
  it('is told apart from equals by the indicators of the tie rule, also by those whose value is missing', () => {
    const by = scoredBy({ ties: { by: ['saving'], equals: 'better' }, items: named(small.schemes, 'all').items });
    const list = [subject(1, { tax: '30', land: '3' }), subject(2, { ...atBase, energy: '60' }), subject(3, atBase)];
    const { results, again } = runOf(by, list);
    expect(list.map(again)).toEqual(results);
  });
});

it('with unchanged figures everyone gets the result of the run, bit by bit', () =>
  fc.assert(
    fc.property(standards, subjectLists, (standard, list) => {
      const { results, again } = runOf(standard, list);
      expect(list.map((each) => bitsOf(again(each)))).toEqual(results.map(bitsOf));
    }),
  ));

describe('recorded statistics', () => {
  const scoring = prepare(small);
  const recorded = printedStatistics(
    scoring,
    statisticsOf(
      scoring,
      three.map((each) => measure(scoring, each)),
    ),
  );
  it('are those of no other standard', () => {
    expect(() => recordedStatistics(scoring, [])).toThrow('no figures of all');
    expect(() => recordedStatistics(scoring, [{ cohort: 'all', members: 3, items: [] }])).toThrow('no figures of per-mu in all');
    expect(recordedStatistics(scoring, recorded)[0]?.members).toBe(3);
  });
});
