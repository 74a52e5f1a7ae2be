// Comparisons that more than one rule of this context needs.
import { fractionOf, inMinorUnits, type Money } from '../kernel/index.ts';

const sortedKeys = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)))
    : value;

/** True when two values of JSON say the same, in whatever order the fields of an object stand. */
export const same = (left: unknown, right: unknown): boolean => JSON.stringify(left, sortedKeys) === JSON.stringify(right, sortedKeys);

/** Whether an amount is less than a share of another. */
export const isLessThanShare = (amount: Money, share: string, of: Money): boolean => {
  const { numerator, denominator } = fractionOf(share);
  return inMinorUnits(amount) * denominator < inMinorUnits(of) * numerator;
};

/** An amount of CNY in 元 on two decimals. */
export const inYuan = ({ amount }: Money): string => {
  const digits = amount.padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
