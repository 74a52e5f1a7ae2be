// 按条线: whose line is which indicator.
import { departments } from '../kernel/index.ts';
import { quantitiesOf, type Standard, suppliersOf } from '../scoring/index.ts';
import type { DataOf } from './events.ts';

/**
 * The departments that supply a quantity of a standard or own an indicator of it, with the indicators that are theirs: those
 * they own, and those computed of what they supply. Towns, parks and land users supply too, but review nothing.
 */
export const reviewersOf = (standard: Pick<Standard, 'quantities' | 'indicators'>): DataOf<'TownListSubmitted'>['reviewers'] =>
  departments.flatMap((department) => {
    const indicators = standard.indicators
      .filter(({ suppliedBy, formula }) => suppliedBy === department || suppliersOf(standard, quantitiesOf([formula])).includes(department))
      .map(({ code }) => code);
    const supplies = standard.quantities.some(({ suppliedBy }) => suppliedBy === department);
    return supplies || indicators.length > 0 ? [{ department, indicators }] : [];
  });
