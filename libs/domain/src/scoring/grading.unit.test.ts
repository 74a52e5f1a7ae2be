import { describe, expect, it } from 'vitest';
import { gradeAll, rank, replay, resultOf } from './grading.ts';
import { cohortAt, measure, prepare } from './measure.ts';
import { pointsOf } from './points.ts';
import type { Standard } from './standard.ts';
import { printedStatistics, statisticsAt, statisticsOf } from './statistics.ts';
import type { Subject } from './subject.ts';
import {
  atBase,
  bySize,
  constant,
  halves,
  type indicator,
  item,
  quantity,
  ratio,
  scheme,
  scoredBy,
  small,
  subject,
  veto,
} from './test/standards.ts';

const grade = (standard: Standard, ...subjects: readonly Subject[]) => gradeAll(prepare(standard), subjects);
const only = (standard: Standard, given: Readonly<Record<string, string>>) => {
  const [result] = grade(standard, subject(1, given));
  if (result === undefined) throw new Error('one subject has one result');
  return result;
};

describe('a grade', () => {
  it('holds every intermediate value, and every input with its events', () =>
    expect(only(small, { energy: '30', land: '3', tax: '30' })).toEqual({
      id: subject(1, {}).id,
      code: 'P001',
      cohort: 'all',
      decidedBy: 'score',
      rule: null,
      lacking: [],
      grade: 'A',
      score: '100',
      rank: 1,
      of: 1,
      place: 1,
      items: [
        { indicator: 'per-mu', value: '10', missing: null, least: null, most: null, points: '60' },
        { indicator: 'saving', value: '1', missing: null, least: null, most: null, points: '40' },
      ],
      extras: [],
      inputs: subject(1, { energy: '30', land: '3', tax: '30' }).inputs.toSorted(
        (left, right) => ['tax', 'land', 'energy'].indexOf(left.quantity) - ['tax', 'land', 'energy'].indexOf(right.quantity),
      ),
    }));
  it('is decided by a veto before everything else; the score beside it decides nothing and is not ranked', () => {
    const [vetoed, other] = grade(small, subject(1, { ...atBase, unsafe: 'yes' }), subject(2, { ...atBase, unsafe: 'no', tax: '15' }));
    expect(vetoed).toMatchObject({ decidedBy: 'veto', rule: 'unsafe', grade: 'D', score: '100', rank: null, of: null, place: null });
    expect(other).toMatchObject({ decidedBy: 'score', rule: null, rank: 1, of: 1 });
  });
  it('follows vetoes, then direct determinations, then what is not rated, whatever their order in the standard', () => {
    const when = { op: 'known', quantity: 'tax' } as const;
    const of = (code: string, kind: 'direct' | 'unrated', given: 'A' | 'B') => ({ ...veto, code, kind, when, grade: given });
    const standard = { ...small, determinations: [of('utility', 'unrated', 'B'), of('headquarters', 'direct', 'A'), veto] };
    expect(only(standard, { ...atBase, unsafe: 'yes' })).toMatchObject({ decidedBy: 'veto', rule: 'unsafe' });
    expect(only(standard, atBase)).toMatchObject({ decidedBy: 'direct', rule: 'headquarters', grade: 'A' });
    expect(only({ ...standard, determinations: [of('utility', 'unrated', 'B')] }, atBase)).toMatchObject({
      decidedBy: 'unrated',
      grade: 'B',
    });
  });
  it('is not decided by a veto whose fact was not supplied', () => expect(only(small, atBase).decidedBy).toBe('score'));
  it('is that of the unrated where a figure lacks without which nobody is rated', () =>
    expect(only(small, { land: '3', energy: '3' })).toMatchObject({
      decidedBy: 'unrated',
      lacking: ['per-mu'],
      grade: 'T',
      score: null,
      rank: null,
      items: [
        { indicator: 'per-mu', value: null, missing: 'not-supplied', points: null },
        { indicator: 'saving', value: null, missing: 'not-supplied', points: '0' },
      ],
    }));
  it('is none where a standard leaves the unrated without a class (景宁 2022)', () =>
    expect(only({ ...small, unratedGrade: null }, {})).toMatchObject({ decidedBy: 'unrated', grade: null }));
  it('is that of the unrated where the cohort is not known, but a veto holds there too', () => {
    expect(only(bySize, atBase)).toMatchObject({
      decidedBy: 'unrated',
      cohort: null,
      grade: 'T',
      items: [],
      extras: [],
      score: null,
      lacking: [],
    });
    expect(only(bySize, { ...atBase, unsafe: 'yes' })).toMatchObject({ decidedBy: 'veto', cohort: null, grade: 'D', score: null });
  });
});

describe('a missing value', () => {
  const withMissing = (missing: 'zero' | 'cohort-mean' | 'unrated') =>
    scoredBy({ items: [item('per-mu', '60', ratio('10')), item('saving', '40', ratio('1', '1.5'), missing)] });
  it('counts nothing where the standard says so (乐清 2016)', () =>
    expect(only(withMissing('zero'), { tax: '30', land: '3' }).score).toBe('60'));
  it('is given the mean points of the cohort, rounded as points are (黄岩 2022: no emission data)', () => {
    const results = grade(
      withMissing('cohort-mean'),
      subject(1, { tax: '30', land: '3' }),
      subject(2, { ...atBase, energy: '60' }),
      subject(3, atBase),
      subject(4, { ...atBase, energy: '45' }),
    );
    expect(results.map(({ items }) => items[1]?.points)).toEqual(['28.89', '20', '40', '26.67']);
  });
  it('is given nothing when nobody in the cohort has a value', () =>
    expect(only(withMissing('cohort-mean'), { tax: '30', land: '3' }).score).toBe('60'));
  it('says that a figure divided by zero, or that the ledger cannot keep it', () => {
    expect(only(small, { ...atBase, land: '0' }).items[0]).toMatchObject({ value: null, missing: 'divided-by-zero' });
    const tiny = only(small, { ...atBase, tax: '999999999999999999', land: '0.1' });
    expect(tiny.items[0]).toMatchObject({ value: null, missing: 'out-of-range' });
    expect(only(small, { ...atBase, tax: '-999999999999999999', land: '0.1' }).items[0]).toMatchObject({ missing: 'out-of-range' });
  });
});

describe('extra points', () => {
  const extra = (points: Parameters<typeof indicator>[1], atLeast = '-10', atMost = '5') => ({
    code: 'lessor',
    name: { zh: '出租', en: 'lessor' },
    when: { op: 'is' as const, quantity: 'size', options: ['small'] },
    points,
    atLeast,
    atMost,
  });
  const withExtra = (...of: Parameters<typeof extra>) => scoredBy({ extras: [extra(...of)] });
  const given = { ...atBase, size: 'small' };
  it('are added where they are proven, and may be taken away (温岭 2022: lessors lose points)', () => {
    expect(only(withExtra(constant('-7.5')), given)).toMatchObject({ score: '92.5', extras: [{ extra: 'lessor', points: '-7.5' }] });
    expect(only(withExtra(constant('-7.5')), atBase)).toMatchObject({ score: '100', extras: [{ extra: 'lessor', points: '0' }] });
    expect(only(withExtra(constant('-7.5')), { ...given, size: 'big' }).score).toBe('100');
  });
  it('stay between their bounds', () => {
    expect(only(withExtra(constant('-11')), given).score).toBe('90');
    expect(only(withExtra(constant('6')), given).score).toBe('105');
    expect(only(withExtra(quantity('land'), '0', '5'), given).score).toBe('103');
  });
  it('never exceed what the ledger can add up', () => {
    const nine = '9'.repeat(18);
    expect(only(withExtra(constant(nine), '0', nine), given).extras[0]?.points).toBe('1000000000000');
    expect(only(withExtra(constant(`-${nine}`), `-${nine}`, '0'), given).extras[0]?.points).toBe('-1000000000000');
  });
  it('that cannot be computed give nothing', () => {
    const standard = withExtra({ op: 'divide', of: [constant('1'), quantity('energy')] });
    expect(only(standard, { ...given, energy: '0' }).extras).toEqual([{ extra: 'lessor', points: '0' }]);
  });
});

describe('cohorts', () => {
  it('are ranked and cut apart', () => {
    const results = grade(
      bySize,
      ...[1, 2, 3, 4].map((n) =>
        subject(n, { ...atBase, tax: String(n * 30), energy: String(n * 30), size: n % 2 === 0 ? 'big' : 'small' }),
      ),
    );
    expect(results.map(({ cohort, rank: place, of, grade: found }) => [cohort, place, of, found])).toEqual([
      ['small', 2, 2, 'B'],
      ['big', 2, 2, 'B'],
      ['small', 1, 2, 'A'],
      ['big', 1, 2, 'A'],
    ]);
  });
  it('of one member put it first and give it the class that its place reaches', () =>
    expect(only(scoredBy({ cutOffs: halves }), atBase)).toMatchObject({ rank: 1, of: 1, grade: 'A' }));
  it('give their least and most where the method looks at them', () => {
    const standard = scoredBy({ items: [item('per-mu', '100', { kind: 'min-max', low: '20', high: '100', level: '60' }, 'zero')] });
    const [low, high] = grade(standard, subject(1, atBase), subject(2, { ...atBase, tax: '60' }));
    expect(low?.items).toEqual([{ indicator: 'per-mu', value: '10', missing: null, least: '10', most: '20', points: '20' }]);
    expect(high?.score).toBe('100');
    const [none] = grade(standard, subject(1, { land: '3' }));
    expect(none?.items).toEqual([{ indicator: 'per-mu', value: null, missing: 'not-supplied', least: null, most: null, points: '0' }]);
  });
  it('break ties by the indicators that the standard names', () => {
    const standard = scoredBy({
      ties: { by: ['saving'], equals: 'better' },
      items: [
        item('per-mu', '60', ratio('10')),
        item('saving', '40', { kind: 'bands', bands: [{ from: null, below: null, points: '40' }] }),
      ],
    });
    const [one, other] = grade(standard, subject(1, atBase), subject(2, { ...atBase, energy: '20' }));
    expect([one?.score, other?.score, one?.rank, other?.rank]).toEqual(['100', '100', 2, 1]);
  });
  it('tell what their scored members have in common', () => {
    const scoring = prepare(bySize);
    const measured = [subject(1, { ...atBase, size: 'big' }), subject(2, { ...atBase, tax: '60', size: 'big' })].map((each) =>
      measure(scoring, each),
    );
    expect(printedStatistics(scoring, statisticsOf(scoring, measured))).toEqual([
      {
        cohort: 'big',
        members: 2,
        items: [
          { indicator: 'per-mu', known: 2, least: '10', most: '20', mean: '90' },
          { indicator: 'saving', known: 2, least: '0.5', most: '1', mean: '50' },
        ],
      },
      {
        cohort: 'small',
        members: 0,
        items: ['per-mu', 'saving'].map((of) => ({ indicator: of, known: 0, least: null, most: null, mean: null })),
      },
    ]);
  });
});

describe('a replay', () => {
  const subjects = [1, 2, 3].map((n) => subject(n, { ...atBase, tax: String(n) }));
  const results = grade(small, ...subjects);
  it('gives the same bits, also of results that were stored with their fields in another order', () => {
    expect(replay(prepare(small), results)).toEqual([]);
    const stored = results.map((result) => Object.fromEntries(Object.entries(result).toReversed()) as typeof result);
    expect(replay(prepare(small), stored)).toEqual([]);
  });
  it('names the results that do not follow from what they keep', () => {
    const [first, ...others] = results as [(typeof results)[number], ...typeof results];
    expect(replay(prepare(small), [{ ...first, score: '99' }, ...others])).toEqual([first.id]);
    expect(replay(prepare(scoredBy({ items: [item('per-mu', '60', ratio('11')), ...scheme.items.slice(1)] })), results)).toHaveLength(3);
  });
});

describe('a standard that was not validated', () => {
  it('is a bug where it names what it does not have', () => {
    expect(() => prepare({ ...small, cohorts: [{ code: 'x', name: veto.name, within: [], scheme: 'none' }] })).toThrow('no none');
    expect(() => prepare({ ...small, quantities: [] })).toThrow('no quantity');
  });
  it('has no cohort, and no statistics, at a place beyond its own', () => {
    const scoring = prepare(small);
    expect(() => cohortAt(scoring, 7)).toThrow('no cohort at 7');
    expect(() => statisticsAt([], 0, 0)).toThrow('no statistics');
    expect(() => statisticsAt([{ members: 0, items: [] }], 0, 0)).toThrow('no statistics');
  });
});

it('the steps taken one by one give what they give together', () => {
  const scoring = prepare(small);
  const subjects = [subject(1, atBase), subject(2, { ...atBase, unsafe: 'yes' })];
  const measured = subjects.map((each) => measure(scoring, each));
  const statistics = statisticsOf(scoring, measured);
  const standing = rank(
    scoring,
    measured.map((each) => ({ measured: each, total: pointsOf(scoring, each, statistics).total })),
  );
  const results = measured.map((each, n) =>
    resultOf(scoring, subjects[n] as Subject, each, pointsOf(scoring, each, statistics), statistics, standing.get(each.id)),
  );
  expect(results).toEqual(gradeAll(scoring, subjects));
});
