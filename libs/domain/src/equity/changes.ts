// Arithmetic of a change of holdings. Shares are exact fractions; 共同共有 is held together and has none.
import { addFractions, compareFractions, type Fraction, fractionOf, none, subtractFractions, whole } from '../kernel/index.ts';
import type { Change, Holding } from './events.ts';

export type Side = 'before' | 'after';

const isFraction = (held: Holding): held is string => held !== null && held !== 'joint';
const partOf = (held: Holding): Fraction => (isFraction(held) ? fractionOf(held) : none);

/** What the fractions of one side add up to; what is held jointly has none. */
export const totalOf = (changes: readonly Change[], side: Side): Fraction =>
  changes.map((each) => partOf(each[side])).reduce(addFractions, none);

/** Whether one side accounts for the whole company: the fractions are 1, or leave a part to those who hold it jointly. */
export const isWhole = (changes: readonly Change[], side: Side): boolean => {
  const rest = compareFractions(totalOf(changes, side), whole);
  return changes.some((each) => each[side] === 'joint') ? rest < 0 : rest === 0;
};

/** Whether two holdings are the same, however they are printed: 1/2 is 50%. */
export const sameHolding = (left: Holding, right: Holding): boolean =>
  isFraction(left) && isFraction(right) ? compareFractions(fractionOf(left), fractionOf(right)) === 0 : left === right;

/**
 * The share of the company that moves to other hands: what its holders gain, added up. Undefined when a joint holding changes,
 * because nobody can say how much that is.
 */
export const shareMoved = (changes: readonly Change[]): Fraction | undefined => {
  const moving = changes.filter(({ before, after }) => !sameHolding(before, after));
  if (moving.some(({ before, after }) => before === 'joint' || after === 'joint')) return undefined;
  return moving
    .map(({ before, after }) => subtractFractions(partOf(after), partOf(before)))
    .filter((gain) => compareFractions(gain, none) > 0)
    .reduce(addFractions, none);
};

/** Whether two lists say the same of the same holders, in whatever order. */
export const sameChanges = (left: readonly Change[], right: readonly Change[]): boolean =>
  left.length === right.length &&
  left.every(({ holderId, before, after }) =>
    right.some((other) => other.holderId === holderId && sameHolding(other.before, before) && sameHolding(other.after, after)),
  );

/** A holding as a shareholding stream has it: a share of null is held jointly. */
export interface RegisteredHolding {
  readonly holderId: string;
  readonly share: string | null;
}

/**
 * Whether one side, which is whole, names all holders that are registered, each with what it holds. A register that knows
 * a part of the shares only does not exclude others.
 */
export const agreesWithRegister = (changes: readonly Change[], side: Side, registered: readonly RegisteredHolding[]): boolean => {
  const holding = changes.filter((each) => each[side] !== null);
  return (
    registered.every(({ holderId, share }) =>
      holding.some((each) => each.holderId === holderId && sameHolding(share ?? 'joint', each[side])),
    ) &&
    (registered.every(({ share }) => share !== null) || registered.length === holding.length)
  );
};
