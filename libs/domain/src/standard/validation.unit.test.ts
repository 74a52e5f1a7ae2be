import { describe, expect, it } from 'vitest';
import type { Bound, CutOffs, Expression, Method, Standard } from '../scoring/index.ts';
import { bySize, constant, indicator, item, quantity, ratio, scheme, small, veto } from '../scoring/test/standards.ts';
import { specify } from '../testing/given.ts';
import { standardEvents } from './events.ts';
import { faultsOf, standard } from './index.ts';
import { draft, validate, withMethod, withScheme } from './test/scene.ts';

const given = specify(standardEvents);
/** The rules that a content breaks; every parameter of their texts is filled in. */
const rulesOf = (content: Standard): readonly string[] => {
  const faults = faultsOf(content);
  expect(faults.map(({ en, zh }) => `${en}${zh}`).join('')).not.toMatch(/[{}]/);
  return faults.map(({ rule }) => rule);
};
const withFormula = (formula: Expression): Standard => ({
  ...small,
  indicators: [indicator('per-mu', formula), ...small.indicators.slice(1)],
});
const sized = (...within: readonly (readonly Bound[])[]): Standard => ({
  ...small,
  cohorts: within.map((bounds, n) => ({ code: `c${n}`, name: veto.name, within: bounds, scheme: 'all' })),
});
const land = (from: string | null, below: string | null) => ({ op: 'between' as const, quantity: 'land', from, below });
const [x, y] = [quantity('tax'), quantity('energy')];

describe('a draft is refused by name', () => {
  it.each(['NaN', '1e400', 'Infinity', '', '01', '1,5', '٣', '1'.repeat(19), '0.1234567890123'])('for the number “%s”', (number) =>
    given(standard)
      .when(draft(withScheme({ total: number })))
      .thenRefused('standard-number-unreadable', 'schemes/0/total', number),
  );
  it('for a number deep inside a formula', () =>
    given(standard)
      .when(draft(withFormula({ op: 'divide', of: [x, { op: 'add', of: [y, constant('NaN')] }] })))
      .thenRefused('standard-number-unreadable', 'indicators/0/formula/of/1/of/1/value', 'NaN'));
  it('for 10,000 indicators', () =>
    given(standard)
      .when(draft({ ...small, indicators: Array.from({ length: 10_000 }, (_, n) => indicator(`i${n}`, x)) }))
      .thenRefused('standard-too-many-indicators', '10000', '100'));
  it('for more than an event can hold', () =>
    given(standard)
      .when(
        draft({
          ...small,
          sample: { place: '地', source: '源', notes: '注' },
          determinations: Array.from({ length: 90 }, (_, n) => ({ ...veto, code: `v${n}`, basis: '条'.repeat(200) })),
        }),
      )
      .thenRefused('standard-too-large', '50000'));
});

describe('validation', () => {
  it('accepts what is sound', () => {
    expect([faultsOf(small), faultsOf(bySize)]).toEqual([[], []]);
    given(standard, draft(bySize))
      .when(validate())
      .then({ type: 'StandardValidated', data: { jurisdiction: '310116', year: 2024, subject: 'parcel', version: 1 } });
  });
  it('refuses by the first fault, and lists all of them', () => {
    const broken = withScheme({ total: '99', ties: { by: ['none'], equals: 'better' } });
    given(standard, draft(broken)).when(validate()).thenRefused('standard-weights-do-not-total', 'scheme all', '100', '99');
    expect(rulesOf(broken)).toEqual(['standard-weights-do-not-total', 'standard-indicator-unknown']);
  });
});

describe('codes', () => {
  const twice = <T>(list: readonly T[]): readonly T[] => [...list, ...list.slice(0, 1)];
  it.each([
    ['quantities', { ...small, quantities: twice(small.quantities) }],
    ['indicators', { ...small, indicators: twice(small.indicators) }],
    ['cohorts', { ...small, cohorts: twice(bySize.cohorts) }],
    ['determinations', { ...small, determinations: twice(small.determinations) }],
    ['schemes', { ...small, schemes: twice(small.schemes) }],
    ['options', { ...small, quantities: small.quantities.map((each) => ({ ...each, options: twice(each.options) })) }],
    ['items', withScheme({ total: '160', items: twice(scheme.items) })],
    ['ties', withScheme({ ties: { by: ['saving', 'saving'], equals: 'better' } })],
    [
      'extras',
      withScheme({
        extras: [1, 2].map(() => ({ code: 'x', name: veto.name, when: veto.when, points: constant('1'), atLeast: '0', atMost: '1' })),
      }),
    ],
  ] as const)('of %s are used once', (_, content) => expect(rulesOf(content)).toContain('standard-code-twice'));
  it.each([
    ['options without any', { kind: 'option', options: [], merge: 'same' }],
    ['a number with options', { kind: 'decimal', options: ['a'], merge: 'sum' }],
    ['options that are added', { kind: 'option', options: ['a'], merge: 'sum' }],
    ['a number whose foremost counts', { kind: 'decimal', options: [], merge: 'foremost' }],
  ] as const)('of a quantity fit its kind: not %s', (_, changes) =>
    expect(
      rulesOf({
        ...small,
        quantities: [...small.quantities, { ...small.quantities[0], ...changes, code: 'odd' } as Standard['quantities'][number]],
      }),
    ).toEqual(['standard-options-unfit']),
  );
});

describe('a formula', () => {
  it('names quantities that the standard lists', () => {
    const content = withFormula({ op: 'divide', of: [quantity('profit'), quantity('profit')] });
    given(standard, draft(content)).when(validate()).thenRefused('standard-quantity-unknown', 'indicator per-mu', 'profit');
    expect(rulesOf(content)).toEqual(['standard-quantity-unknown']);
  });
  it('of conditions, extras and cohorts does so too', () => {
    expect(rulesOf({ ...small, determinations: [{ ...veto, when: { op: 'known', quantity: 'honour' } }] })).toEqual([
      'standard-quantity-unknown',
    ]);
    const extra = {
      code: 'x',
      name: veto.name,
      when: { op: 'known', quantity: 'honour' },
      points: quantity('prize'),
      atLeast: '0',
      atMost: '1',
    } as const;
    expect(rulesOf(withScheme({ extras: [extra] }))).toEqual(['standard-quantity-unknown', 'standard-quantity-unknown']);
    expect(rulesOf(sized([{ op: 'is', quantity: 'trade', options: ['a'] }], [{ ...land('1', null), quantity: 'area' }]))).toEqual([
      'standard-quantity-unknown',
      'standard-quantity-unknown',
    ]);
  });
  it('computes with numbers and chooses from options', () => {
    given(standard, draft(withFormula(quantity('size'))))
      .when(validate())
      .thenRefused('standard-quantity-of-other-kind', 'size');
    expect(rulesOf({ ...small, determinations: [{ ...veto, when: { op: 'is', quantity: 'tax', options: ['yes'] } }] })).toEqual([
      'standard-quantity-of-other-kind',
    ]);
  });
  it('chooses from the options that are listed', () =>
    given(standard, draft({ ...small, determinations: [{ ...veto, when: { op: 'is', quantity: 'unsafe', options: ['yes', 'maybe'] } }] }))
      .when(validate())
      .thenRefused('standard-option-unknown', 'unsafe', 'maybe'));
  it('has at most a hundred parts', () => {
    const many: Expression = { op: 'add', of: Array.from({ length: 20 }, (): Expression => ({ op: 'add', of: [x, x, x, x, x] })) };
    given(standard, draft(withFormula(many)))
      .when(validate())
      .thenRefused('standard-formula-too-large', '121', '100');
  });
  it.each<[string, Expression]>([
    ['the constant 0', constant('0')],
    ['a sum that cancels out', { op: 'subtract', of: [constant('1.0'), constant('1')] }],
    ['a difference of the same', { op: 'subtract', of: [x, x] }],
    ['a product with 0', { op: 'multiply', of: [x, constant('0')] }],
  ])('does not divide by %s', (_, divisor) =>
    given(standard, draft(withFormula({ op: 'divide', of: [y, divisor] })))
      .when(validate())
      .thenRefused('standard-formula-divides-by-zero', 'indicator per-mu'),
  );
  it('may divide by what is zero for some only, and names a division by zero inside a divisor once', () => {
    expect(rulesOf(withFormula({ op: 'divide', of: [y, { op: 'subtract', of: [x, y] }] }))).toEqual([]);
    expect(rulesOf(withFormula({ op: 'divide', of: [y, { op: 'divide', of: [x, constant('0')] }] }))).toEqual([
      'standard-formula-divides-by-zero',
    ]);
  });
});

describe('cohorts', () => {
  it('hold nobody twice', () =>
    given(standard, draft(sized([land('3', null)], [land(null, '3.5')])))
      .when(validate())
      .thenRefused('standard-cohorts-overlap', 'land ≥ 3 < 3.5', 'c0, c1'));
  it('leave nobody out', () => {
    given(standard, draft(sized([land('3', null)])))
      .when(validate())
      .thenRefused('standard-cohorts-leave-gap', 'land < 3');
    expect(rulesOf(sized([], []))).toEqual(['standard-cohorts-overlap']);
  });
  it('do not bound nothing', () =>
    given(standard, draft(sized([land('3', '3')], [land(null, null)])))
      .when(validate())
      .thenRefused('standard-interval-empty', '[3, 3)'));
  it('are scored by a scheme of the standard', () =>
    given(standard, draft({ ...small, cohorts: [{ code: 'all', name: veto.name, within: [], scheme: 'none' }] }))
      .when(validate())
      .thenRefused('standard-scheme-unknown', 'none'));
  it('are not finer than can be examined', () => {
    const bounds = (code: string) =>
      Array.from({ length: 12 }, (_, n): Bound => ({ op: 'between', quantity: code, from: String(n * 2), below: String(n * 2 + 1) }));
    const rows = bounds('land').map((bound, n) => [bound, bounds('tax')[n] as Bound, bounds('energy')[n] as Bound]);
    given(standard, draft(sized(...rows)))
      .when(validate())
      .thenRefused('standard-cohorts-too-fine', '15625', '10000');
  });
});

describe('a scheme', () => {
  it.each<[string, Standard, string]>([
    ['weighs an indicator of the standard', withScheme({ items: [item('profit', '100', ratio('1'))] }), 'standard-indicator-unknown'],
    ['breaks ties by indicators it weighs', withScheme({ ties: { by: ['profit'], equals: 'better' } }), 'standard-indicator-unknown'],
    [
      'has weights greater than 0',
      withScheme({ items: [item('per-mu', '100', ratio('1')), item('saving', '0', ratio('1', '1'))] }),
      'standard-weight-not-positive',
    ],
    ['has a base greater than 0', withMethod(ratio('0')), 'standard-base-not-positive'],
    ['has a cap above its floor', withMethod(ratio('1', '0.5', '1')), 'standard-cap-below-floor'],
    ['has a cap where lower is better', withMethod(ratio('1'), 'saving'), 'standard-lower-without-cap'],
    ['has percentages up to 100', withMethod({ kind: 'min-max', low: '0', high: '101', level: '50' }), 'standard-percent-out-of-range'],
    ['has percentages from 0 on', withMethod({ kind: 'min-max', low: '-1', high: '100', level: '50' }), 'standard-percent-out-of-range'],
    [
      'has its low percentage below the high one',
      withMethod({ kind: 'min-max', low: '90', high: '20', level: '50' }),
      'standard-cap-below-floor',
    ],
    [
      'has extra points between their bounds',
      withScheme({ extras: [{ code: 'x', name: veto.name, when: veto.when, points: constant('1'), atLeast: '5', atMost: '1' }] }),
      'standard-cap-below-floor',
    ],
  ])('%s', (_, content, rule) => expect(rulesOf(content)).toEqual([rule]));
  it('may name an indicator twice that it does not know', () =>
    expect(
      rulesOf(withScheme({ items: [item('x', '50', ratio('1')), item('y', '50', { kind: 'min-max', low: '0', high: '1', level: '1' })] })),
    ).toEqual(['standard-indicator-unknown', 'standard-indicator-unknown']));
});

describe('bands', () => {
  const bands = (...of: readonly (readonly [string | null, string | null, string])[]): Method => ({
    kind: 'bands',
    bands: of.map(([from, below, points]) => ({ from, below, points })),
  });
  it('in any order hold every value once', () =>
    expect(rulesOf(withMethod(bands(['5', '10.0', '50'], ['10', null, '100'], [null, '5', '0'])))).toEqual([]));
  it('do not overlap', () => {
    given(standard, draft(withMethod(bands([null, '6', '0'], ['5', null, '100']))))
      .when(validate())
      .thenRefused('standard-bands-overlap', '(−∞, 6)', '[5, +∞)');
    expect(rulesOf(withMethod(bands([null, null, '0'], ['5', null, '100'])))).toEqual(['standard-bands-overlap']);
    expect(rulesOf(withMethod(bands([null, '5', '0'], [null, null, '100'])))).toEqual(['standard-bands-overlap']);
    expect(rulesOf(withMethod(bands(['5', null, '0'], [null, '6', '100'])))).toEqual(['standard-bands-overlap']);
  });
  it('leave no gap, neither between them nor at the ends', () => {
    given(standard, draft(withMethod(bands([null, '4', '0'], ['5', null, '100']))))
      .when(validate())
      .thenRefused('standard-bands-leave-gap', '[4, 5)');
    expect(faultsOf(withMethod(bands(['0', '5', '0'], ['5', '9', '100']))).map(({ en }) => en)).toEqual([
      'scheme all item per-mu: no band holds (−∞, 0).',
      'scheme all item per-mu: no band holds [9, +∞).',
    ]);
  });
  it('are not empty', () =>
    given(standard, draft(withMethod(bands([null, '5', '0'], ['5', '5', '1'], ['5', null, '2']))))
      .when(validate())
      .thenRefused('standard-interval-empty', '[5, 5)'));
  it('give points between 0 and the weight', () =>
    expect(rulesOf(withMethod(bands([null, '5', '-1'], ['5', null, '101'])))).toEqual([
      'standard-band-points-out-of-range',
      'standard-band-points-out-of-range',
    ]));
});

describe('cut-offs', () => {
  const share = (...of: readonly (readonly ['A' | 'B' | 'D', string])[]): CutOffs => ({
    kind: 'share',
    classes: of.map(([grade, upTo]) => ({ grade, upTo })),
    rounding: 'up',
  });
  const score = (...of: readonly (readonly ['A' | 'B' | 'D', string | null])[]): CutOffs => ({
    kind: 'score',
    classes: of.map(([grade, from]) => ({ grade, from })),
  });
  it.each<[string, CutOffs, string | null]>([
    ['rise to the whole', share(['A', '20%'], ['B', '3/5'], ['D', '100%']), null],
    ['fall to the rest', score(['A', '90'], ['B', '60.5'], ['D', null]), null],
    ['do not fall by share', share(['A', '60%'], ['B', '20%'], ['D', '100%']), 'standard-cut-offs-not-falling'],
    ['do not stand still', share(['A', '20%'], ['B', '1/5'], ['D', '100%']), 'standard-cut-offs-not-falling'],
    ['take in all by share', share(['A', '20%'], ['B', '95%']), 'standard-cut-offs-not-whole'],
    ['do not rise by score', score(['A', '60'], ['B', '60.0'], ['D', null]), 'standard-cut-offs-not-falling'],
    ['have nothing after the rest', score(['A', null], ['B', null]), 'standard-cut-offs-not-falling'],
    ['have nothing between the rest', score(['A', null], ['B', '5'], ['D', null]), 'standard-cut-offs-not-falling'],
    ['take in all by score', score(['A', '90'], ['B', '60']), 'standard-cut-offs-not-whole'],
    ['cut each class once', share(['A', '20%'], ['A', '100%']), 'standard-grade-twice'],
  ])('%s', (_, cutOffs, rule) => expect(rulesOf(withScheme({ cutOffs }))).toEqual(rule === null ? [] : [rule]));
});
