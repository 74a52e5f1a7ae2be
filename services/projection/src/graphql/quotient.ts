import { decimalUnits, formatDecimal } from '@yimu/domain/kernel';
import { mostDecimals, nearest, tenTo } from '@yimu/domain/scoring';

/** One decimal by another, with so many decimals (0 to 12), halves away from zero; null where the divisor is not greater than 0. */
export const quotientOf = (above: string, below: string, decimals: number): string | null => {
  const divisor = decimalUnits(below);
  if (divisor <= 0n) return null;
  return formatDecimal(nearest(decimalUnits(above) * tenTo(decimals), divisor) * tenTo(mostDecimals - decimals));
};
