// Shares of a right or a company are exact fractions: three thirds are one, which no decimal can say.
import { z } from 'zod';

/** A fraction of whole numbers, the denominator greater than 0. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

const fractionPattern = /^(0|[1-9]\d{0,11})\/([1-9]\d{0,11})$/;
const percentPattern = /^(0|[1-9]\d{0,2})(?:\.(\d{1,8}))?%$/;

const greatestDivisor = (left: bigint, right: bigint): bigint => {
  let [divisor, rest] = [left, right];
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  return divisor;
};

const reduced = (numerator: bigint, denominator: bigint): Fraction => {
  const divisor = greatestDivisor(numerator < 0n ? -numerator : numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
};

const read = (text: string): Fraction | undefined => {
  const fraction = fractionPattern.exec(text);
  if (fraction !== null) {
    const [, numerator = '', denominator = ''] = fraction;
    return reduced(BigInt(numerator), BigInt(denominator));
  }
  const percent = percentPattern.exec(text);
  if (percent === null) return undefined;
  const [, whole = '', decimals = ''] = percent;
  return reduced(BigInt(whole + decimals), 100n * 10n ** BigInt(decimals.length));
};

export const none: Fraction = { numerator: 0n, denominator: 1n };
export const whole: Fraction = { numerator: 1n, denominator: 1n };

/** Negative, zero or positive, as `left` is less than, equal to or greater than `right`. */
export const compareFractions = (left: Fraction, right: Fraction): number => {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
};

/**
 * Shape of a share as printed: more than nothing and at most the whole, as a fraction (`1/3`) or a percentage (`33.33%`).
 * It is kept as printed; `fractionOf` computes with it.
 */
export const share = z
  .string()
  .refine((text) => read(text) !== undefined, 'expected a share as text, for example "1/3" or "33.33%"')
  .refine((text) => {
    const fraction = read(text) ?? whole;
    return compareFractions(fraction, none) > 0 && compareFractions(fraction, whole) <= 0;
  }, 'expected a share greater than 0 and at most 1')
  .meta({ description: 'A share as printed: a fraction or a percentage, greater than 0 and at most 1', example: '1/3' });

/** The exact fraction of a share as printed. Throws on any other text: parse with `share` first. */
export const fractionOf = (text: string): Fraction => {
  const fraction = read(text);
  if (fraction === undefined) throw new Error(`not a share: ${text}`);
  return fraction;
};

export const addFractions = (left: Fraction, right: Fraction): Fraction =>
  reduced(left.numerator * right.denominator + right.numerator * left.denominator, left.denominator * right.denominator);

/** `left` − `right`; below zero when `right` is greater. */
export const subtractFractions = (left: Fraction, right: Fraction): Fraction =>
  addFractions(left, { ...right, numerator: -right.numerator });

export const multiplyFractions = (left: Fraction, right: Fraction): Fraction =>
  reduced(left.numerator * right.numerator, left.denominator * right.denominator);

/** What shares as printed add up to. */
export const sumOfShares = (shares: readonly string[]): Fraction =>
  shares.reduce<Fraction>((sum, next) => addFractions(sum, fractionOf(next)), none);

/** A fraction in lowest terms, `1/3`; `0/1` and `1/1` for none and the whole. */
export const formatFraction = ({ numerator, denominator }: Fraction): string => `${numerator}/${denominator}`;
