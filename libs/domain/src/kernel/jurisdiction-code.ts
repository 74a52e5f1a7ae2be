import { z } from 'zod';

/**
 * Administrative code of a city (310000), a district (310116) or a town (310116112): GB/T 2260 and the codes of the
 * statistics bureau; regions begin with 1 to 8. The kernel checks the shape only; which codes exist is the jurisdiction context's knowledge.
 */
export const jurisdictionCode = z
  .string()
  .regex(/^[1-8]\d{5}(\d{3})?$/, 'expected an administrative code of 6 digits (city, district) or 9 digits (town)')
  .refine((code) => code.length === 6 || !code.endsWith('000'), 'expected a town code, which does not end in 000')
  .meta({ description: 'Administrative code: city 310000, district 310116, town 310116112', example: '310116112' });

/** Shape of a town's code. */
export const townCode = jurisdictionCode.refine((code) => code.length === 9, 'expected a town code of 9 digits');

export type JurisdictionLevel = 'city' | 'district' | 'town';

/** Level of a code, from its shape: 310000 is a city, 310116 a district, 310116112 a town. */
export const levelOf = (code: string): JurisdictionLevel => {
  if (code.length === 9) return 'town';
  return code.endsWith('0000') ? 'city' : 'district';
};

/** The code one level up, none for a city. */
export const parentOf = (code: string): string | undefined => {
  const level = levelOf(code);
  if (level === 'town') return code.slice(0, 6);
  return level === 'district' ? `${code.slice(0, 2)}0000` : undefined;
};

/** A code and those of all levels above it, upwards: a town, its district, its city. */
export const withAllAbove = (code: string): readonly string[] => {
  const parent = parentOf(code);
  return parent === undefined ? [code] : [code, ...withAllAbove(parent)];
};

const prefixOf = (code: string): string => (levelOf(code) === 'city' ? code.slice(0, 2) : code);

/** True when `code` is `scope` itself or lies below it. */
export const isWithin = (code: string, scope: string): boolean => code.startsWith(prefixOf(scope));

/** A code on nine digits, so that codes of all levels sort and compare as one text: 310116 → 310116000. */
export const paddedCode = (code: string): string => code.padEnd(9, '0');

/** The half-open range of padded codes that a scope covers: lo ≤ code < hi, compared as text. */
export const codeRange = (scope: string): { readonly lo: string; readonly hi: string } => {
  const prefix = prefixOf(scope);
  return { lo: paddedCode(prefix), hi: paddedCode(String(Number(prefix) + 1)) };
};
