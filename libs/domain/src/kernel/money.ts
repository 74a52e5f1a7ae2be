// Money is a whole number of the currency's smallest unit, as text: 分 for CNY. A foreign amount names its currency.
import { z } from 'zod';

/** An amount of money, for example { amount: '6170000000', currency: 'CNY' } for 61,700,000 元. */
export interface Money {
  /** Whole number of the smallest unit (分). */
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** Shape of an amount that is not negative; CNY where no currency is named. */
export const money = z
  .strictObject({
    amount: z.string().regex(/^(0|[1-9]\d{0,17})$/, 'expected a whole number of 分 as text, for example "6170000000"'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'expected a currency of ISO 4217, for example "CNY"')
      .default('CNY'),
  })
  .meta({ description: 'Money in the smallest unit of its currency (分)', example: { amount: '6170000000', currency: 'CNY' } });

/** The amount as an integer of the smallest unit. */
export const inMinorUnits = ({ amount }: Money): bigint => BigInt(amount);

/** Whether `left` is less than `right`; undefined for two currencies, between which no rate is known. */
export const isLess = (left: Money, right: Money): boolean | undefined =>
  left.currency === right.currency ? inMinorUnits(left) < inMinorUnits(right) : undefined;
