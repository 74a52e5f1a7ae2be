import { describe, expect, it } from 'vitest';
import { type Ranked, reachesOf, standings } from './ranking.ts';
import type { CutOffs, Ties } from './standard.ts';

const member = (id: string, score: number, ...keys: Ranked['keys']): Ranked => ({ id, code: id, score: BigInt(score) * 10n ** 12n, keys });
const higher = (value: bigint | 'not-supplied') => ({ value, direction: 'higher' as const });
const lower = (value: bigint | 'not-supplied') => ({ value, direction: 'lower' as const });

const shares = (rounding: 'down' | 'nearest' | 'up', ...upTo: string[]): Extract<CutOffs, { kind: 'share' }> => ({
  kind: 'share',
  classes: upTo.map((share, n) => ({ grade: (['A', 'B', 'C', 'D'] as const)[n as 0 | 1 | 2 | 3], upTo: share })),
  rounding,
});
const huaian = shares('nearest', '20%', '60%', '95%', '100%');
const byCode: Ties = { by: [], equals: 'by-code' };
const show = (members: readonly Ranked[], ties: Ties, cutOffs: CutOffs) =>
  [...standings(members, ties, cutOffs)].map(([id, { rank, place, grade }]) => `${id} ${rank} ${place} ${grade}`);

describe('a rank', () => {
  it('follows the score, the best first', () =>
    expect(show([member('a', 1), member('b', 3), member('c', 2)], byCode, shares('nearest', '100%'))).toEqual([
      'b 1 1 A',
      'c 2 2 A',
      'a 3 3 A',
    ]));
  it('of equal scores follows the indicators of the tie rule, each in its direction; who has no value comes last', () => {
    const members = [
      member('a', 5, higher('not-supplied'), lower(1n)),
      member('b', 5, higher(2n), lower(9n)),
      member('c', 5, higher(2n), lower(3n)),
      member('d', 5, higher(7n), lower(9n)),
      member('e', 5, higher('not-supplied'), lower('not-supplied')),
    ];
    expect([...standings(members, byCode, huaian).keys()]).toEqual(['d', 'c', 'b', 'a', 'e']);
  });
  it('of who is still equal follows the code, and then the id', () => {
    const same = [member('b', 5), member('a', 5), { ...member('z', 5), code: 'a' }, { ...member('y', 5), code: 'a' }];
    expect([...standings(same, byCode, huaian).keys()]).toEqual(['a', 'y', 'z', 'b']);
    expect([...standings([member('a', 5), member('a', 5)], byCode, huaian).keys()]).toEqual(['a']);
  });
  it('is shared by equals where the standard says so, and the next counts all of them', () => {
    const members = [member('a', 9), member('b', 5), member('c', 5), member('d', 1)];
    expect(show(members, { by: [], equals: 'better' }, shares('down', '50%', '100%'))).toEqual([
      'a 1 1 A',
      'b 2 2 A',
      'c 2 2 A',
      'd 4 4 B',
    ]);
    expect(show(members, { by: [], equals: 'worse' }, shares('down', '50%', '100%'))).toEqual(['a 1 1 A', 'b 2 3 B', 'c 2 3 B', 'd 4 4 B']);
  });
});

describe('cut-offs by share', () => {
  it.each([
    [1, 'down', [0, 0, 0, 1]],
    [1, 'nearest', [0, 1, 1, 1]],
    [1, 'up', [1, 1, 1, 1]],
    [7, 'down', [1, 4, 6, 7]],
    [7, 'nearest', [1, 4, 7, 7]],
    [7, 'up', [2, 5, 7, 7]],
    [20, 'nearest', [4, 12, 19, 20]],
    [0, 'up', [0, 0, 0, 0]],
  ] as const)('of %i members, rounded %s, reach %j', (members, rounding, expected) =>
    expect(reachesOf({ ...huaian, rounding }, members).map(({ reaches }) => reaches)).toEqual(expected),
  );
  it('cut one hundred into 20, 40, 35 and 5 (济宁高新 2023)', () => {
    const hundred = Array.from({ length: 100 }, (_, n) => member(`m${String(n).padStart(3, '0')}`, n));
    const grades = [...standings(hundred, byCode, huaian).values()].map(({ grade }) => grade);
    expect(['A', 'B', 'C', 'D'].map((grade) => grades.filter((each) => each === grade).length)).toEqual([20, 40, 35, 5]);
  });
});

it('cut-offs by score look at the score alone', () => {
  const cutOffs: CutOffs = {
    kind: 'score',
    classes: [
      { grade: 'A', from: '90' },
      { grade: 'C', from: '60.5' },
      { grade: 'D', from: null },
    ],
  };
  expect(show([member('a', 90), member('b', 89), member('c', 60)], byCode, cutOffs)).toEqual(['a 1 1 A', 'b 2 2 C', 'c 3 3 D']);
});
