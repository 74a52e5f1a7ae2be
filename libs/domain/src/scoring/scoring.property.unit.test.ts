// What holds for every standard of a kind and every set of subjects, however they arrive.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareDecimals } from '../kernel/index.ts';
import { bitsOf } from './bits.ts';
import { gradeAll, type Result, replay } from './grading.ts';
import { prepare } from './measure.ts';
import type { Standard } from './standard.ts';
import type { Subject } from './subject.ts';
import { figure, method, positive, standards, subjectLists } from './test/arbitraries.ts';
import { bySize, item, ratio, scheme, subject } from './test/standards.ts';

/** The same subjects in another order, and their inputs too. */
const arrivals = subjectLists.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }), fc.boolean()),
);

const byId = (results: readonly Result[]) => bitsOf(results.toSorted((left, right) => (left.id < right.id ? -1 : 1)));
const turned = (each: Subject): Subject => ({ ...each, inputs: each.inputs.toReversed() });

it('the order of arrival changes no result', () =>
  fc.assert(
    fc.property(standards, arrivals, (of, [list, shuffled, reversed]) => {
      const scoring = prepare(of);
      const again = gradeAll(scoring, reversed ? shuffled.map(turned) : shuffled);
      expect(byId(again)).toBe(byId(gradeAll(scoring, list)));
    }),
  ));

it('a replay of the results gives the same bits', () =>
  fc.assert(
    fc.property(standards, subjectLists, (of, list) => {
      expect(replay(prepare(of), gradeAll(prepare(of), list))).toEqual([]);
    }),
  ));

it('cut-offs by share partition a cohort exactly, the better class before the worse', () =>
  fc.assert(
    fc.property(standards, subjectLists, (of, list) => {
      for (const cohort of ['big', 'small']) {
        const ranked = gradeAll(prepare(of), list).filter((each) => each.cohort === cohort && each.decidedBy === 'score');
        for (const { of: size, rank } of ranked)
          expect([size, (rank ?? 0) >= 1 && (rank ?? 0) <= ranked.length]).toEqual([ranked.length, true]);
        const grades = ranked.toSorted((left, right) => (left.rank ?? 0) - (right.rank ?? 0)).map(({ grade }) => grade);
        expect(grades).toEqual([...grades.filter((grade) => grade === 'A'), ...grades.filter((grade) => grade === 'D')]);
      }
    }),
  ));

it('every place has one member when ties go by code, and a class reaches exactly as far as its cut-off', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 99 }),
      fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 40, maxLength: 40 }),
      (size, percent, taxes) => {
        const of: Standard = {
          ...bySize,
          schemes: [
            {
              ...scheme,
              cutOffs: {
                kind: 'share',
                classes: [
                  { grade: 'A', upTo: `${percent}%` },
                  { grade: 'B', upTo: '100%' },
                ],
                rounding: 'nearest',
              },
            },
          ],
        };
        const list = taxes.slice(0, size).map((tax, n) => subject(n, { tax: String(tax), land: '1', energy: '1', size: 'big' }));
        const results = gradeAll(prepare(of), list);
        expect(results.map(({ rank }) => rank).toSorted((left, right) => (left ?? 0) - (right ?? 0))).toEqual(list.map((_, n) => n + 1));
        expect(results.filter(({ grade }) => grade === 'A')).toHaveLength(Math.floor((size * percent) / 100 + 0.5));
      },
    ),
  ));

it('equals share rank and class where the standard says so', () =>
  fc.assert(
    fc.property(standards, subjectLists, (of, list) => {
      const results = gradeAll(prepare(of), list).filter(({ rank }) => rank !== null);
      fc.pre(of.schemes.every(({ ties }) => ties.equals !== 'by-code' && ties.by.length === 0));
      const standingsOf = new Map<string, Set<string>>();
      for (const { cohort, score, rank, grade } of results) {
        const key = `${cohort} ${score}`;
        standingsOf.set(key, (standingsOf.get(key) ?? new Set()).add(`${rank} ${grade}`));
      }
      for (const standing of standingsOf.values()) expect(standing.size).toBe(1);
    }),
  ));

it('a better value never has fewer points, and a better score never a worse rank', () =>
  fc.assert(
    fc.property(method, fc.array(figure, { minLength: 2, maxLength: 8 }), (how, taxes) => {
      const of: Standard = { ...bySize, schemes: [{ ...scheme, items: [item('per-mu', '100', how)] }] };
      const list = taxes.map((tax, n) => subject(n, { tax, land: '1', size: 'big' }));
      const results = gradeAll(prepare(of), list);
      const rising = results.toSorted((left, right) => compareDecimals(left.items[0]?.value ?? '0', right.items[0]?.value ?? '0'));
      for (const [n, each] of rising.slice(1).entries()) {
        expect(compareDecimals(each.score ?? '0', rising[n]?.score ?? '0')).toBeGreaterThanOrEqual(0);
        expect(each.score === rising[n]?.score || (each.rank ?? 0) < (rising[n]?.rank ?? 0)).toBe(true);
      }
    }),
  ));

it('what is better when lower never gains by growing', () =>
  fc.assert(
    fc.property(positive, fc.array(figure, { minLength: 2, maxLength: 8 }), (base, energies) => {
      const of: Standard = { ...bySize, schemes: [{ ...scheme, items: [item('saving', '100', ratio(base, '1.5', '0'))] }] };
      const list = energies.map((energy, n) => subject(n, { tax: '1', energy, size: 'big' }));
      const rising = gradeAll(prepare(of), list).toSorted((left, right) =>
        compareDecimals(left.items[0]?.value ?? '0', right.items[0]?.value ?? '0'),
      );
      for (const [n, each] of rising.slice(1).entries())
        expect(compareDecimals(each.score ?? '0', rising[n]?.score ?? '0')).toBeLessThanOrEqual(0);
    }),
  ));
