import { levelOf } from '@yimu/domain/kernel';

/** A jurisdiction as a condition on the level columns, which every list has an index for. */
export interface Within {
  readonly column: 'city_code' | 'district_code' | 'town_code';
  readonly code: string;
}

/** The condition for a jurisdiction and all below it. */
export const withinOf = (code: string): Within => ({ column: columnOf(code), code });

/** The level column that holds codes of this one's level. */
export const columnOf = (code: string): Within['column'] => `${levelOf(code)}_code`;
