import { describe, expect, it } from 'vitest';
import { allRefusals, discrepancy, discrepancyOf } from './discrepancy.ts';
import { type RefusalCatalogue, type Rule, refuse } from './rejection.ts';

const refusals = {
  even: { kind: 'conflict', en: '{n} is even.', zh: '{n}是偶数。' },
  small: { kind: 'unacceptable', en: '{n} is small.', zh: '{n}太小。' },
} as const satisfies RefusalCatalogue;

const rules: readonly Rule<number, unknown>[] = [
  (n) => (n % 2 === 0 ? refuse(refusals, 'even', { n }) : undefined),
  (n) => (n < 3 ? refuse(refusals, 'small', { n }) : undefined),
];

describe('what a reported fact breaks', () => {
  it('is every rule, in the order of the list', () =>
    expect(allRefusals(rules, 2, null).map(({ rule }) => rule)).toEqual(['even', 'small']));
  it('is nothing when it keeps them all', () => expect(allRefusals(rules, 5, null)).toEqual([]));
  it('is kept in both languages, without what only an answer needs', () => {
    const kept = allRefusals(rules, 4, null).map(discrepancyOf);
    expect(kept).toEqual([{ rule: 'even', en: '4 is even.', zh: '4是偶数。' }]);
    expect(discrepancy.parse(kept[0])).toEqual(kept[0]);
  });
});
