// Formulas and conditions name what the standard lists, use it as what it is, stay small and never divide by nothing.
import { type Rejection, refuse } from '../kernel/index.ts';
import {
  asksIn,
  type Condition,
  type Expression,
  expressionsIn,
  partsOf,
  quantitiesOf,
  type Standard,
  type Supplied,
  term,
  written,
} from '../scoring/index.ts';
import { standardRefusals } from './refusals.ts';

/** Parts of one formula or condition: quantities, constants and operators together. */
export const mostParts = 100;

/** A formula or a condition with the place it stands in. */
interface Placed {
  readonly place: string;
  readonly expressions: readonly Expression[];
  readonly asks: readonly { readonly quantity: string; readonly options: readonly string[] }[];
}

const ofCondition = (place: string, condition: Condition): Placed => ({
  place,
  expressions: expressionsIn(condition),
  asks: asksIn(condition).flatMap((ask) => (ask.op === 'is' ? [ask] : [])),
});

const ofFormula = (place: string, formula: Expression): Placed => ({ place, expressions: partsOf(formula), asks: [] });

const placed = ({ indicators, determinations, schemes, cohorts }: Standard): readonly Placed[] => [
  ...indicators.map(({ code, formula }) => ofFormula(`indicator ${code}`, formula)),
  ...determinations.map(({ code, when }) => ofCondition(`determination ${code}`, when)),
  ...schemes.flatMap(({ code, extras }) =>
    extras.flatMap((extra) => [
      ofCondition(`scheme ${code} extra ${extra.code}`, extra.when),
      ofFormula(`scheme ${code} extra ${extra.code}`, extra.points),
    ]),
  ),
  ...cohorts.map(({ code, within }) => ({
    place: `cohort ${code}`,
    expressions: within.flatMap((bound): Expression[] => (bound.op === 'between' ? [{ op: 'quantity', code: bound.quantity }] : [])),
    asks: within.flatMap((bound) => (bound.op === 'is' ? [bound] : [])),
  })),
];

/** `known` asks of quantities of both kinds. */
const knownAsked = ({ determinations, schemes }: Standard): readonly { readonly place: string; readonly quantity: string }[] => {
  const of = (place: string, when: Condition) => asksIn(when).map(({ quantity }) => ({ place, quantity }));
  return [
    ...determinations.flatMap(({ code, when }) => of(`determination ${code}`, when)),
    ...schemes.flatMap(({ code, extras }) => extras.flatMap((extra) => of(`scheme ${code} extra ${extra.code}`, extra.when))),
  ];
};

/** Every quantity that is named is listed. */
export const checkQuantities = (standard: Standard): readonly Rejection[] => {
  const listed = new Set(standard.quantities.map(({ code }) => code));
  const uses = [
    ...placed(standard).flatMap(({ place, expressions, asks }) =>
      [...quantitiesOf(expressions), ...asks.map(({ quantity }) => quantity)].map((quantity) => ({ place, quantity })),
    ),
    ...knownAsked(standard),
  ];
  const unknown = new Map(uses.filter(({ quantity }) => !listed.has(quantity)).map((use) => [`${use.place} ${use.quantity}`, use]));
  return [...unknown.values()].map(({ place, quantity }) =>
    refuse(standardRefusals, 'standard-quantity-unknown', { place, code: quantity }),
  );
};

/** Numbers are computed with, options are chosen from the list. Looks at quantities that are listed. */
export const checkKinds = (standard: Standard): readonly Rejection[] =>
  placed(standard).flatMap(({ place, expressions, asks }) => {
    const of = (code: string) => standard.quantities.find((each) => each.code === code);
    const computed = quantitiesOf(expressions).filter((code) => of(code)?.kind === 'option');
    const chosen = asks.map(({ quantity }) => quantity).filter((code) => of(code)?.kind === 'decimal');
    const foreign = asks.flatMap(({ quantity: code, options }) =>
      options
        .filter((option) => of(code)?.kind === 'option' && of(code)?.options.includes(option) === false)
        .map((option) => ({ code, option })),
    );
    return [
      ...[...computed, ...chosen].map((code) => refuse(standardRefusals, 'standard-quantity-of-other-kind', { place, code })),
      ...foreign.map(({ code, option }) => refuse(standardRefusals, 'standard-option-unknown', { place, code, option })),
    ];
  });

export const checkSizes = (standard: Standard): readonly Rejection[] =>
  placed(standard)
    .filter(({ expressions, asks }) => expressions.length + asks.length > mostParts)
    .map(({ place, expressions, asks }) =>
      refuse(standardRefusals, 'standard-formula-too-large', { place, count: expressions.length + asks.length, most: mostParts }),
    );

/** Three sets of figures without any pattern: a divisor that is zero for all of them is zero for every figure. */
const trials = [7n, 104_729n, 1_299_709n];

const isAlwaysZero = (divisor: Expression, { quantities }: Standard): boolean => {
  const placeOf = (code: string): number => quantities.findIndex((each) => each.code === code);
  const value = term(divisor, placeOf);
  return trials.every((seed) => {
    const supplied: Supplied = quantities.map((_, n) => (seed * BigInt(n + 3) * BigInt(n + 3) + BigInt(n)) * 10n ** 9n);
    const found = value(supplied);
    return typeof found !== 'string' && found.numerator === 0n;
  });
};

/** No divisor is zero whatever is supplied: a constant 0, or a difference of the same. Looks at formulas whose quantities are listed. */
export const checkDivisors = (standard: Standard): readonly Rejection[] =>
  placed(standard).flatMap(({ place, expressions }) =>
    expressions
      .flatMap((expression) => (expression.op === 'divide' ? expression.of.slice(1) : []))
      .filter((divisor) => isAlwaysZero(divisor, standard))
      .map((divisor) => refuse(standardRefusals, 'standard-formula-divides-by-zero', { place, divisor: written(divisor, (code) => code) })),
  );
