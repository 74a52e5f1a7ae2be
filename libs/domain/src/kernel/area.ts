// Areas keep the figure as printed and compute in integers of ⅓ cm², the largest unit that both m² and 亩 divide evenly:
// 1 m² = 30,000 and 1 亩 (10,000/15 m²) = 20,000,000.
import { z } from 'zod';

/** An area as printed in its source. `mu` is 亩, `m2` square metres, `ha` hectares. */
export interface Area {
  readonly value: string;
  readonly unit: AreaUnit;
}

export const areaUnits = ['mu', 'm2', 'ha'] as const;
export type AreaUnit = (typeof areaUnits)[number];

/** Units of ⅓ cm² in one of each, and how many decimals of each are still whole units. */
const perUnit = {
  mu: { units: 20_000_000n, decimals: 7 },
  m2: { units: 30_000n, decimals: 4 },
  ha: { units: 300_000_000n, decimals: 8 },
} as const;

/** Larger than the city (6,340 km²); even 30,000 areas of this size add up inside a 64-bit integer. */
const largest = 10_000_000_000n * 30_000n;

/** An area in integers of ⅓ cm². Throws on a value that the `area` schema refuses. */
export const areaInUnits = ({ value, unit }: Area): bigint => {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(value);
  if (match === null) throw new Error(`not an area: ${value}`);
  const [, whole = '0', fraction = ''] = match;
  return (BigInt(whole + fraction) * perUnit[unit].units) / 10n ** BigInt(fraction.length);
};

/** Shape of an area: a positive plain decimal, with no more decimals than the ledger can keep exactly. */
export const area = z
  .strictObject({
    value: z.string().regex(/^(0|[1-9]\d{0,11})(\.\d{1,8})?$/, 'expected a positive number as text, for example "30.62"'),
    unit: z.enum(areaUnits),
  })
  .superRefine((candidate, context) => {
    const fraction = candidate.value.split('.')[1] ?? '';
    if (!/^\d+(\.\d+)?$/.test(candidate.value)) return;
    if (fraction.length > perUnit[candidate.unit].decimals) {
      context.addIssue({ code: 'custom', path: ['value'], message: `expected at most ${perUnit[candidate.unit].decimals} decimals` });
      return;
    }
    const units = areaInUnits(candidate);
    if (units <= 0n) context.addIssue({ code: 'custom', path: ['value'], message: 'expected an area greater than 0' });
    if (units > largest) context.addIssue({ code: 'custom', path: ['value'], message: 'expected at most 10,000 km²' });
  })
  .meta({ description: 'An area as printed in its source', example: { value: '30.62', unit: 'mu' } });

/** On two decimals, half up. */
const rounded = (units: bigint, per: bigint): string => {
  const negative = units < 0n;
  const magnitude = negative ? -units : units;
  const scaled = (magnitude * 200n + per) / (per * 2n);
  const digits = scaled.toString().padStart(3, '0');
  const text = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  return negative && scaled !== 0n ? `-${text}` : text;
};

/** 亩 on two decimals, half up, for display only. */
export const inMu = (units: bigint): string => rounded(units, perUnit.mu.units);

/** m² on two decimals, half up, for display only. */
export const inSquareMetres = (units: bigint): string => rounded(units, perUnit.m2.units);
