// 统一社会信用代码, GB 32100-2015: 17 characters and a check character over an alphabet without I, O, S, V, Z.
import { z } from 'zod';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** The check character of the first 17 characters of a code (weights 3^(i−1) mod 31, GB 32100-2015 §5). */
export const usccCheckCharacter = (first17: string): string => {
  const sum = weights.reduce((total, weight, i) => total + weight * alphabet.indexOf(first17.charAt(i)), 0);
  return alphabet.charAt((31 - (sum % 31)) % 31);
};

/** Shape of a unified social credit code, its check character included. */
export const uscc = z
  .string()
  .regex(/^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/, 'expected 18 characters of a unified social credit code')
  .refine((code) => usccCheckCharacter(code) === code.charAt(17), 'the check character does not fit (GB 32100-2015)')
  .meta({ description: '统一社会信用代码 (GB 32100-2015)', example: '91350100M000100Y43' });
