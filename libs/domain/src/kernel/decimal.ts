// Exact decimals: "17.96" is 17.96. JSON numbers are never used for quantities.
import { z } from 'zod';

const plain = /^-?(0|[1-9]\d{0,17})(\.\d{1,12})?$/;

/** True for a plain decimal, as `decimal` takes it. */
export const isDecimal = (text: string): boolean => plain.test(text);

/** A plain decimal as text: optional minus, no leading zeros, up to 18 digits before and 12 after the point. */
export const decimal = z
  .string()
  .regex(plain, 'expected a decimal number as text, for example "17.96"')
  .meta({ description: 'An exact decimal as text', example: '17.96' });

const scale = 12;

/** A decimal as an integer of 10⁻¹². Throws on any other text: parse with `decimal` first. */
export const decimalUnits = (text: string): bigint => {
  const match = /^(-?)(\d+)(?:\.(\d{1,12}))?$/.exec(text);
  if (match === null) throw new Error(`not a decimal: ${text}`);
  const [, sign, whole, fraction = ''] = match;
  const magnitude = BigInt(`${whole}${fraction.padEnd(scale, '0')}`);
  return sign === '-' ? -magnitude : magnitude;
};

/** Writes units of 10⁻¹² back without trailing zeros. */
export const formatDecimal = (units: bigint): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, -scale);
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
};

/** Negative, zero or positive, as `left` is less than, equal to or greater than `right`. */
export const compareDecimals = (left: string, right: string): number => {
  const difference = decimalUnits(left) - decimalUnits(right);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
};
