// What validation accepts can be applied to anybody, and what it gives can be stored; what it refuses is refused by name.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decimal } from '../kernel/index.ts';
import {
  type Bound,
  type Condition,
  type CutOffs,
  type Expression,
  gradeAll,
  type Method,
  prepare,
  type Standard,
} from '../scoring/index.ts';
import { indicator, item, scheme, small, subject } from '../scoring/test/standards.ts';
import { standardRefusals } from './refusals.ts';
import { faultsOf } from './validate.ts';

const nine = '999999999999999999';
const number = fc.constantFrom('0', '1', '2.5', '-3', '0.000000000001', nine, `-${nine}`, '100');
const bound = fc.constantFrom(null, '0', '1', '3', '3.0', '10');
/** Mostly the first, so that most standards have few faults and many have none. */
const mostly = <T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  fc.oneof({ arbitrary: usual, weight: 15 }, { arbitrary: other, weight: 1 });
const code = mostly(fc.constantFrom('tax', 'land', 'energy'), fc.constantFrom('size', 'none'));
const positive = mostly(fc.constantFrom('1', '2.5', '0.000000000001', nine), number);
const percent = mostly(fc.constantFrom('0', '20', '100'), number);
const option = fc.constantFrom('big', 'small', 'yes', 'maybe');
const { formula, condition } = fc.letrec<{ formula: Expression; condition: Condition }>((tie) => ({
  formula: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    number.map((value): Expression => ({ op: 'constant', value })),
    code.map((of): Expression => ({ op: 'quantity', code: of })),
    fc
      .tuple(
        fc.constantFrom('add' as const, 'subtract' as const, 'multiply' as const, 'divide' as const, 'least' as const, 'greatest' as const),
        tie('formula'),
        tie('formula'),
      )
      .map(([op, left, right]): Expression => ({ op, of: [left, right] })),
  ),
  condition: fc.oneof(
    { depthSize: 'small' },
    mostly(fc.constant('size'), code).chain((quantity) =>
      mostly(fc.constantFrom('big', 'small'), option).map((of): Condition => ({ op: 'is', quantity, options: [of] })),
    ),
    code.map((quantity): Condition => ({ op: 'known', quantity })),
    fc.tuple(tie('formula'), tie('formula')).map(([left, right]): Condition => ({ op: 'at-least', of: [left, right] })),
    fc
      .tuple(fc.constantFrom('all' as const, 'any' as const, 'none' as const), tie('condition'))
      .map(([op, of]): Condition => ({ op, of: [of] })),
  ),
}));
const method: fc.Arbitrary<Method> = fc.oneof(
  fc.record({ kind: fc.constant('ratio' as const), base: positive, cap: fc.option(positive), floor: fc.constantFrom(null, '0', '-3') }),
  fc.record({ kind: fc.constant('min-max' as const), low: fc.constantFrom('0', '20'), high: percent, level: percent }),
  mostly(
    fc.constant<Method>({
      kind: 'bands',
      bands: [
        { from: null, below: '3', points: '0' },
        { from: '3', below: null, points: '1' },
      ],
    }),
    fc
      .array(fc.record({ from: bound, below: bound, points: number }), { minLength: 1, maxLength: 3 })
      .map((bands): Method => ({ kind: 'bands', bands })),
  ),
);
const within: fc.Arbitrary<readonly Bound[]> = fc.array(
  fc.oneof(
    fc.record({ op: fc.constant('between' as const), quantity: fc.constantFrom('land', 'tax'), from: bound, below: bound }),
    fc.tuple(fc.constantFrom('size', 'unsafe'), option).map(([quantity, of]): Bound => ({ op: 'is', quantity, options: [of] })),
  ),
  { maxLength: 2 },
);
const sizes = ['big', 'small'].map((of): readonly Bound[] => [{ op: 'is', quantity: 'size', options: [of] }]);
const lands: readonly (readonly Bound[])[] = [
  [{ op: 'between', quantity: 'land', from: '3', below: null }],
  [{ op: 'between', quantity: 'land', from: null, below: '3.0' }],
];
const cutOffs: fc.Arbitrary<CutOffs> = fc.oneof(
  fc.constantFrom('20%', '1/3', '99.99%').map(
    (upTo): CutOffs => ({
      kind: 'share',
      classes: [
        { grade: 'A', upTo },
        { grade: 'D', upTo: '100%' },
      ],
      rounding: 'up',
    }),
  ),
  number.map(
    (from): CutOffs => ({
      kind: 'score',
      classes: [
        { grade: 'A', from },
        { grade: 'D', from: null },
      ],
    }),
  ),
);
const standard: fc.Arbitrary<Standard> = fc
  .record({
    formulas: fc.tuple(formula, formula),
    method,
    other: method,
    cutOffs,
    cohorts: mostly(fc.constantFrom<readonly (readonly Bound[])[]>([[]], sizes, lands), fc.array(within, { minLength: 1, maxLength: 2 })),
    when: condition,
    points: formula,
    limits: mostly(fc.constantFrom<[string, string]>(['0', '5'], [`-${nine}`, nine], ['-3', '2.5']), fc.tuple(number, number)),
    direction: fc.constantFrom('higher' as const, 'lower' as const),
    missing: fc.constantFrom('zero' as const, 'cohort-mean' as const, 'unrated' as const),
  })
  .map(
    ({
      formulas: [first, second],
      method: one,
      other,
      cutOffs: cut,
      cohorts,
      when,
      points,
      limits: [atLeast, atMost],
      direction,
      missing,
    }) => ({
      ...small,
      indicators: [indicator('first', first, direction), { ...indicator('second', second), decimals: 12 }],
      cohorts: cohorts.map((bounds, n) => ({ code: `c${n}`, name: small.title, within: bounds, scheme: 'all' })),
      determinations: small.determinations.map((each) => ({ ...each, when })),
      schemes: [
        {
          ...scheme,
          decimals: 12,
          items: [item('first', '60', one, missing), item('second', '40', other, 'zero')],
          extras: [{ code: 'x', name: small.title, when, points, atLeast, atMost }],
          ties: { by: ['second'], equals: 'better' as const },
          cutOffs: cut,
        },
      ],
    }),
  );
const given = fc.record(
  { tax: number, land: number, energy: number, size: fc.constantFrom('big', 'small'), unsafe: fc.constantFrom('yes', 'no') },
  { requiredKeys: [] },
);
const subjects = fc.array(given, { minLength: 1, maxLength: 5 }).map((list) => list.map((each, n) => subject(n, each)));

it('a standard is refused by rules of the catalogue, or grades everybody with figures that can be stored', () => {
  let sound = 0;
  fc.assert(
    fc.property(standard, subjects, (content, list) => {
      const faults = faultsOf(content);
      for (const { rule } of faults) expect(Object.keys(standardRefusals)).toContain(rule);
      if (faults.length > 0) return;
      sound += 1;
      const results = gradeAll(prepare(content), list);
      const figures = results.flatMap(({ score, items, extras }) => [
        score,
        ...items.flatMap(({ value, least, most, points }) => [value, least, most, points]),
        ...extras.map(({ points }) => points),
      ]);
      decimal.nullable().array().parse(figures);
      // Everybody has exactly one cohort, unless what decides was not supplied.
      for (const { cohort, inputs } of results) expect(cohort === null && inputs.length === small.quantities.length).toBe(false);
    }),
    { numRuns: 2_000 },
  );
  expect(sound).toBeGreaterThan(0);
});
