// Whose questions are mixed: the city, all districts, towns of every size, and the town that has nothing.
import type { Role } from '@yimu/domain/kernel';
import { mixed } from './city/chance.ts';
import { city, parcelId, type Shape, type Town } from './city/shape.ts';
import type { Place } from './place.ts';

export interface Asker {
  readonly level: 'city' | 'district' | 'town';
  readonly code: string;
  readonly token: string;
  /** The parcels it sees: the first, and how many. */
  readonly first: number;
  readonly count: number;
}

const townsAsked = 40;
const roleOf: Readonly<Record<Asker['level'], Role>> = { city: 'city-department', district: 'task-force', town: 'town-officer' };

/** Towns by size, so many of them, evenly from the largest to the smallest. */
const someOf = (towns: readonly Town[]): readonly Town[] => {
  const bySize = towns.filter(({ count }) => count > 0).toSorted((left, right) => right.count - left.count);
  return Array.from({ length: Math.min(townsAsked, bySize.length) }, (_, n) => bySize[Math.floor((n * bySize.length) / townsAsked)]).filter(
    (town) => town !== undefined,
  );
};

/** Askers of 58 scopes: the city, 16 districts, 40 towns, the empty town. The order is the same in every run. */
export const askersOf = async (place: Place, { parcels, districts, towns, empty }: Shape): Promise<readonly Asker[]> => {
  const ranges = [
    { level: 'city' as const, code: city, first: 0, count: parcels },
    ...districts.map((code) => {
      const own = towns.filter(({ district }) => district === code);
      return { level: 'district' as const, code, first: own[0]?.first ?? 0, count: own.reduce((sum, { count }) => sum + count, 0) };
    }),
    ...someOf(towns).map(({ code, first, count }) => ({ level: 'town' as const, code, first, count })),
    { level: 'town' as const, code: empty.code, first: 0, count: 0 },
  ];
  const askers = await Promise.all(ranges.map(async (range) => ({ ...range, token: await place.token(range.code, roleOf[range.level]) })));
  return askers.toSorted((left, right) => mixed(201, Number(left.code)) - mixed(201, Number(right.code)));
};

/** A parcel that an asker sees. */
export const parcelOf = ({ first, count }: Asker, n: number): string => parcelId(first + (mixed(202, n) % Math.max(1, count)));

/** The one of a kind: the city, the largest district or town, the empty town. */
export const theOne = (askers: readonly Asker[], which: 'city' | 'district' | 'town' | 'empty'): Asker => {
  const [found] = askers
    .filter(({ level, count }) => (which === 'empty' ? count === 0 : level === which && count > 0))
    .toSorted((left, right) => right.count - left.count);
  if (found === undefined) throw new Error(`nobody asks for the ${which}`);
  return found;
};
