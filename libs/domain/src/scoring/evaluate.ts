// Expressions are prepared once per standard and then applied to the supplied quantities of one subject after the other.
import { compareFractions, decimalUnits, type Fraction } from '../kernel/index.ts';
import type { Condition, Expression } from './expression.ts';
import { add, divide, fractionOfUnits, multiply, subtract } from './rational.ts';

/** Why a formula has no value. */
export type Missing = 'not-supplied' | 'divided-by-zero' | 'out-of-range';

/** Supplied quantities by their place in the standard: a decimal in units of 10⁻¹², an option's code, or null when not supplied. */
export type Supplied = readonly (bigint | string | null)[];

/** The place of a quantity in the standard. */
export type PlaceOf = (code: string) => number;

type Term = (supplied: Supplied) => Fraction | Missing;
type Test = (supplied: Supplied) => boolean | null;

/** One step from left to right. */
const step = (op: Extract<Expression, { of: unknown }>['op'], left: Fraction, right: Fraction): Fraction | Missing => {
  switch (op) {
    case 'add':
      return add(left, right);
    case 'subtract':
      return subtract(left, right);
    case 'multiply':
      return multiply(left, right);
    case 'divide':
      return divide(left, right) ?? 'divided-by-zero';
    case 'least':
      return compareFractions(left, right) <= 0 ? left : right;
    case 'greatest':
      return compareFractions(left, right) >= 0 ? left : right;
  }
};

/** Prepares a formula. Its quantities are decimals of the standard: a standard that was validated, else it throws. */
export const term = (expression: Expression, placeOf: PlaceOf): Term => {
  switch (expression.op) {
    case 'constant': {
      const value = fractionOfUnits(decimalUnits(expression.value));
      return () => value;
    }
    case 'quantity': {
      const place = placeOf(expression.code);
      return (supplied) => {
        const units = supplied[place];
        return typeof units === 'bigint' ? fractionOfUnits(units) : 'not-supplied';
      };
    }
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'least':
    case 'greatest': {
      const { op, of } = expression;
      const [first, ...others] = of.map((part) => term(part, placeOf));
      if (first === undefined) throw new Error(`${op} of nothing`);
      return (supplied) => {
        let value = first(supplied);
        for (const other of others) {
          if (typeof value === 'string') return value;
          const next = other(supplied);
          value = typeof next === 'string' ? next : step(op, value, next);
        }
        return value;
      };
    }
  }
};

const compares = {
  less: (sign: number) => sign < 0,
  'at-most': (sign: number) => sign <= 0,
  equal: (sign: number) => sign === 0,
  'at-least': (sign: number) => sign >= 0,
  more: (sign: number) => sign > 0,
} as const;

/** All hold: false once one does not, else not known once one is not. */
const all = (tests: readonly Test[], supplied: Supplied): boolean | null => {
  const answers = tests.map((each) => each(supplied));
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
};

const negated =
  (inner: Test): Test =>
  (supplied) => {
    const answer = inner(supplied);
    return answer === null ? null : !answer;
  };

/** Prepares a condition, in three values: what was not supplied proves nothing, neither a rule nor its contrary. */
export const test = (condition: Condition, placeOf: PlaceOf): Test => {
  switch (condition.op) {
    case 'is': {
      const { quantity, options } = condition;
      const place = placeOf(quantity);
      return (supplied) => {
        const option = supplied[place];
        return typeof option === 'string' ? options.includes(option) : null;
      };
    }
    case 'known': {
      const place = placeOf(condition.quantity);
      return (supplied) => supplied[place] !== null;
    }
    case 'less':
    case 'at-most':
    case 'equal':
    case 'at-least':
    case 'more': {
      const holds = compares[condition.op];
      const [left, right] = condition.of;
      const [first, second] = [term(left, placeOf), term(right, placeOf)];
      return (supplied) => {
        const [one, other] = [first(supplied), second(supplied)];
        return typeof one === 'string' || typeof other === 'string' ? null : holds(compareFractions(one, other));
      };
    }
    case 'all': {
      const tests = condition.of.map((each) => test(each, placeOf));
      return (supplied) => all(tests, supplied);
    }
    case 'any': {
      const contraries = condition.of.map((each) => negated(test(each, placeOf)));
      return negated((supplied) => all(contraries, supplied));
    }
    case 'none': {
      const contraries = condition.of.map((each) => negated(test(each, placeOf)));
      return (supplied) => all(contraries, supplied);
    }
  }
};
