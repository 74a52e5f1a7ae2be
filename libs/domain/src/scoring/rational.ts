// Scores are exact until a standard says where they are rounded. Fractions are not reduced: formulas are short, and dividing is dear.
import { type Fraction, formatDecimal } from '../kernel/index.ts';

/** The most decimals a figure of the ledger has. */
export const mostDecimals = 12;

const powers = Array.from({ length: mostDecimals + 1 }, (_, decimals) => 10n ** BigInt(decimals));

/** 10 to the power of so many decimals, 0 to 12. */
export const tenTo = (decimals: number): bigint => powers[decimals] as bigint;

/** A figure in units of 10⁻¹², as `decimalUnits` reads it. */
const unit = tenTo(mostDecimals);
export const fractionOfUnits = (units: bigint): Fraction => ({ numerator: units, denominator: unit });

export const add = (left: Fraction, right: Fraction): Fraction => ({
  numerator: left.numerator * right.denominator + right.numerator * left.denominator,
  denominator: left.denominator * right.denominator,
});

export const subtract = (left: Fraction, right: Fraction): Fraction =>
  add(left, { numerator: -right.numerator, denominator: right.denominator });

export const multiply = (left: Fraction, right: Fraction): Fraction => ({
  numerator: left.numerator * right.numerator,
  denominator: left.denominator * right.denominator,
});

/** Undefined when the divisor is zero. */
export const divide = (left: Fraction, right: Fraction): Fraction | undefined => {
  if (right.numerator === 0n) return undefined;
  const sign = right.numerator < 0n ? -1n : 1n;
  return { numerator: sign * left.numerator * right.denominator, denominator: sign * left.denominator * right.numerator };
};

/** The nearest whole number of a quotient, halves away from zero (四舍五入); the divisor is greater than 0. */
export const nearest = (dividend: bigint, divisor: bigint): bigint => {
  const magnitude = dividend < 0n ? -dividend : dividend;
  const whole = (2n * magnitude + divisor) / (2n * divisor);
  return dividend < 0n ? -whole : whole;
};

/** A fraction in units of 10⁻ᵈ, rounded half away from zero. */
export const rounded = ({ numerator, denominator }: Fraction, decimals: number): bigint =>
  nearest(numerator * tenTo(decimals), denominator);

/** Units of 10⁻ᵈ as a decimal text without trailing zeros. */
export const printed = (units: bigint, decimals: number): string => formatDecimal(units * tenTo(mostDecimals - decimals));
