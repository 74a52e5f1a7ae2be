// What a row of a read model adds to the sums of its places, while it holds. The migration that made the tables says the same in SQL for
// the rows that it found (view roll_up_contribution).
import type { Belief } from '../engine/belief.ts';
import { levelCodes } from '../engine/level-codes.ts';

/**
 * Where something counts: '' stands for what it has none of. A result has a cycle and a grade; of an entry of a plan list these are the
 * year and the category, and its `land_use` is the mapped route.
 */
export interface Cell {
  readonly kind: 'parcel' | 'grade' | 'plan' | 'finding';
  readonly cycle: string;
  readonly grade: string;
  readonly land_use: string;
}

/** What is added up; areas are in ⅓ cm², and of a thing without an area 0. */
export interface Measures {
  readonly things: bigint;
  /** Of a parcel: with an open conflict of areas. Of a result: decided by the city. */
  readonly marked: bigint;
  readonly with_area: bigint;
  readonly units: bigint;
  readonly low: bigint;
  readonly high: bigint;
}

/** The place, and whether this one of several counts in the town, the district and the city: a thing counts once in each. */
export interface Counted {
  readonly city_code: string;
  readonly district_code: string;
  readonly town_code: string;
  readonly of_town: boolean;
  readonly of_district: boolean;
  readonly of_city: boolean;
}

export interface Contribution {
  readonly cell: Cell;
  readonly counted: Counted;
  readonly measures: Measures;
}

const noMeasures = { marked: 0n, with_area: 0n, units: 0n, low: 0n, high: 0n } as const;
const noCell = { cycle: '', grade: '', land_use: '' } as const;

/** What a belief adds to sums; nothing for a row that no sum counts. */
export const contributionsOf = ({ table, columns }: Pick<Belief, 'table' | 'columns'>): readonly Contribution[] => {
  const text = (name: string): string => String(columns[name] ?? '');
  const is = (name: string): boolean => columns[name] === true;
  const place = () => ({ city_code: text('city_code'), district_code: text('district_code'), town_code: text('town_code') });
  const areas = (low: string, high: string) =>
    columns['area_units'] == null
      ? noMeasures
      : { with_area: 1n, units: BigInt(text('area_units')), low: BigInt(text(low)), high: BigInt(text(high)) };

  if (table === 'parcel')
    return [
      {
        cell: { ...noCell, kind: 'parcel', land_use: text('land_use') },
        counted: { ...place(), of_town: true, of_district: true, of_city: true },
        measures: {
          ...noMeasures,
          ...areas('area_low', 'area_high'),
          things: 1n,
          marked: columns['area_conflict'] === 'open' ? 1n : 0n,
        },
      },
    ];
  if (table === 'assessment' && is('standing'))
    return [
      {
        cell: { kind: 'grade', cycle: text('cycle'), grade: text('grade'), land_use: text('land_use') },
        counted: { ...place(), of_town: true, of_district: is('first_in_district'), of_city: is('first_in_city') },
        measures: { ...noMeasures, ...areas('area_units', 'area_units'), things: 1n, marked: is('final') ? 1n : 0n },
      },
    ];
  if (table === 'plan_entry' && (is('first_in_town') || is('first_in_district') || is('first_in_city')))
    return [
      {
        cell: { kind: 'plan', cycle: text('year'), grade: text('category'), land_use: text('mapped_route') },
        counted: { ...place(), of_town: is('first_in_town'), of_district: is('first_in_district'), of_city: is('first_in_city') },
        measures: { ...noMeasures, ...areas('area_units', 'area_units'), things: 1n },
      },
    ];
  if (table === 'finding' && columns['status'] === 'open')
    return eachOnce(JSON.parse(text('places') || '[]') as string[]).map((counted) => ({
      cell: { ...noCell, kind: 'finding' },
      counted,
      measures: { ...noMeasures, things: 1n },
    }));
  return [];
};

/** Each of these codes, the first of a district and the first of a city marked. */
const eachOnce = (codes: readonly string[]): readonly Counted[] => {
  const places = [...new Set(codes)].map((code) => levelCodes(code));
  return places.map((place, n) => ({
    ...place,
    of_town: true,
    of_district: places.findIndex(({ district_code }) => district_code === place.district_code) === n,
    of_city: places.findIndex(({ city_code }) => city_code === place.city_code) === n,
  }));
};
