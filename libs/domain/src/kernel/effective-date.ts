import { z } from 'zod';

/** A date of law in Asia/Shanghai, `YYYY-MM-DD`: when something holds in the world. Never an instant. */
export type EffectiveDate = string & { readonly EffectiveDate: unique symbol };

const isRealDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = text.split('-').map(Number) as [number, number, number];
  if (year < 1900 || year > 2999 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].some((days, n) => n === month - 1 && day <= days);
};

/** Shape of a date of law in commands and events. */
export const effectiveDate = z
  .string()
  .refine(isRealDate, { message: 'expected a calendar date as YYYY-MM-DD' })
  .meta({ description: 'A date of law in Asia/Shanghai, YYYY-MM-DD', example: '2024-03-11', format: 'date' })
  .transform((text) => text as EffectiveDate);

/** Reads a date of law; throws on anything else, so use it for constants and stored values only. */
export const date = (text: string): EffectiveDate => {
  if (!isRealDate(text)) throw new Error(`not a calendar date: ${text}`);
  return text as EffectiveDate;
};
