// Whose figures stand in a derived one: secrecy is by source and covers derivations.
import { asksIn, type Condition, type Expression, expressionsIn, partsOf } from './expression.ts';
import { named, type Scheme, type Standard, type Supplier } from './standard.ts';

/** The codes of the quantities that a formula takes, each once. */
export const quantitiesOf = (expressions: readonly Expression[]): readonly string[] => [
  ...new Set(expressions.flatMap(partsOf).flatMap((part) => (part.op === 'quantity' ? [part.code] : []))),
];

/** The codes of the quantities that a condition asks of, each once. */
export const quantitiesIn = (condition: Condition): readonly string[] => [
  ...new Set([...quantitiesOf(expressionsIn(condition)), ...asksIn(condition).map(({ quantity }) => quantity)]),
];

/** Who supplies the quantities of these codes, each once. */
export const suppliersOf = ({ quantities }: Pick<Standard, 'quantities'>, codes: readonly string[]): readonly Supplier[] => [
  ...new Set(codes.map((code) => named(quantities, code).suppliedBy)),
];

/** Everyone whose figures stand in the score of a scheme, and so in the ranks it gives. */
export const suppliersOfScore = (standard: Standard, { items, extras }: Scheme): readonly Supplier[] =>
  suppliersOf(standard, [
    ...quantitiesOf(items.map(({ indicator }) => named(standard.indicators, indicator).formula)),
    ...extras.flatMap(({ when, points }) => [...quantitiesIn(when), ...quantitiesOf([points])]),
  ]);
