import { describe, expect, it } from 'vitest';
import { firstRefusal, isRejection, type RefusalCatalogue, type Rule, refuse } from './rejection.ts';

const catalogue = {
  'too-late': { kind: 'conflict', en: '{day} is after {last}; {day} is refused.', zh: '{day}晚于{last}。' },
  'too-large': { kind: 'unacceptable', en: '{count} are too many.', zh: '{count}过多。' },
} as const satisfies RefusalCatalogue;

describe('a refusal', () => {
  it('names its rule and fills its parameters in both languages, each time they occur', () =>
    expect(refuse(catalogue, 'too-late', { day: '2024-03-12', last: '2024-03-11' })).toEqual({
      rejected: true,
      rule: 'too-late',
      kind: 'conflict',
      en: '2024-03-12 is after 2024-03-11; 2024-03-12 is refused.',
      zh: '2024-03-12晚于2024-03-11。',
    }));
  it('writes numbers, zero too', () => expect(refuse(catalogue, 'too-large', { count: 0 }).en).toBe('0 are too many.'));
  it('shows a parameter that was forgotten instead of hiding it', () =>
    expect(refuse(catalogue, 'too-large').en).toBe('{count} are too many.'));
  it('fills a value that looks like a parameter as it is', () =>
    expect(refuse(catalogue, 'too-late', { day: '{last}', last: '$&' }).en).toBe('{last} is after $&; {last} is refused.'));
  it('of a rule that is in no catalogue is a bug', () =>
    expect(() => refuse(catalogue as RefusalCatalogue, 'no-such-rule')).toThrow('no refusal is called no-such-rule'));
  it('is told from facts', () => {
    expect(isRejection(refuse(catalogue, 'too-large'))).toBe(true);
    expect([[], null, undefined, 'rejected', { rejected: false }].map(isRejection)).toEqual([false, false, false, false, false]);
  });
});

describe('a list of rules', () => {
  const above =
    (limit: number): Rule<number, undefined> =>
    (count) =>
      count > limit ? refuse(catalogue, 'too-large', { count: `more than ${limit}` }) : undefined;
  it('answers the first that is broken, in its own order', () =>
    expect(firstRefusal([above(5), above(3)], 6, undefined)?.en).toBe('more than 5 are too many.'));
  it('goes on to the next when one is kept', () =>
    expect(firstRefusal([above(5), above(3)], 4, undefined)?.en).toBe('more than 3 are too many.'));
  it('answers nothing when all are kept', () => expect(firstRefusal([above(5), above(3)], 3, undefined)).toBeUndefined());
});
