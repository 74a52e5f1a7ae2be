// Ranges in filters: both ends are included, either may be left out.
import { area, areaInUnits } from '@yimu/domain/kernel';
import { checked } from './arguments.ts';

/** Days as the schema takes them. */
export interface GivenDates {
  readonly from?: string | null;
  readonly to?: string | null;
}

/** Days, both included; undefined where none is given. */
interface Days {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export const daysOf = (given: GivenDates | null | undefined): Days | undefined =>
  given == null ? undefined : { from: given.from ?? undefined, to: given.to ?? undefined };

/** Areas in 亩 as the schema takes them. */
export interface GivenAreas {
  readonly atLeast?: string | null;
  readonly atMost?: string | null;
}

/** Areas in ⅓ cm². Throws a 4xx error for what is no area. */
export const areasOf = (field: string, given: GivenAreas | null | undefined) => {
  const units = (name: 'atLeast' | 'atMost'): string | undefined => {
    const value = given?.[name];
    return value == null ? undefined : String(areaInUnits(checked(`${field}.${name}`, area, { value, unit: 'mu' })));
  };
  return given == null ? undefined : { atLeast: units('atLeast'), atMost: units('atMost') };
};
