import { expect, it } from 'vitest';
import { atBase, small, subject } from '../scoring/test/standards.ts';
import { whatIf } from './index.ts';

it('a what-if says that it is none of the official results, and under which standard it was computed', () => {
  const tried = whatIf(small, [subject(1, atBase), subject(2, { ...atBase, unsafe: 'yes' }), subject(3, {})]);
  expect(tried.label.zh).toContain('非正式');
  expect(tried.label.en).toContain('unofficial');
  expect(tried.standard).toEqual(small.title);
  expect(tried.totals).toEqual({ A: 1, B: 0, C: 0, D: 1, T: 1, none: 0 });
  expect(tried.results.map(({ grade }) => grade)).toEqual(['A', 'D', 'T']);
});
