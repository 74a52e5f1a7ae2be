import { describe, expect, it } from 'vitest';
import { gradeAll } from './grading.ts';
import { prepare } from './measure.ts';
import { remainderOf, totalsOf } from './reconcile.ts';
import { atBase, scoredBy, subject } from './test/standards.ts';

const published = (assessed: number, ...counts: readonly number[]) => ({
  assessed,
  classes: counts.map((count, n) => ({ name: `class ${n + 1}`, count })),
});

describe('published totals', () => {
  it.each([
    ['天台 2022', published(1248, 134, 439, 575, 100), 0],
    ['济宁高新 2023, above scale', published(275, 55, 97, 99, 14, 10), 0],
    ['济宁高新 2023, below scale', published(100, 20, 40, 35, 5), 0],
    ['景宁 2022, above scale', published(39, 11, 21, 7, 0), 0],
    ['景宁 2022, below scale: an unrated remainder exists', published(36, 4, 21, 0, 3), 8],
    ['a table that counts one twice', published(10, 6, 5), -1],
  ])('of %s leave the remainder they leave', (_, totals, remainder) => expect(remainderOf(totals)).toBe(remainder));

  const shares = (assessed: number, counts: readonly number[]) =>
    counts.map((_, n) => ({
      grade: (['A', 'B', 'C', 'D'] as const)[n as 0 | 1 | 2 | 3],
      upTo: `${counts.slice(0, n + 1).reduce((sum, count) => sum + count, 0)}/${assessed}`,
    }));
  it.each([
    ['天台 2022', 1248, [134, 439, 575, 100]],
    ['济宁高新 2023', 100, [20, 40, 35, 5]],
    ['景宁 2022', 39, [11, 21, 7]],
  ] as const)('of %s come out again when so many are ranked and cut at these shares', (_, assessed, counts) => {
    const standard = scoredBy({ cutOffs: { kind: 'share', classes: shares(assessed, counts), rounding: 'nearest' } });
    const subjects = Array.from({ length: assessed }, (__, n) => subject(n, { ...atBase, tax: String(n + 1) }));
    const { A, B, C, D, T, none } = totalsOf(gradeAll(prepare(standard), subjects));
    expect([A, B, C, D, T, none]).toEqual([...counts, 0, 0, 0].slice(0, 4).concat(0, 0));
  });
  it('of 景宁 2022 below scale come out with the unrated in no class', () => {
    const standard = {
      ...scoredBy({
        cutOffs: {
          kind: 'share',
          classes: [
            { grade: 'A', upTo: '4/28' },
            { grade: 'B', upTo: '25/28' },
            { grade: 'D', upTo: '1/1' },
          ],
          rounding: 'nearest',
        },
      }),
      unratedGrade: null,
    };
    const subjects = Array.from({ length: 36 }, (_, n) => subject(n, n < 28 ? { ...atBase, tax: String(n + 1) } : {}));
    expect(totalsOf(gradeAll(prepare(standard), subjects))).toEqual({ A: 4, B: 21, C: 0, D: 3, T: 0, none: 8 });
  });
});
