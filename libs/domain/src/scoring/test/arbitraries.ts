// Standards of every kind and subjects that meet them, at random.
import fc from 'fast-check';
import { formatDecimal } from '../../kernel/index.ts';
import type { CutOffs, Item, Method, Standard } from '../index.ts';
import { bySize, item, scheme, subject } from './standards.ts';

export const figure = fc.bigInt(-20n, 60n).map((units) => formatDecimal(units * 10n ** 11n));
export const positive = fc.bigInt(1n, 60n).map((units) => formatDecimal(units * 10n ** 11n));
export const method: fc.Arbitrary<Method> = fc.oneof(
  fc.record({
    kind: fc.constant('ratio' as const),
    base: positive,
    cap: fc.constantFrom('1', '1.5'),
    floor: fc.constantFrom(null, '0', '-1'),
  }),
  fc.record({
    kind: fc.constant('min-max' as const),
    low: fc.constantFrom('0', '20'),
    high: fc.constant('100'),
    level: fc.constantFrom('0', '60'),
  }),
  fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 9 })).map(
    ([at, points]): Method => ({
      kind: 'bands',
      bands: [
        { from: null, below: String(at), points: '0' },
        { from: String(at), below: null, points: String(points) },
      ],
    }),
  ),
);
const missing = fc.constantFrom<Item['missing'][]>('zero', 'cohort-mean', 'unrated');
const cutOffs: fc.Arbitrary<CutOffs> = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 9 }), fc.constantFrom('down' as const, 'nearest' as const, 'up' as const)).map(
    ([tenth, rounding]): CutOffs => ({
      kind: 'share',
      classes: [
        { grade: 'A', upTo: `${tenth}/10` },
        { grade: 'D', upTo: '10/10' },
      ],
      rounding,
    }),
  ),
  fc.constant<CutOffs>({
    kind: 'score',
    classes: [
      { grade: 'A', from: '50' },
      { grade: 'D', from: null },
    ],
  }),
);
export const standards: fc.Arbitrary<Standard> = fc
  .record({
    methods: fc.tuple(method, method),
    missing: fc.tuple(missing, missing),
    cutOffs,
    equals: fc.constantFrom('by-code' as const, 'better' as const, 'worse' as const),
    by: fc.constantFrom([], ['saving']),
  })
  .map(({ methods: [first, second], missing: [one, other], cutOffs: cut, equals, by }) => ({
    ...bySize,
    schemes: [
      { ...scheme, items: [item('per-mu', '60', first, one), item('saving', '40', second, other)], cutOffs: cut, ties: { by, equals } },
    ],
  }));
const given = fc.record(
  {
    tax: figure,
    land: fc.constantFrom('0', '1', '3'),
    energy: figure,
    unsafe: fc.constantFrom('yes', 'no', 'no', 'no'),
    size: fc.constantFrom('big', 'big', 'small'),
  },
  { requiredKeys: [] },
);
export const subjectLists = fc.array(given, { maxLength: 12 }).map((list) => list.map((each, n) => subject(n, each)));
