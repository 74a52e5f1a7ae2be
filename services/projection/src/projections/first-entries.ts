// A parcel that is on several lists counts once in each category and year, by its first entry: in its town, its district and its city.
import { levelCodes } from '../engine/level-codes.ts';

interface Entry {
  readonly id: string;
  readonly jurisdiction: string;
  readonly category: string;
  readonly year: number;
  readonly document: string;
  readonly list: string;
  readonly row: string;
}

/** As the database sorts with collation "C". */
const compare = (left: string, right: string): number => Buffer.compare(Buffer.from(left), Buffer.from(right));

/** By document, list and number on the list; the ids make it definite. */
const inOrder = (left: Entry, right: Entry): number =>
  compare(left.document, right.document) ||
  compare(left.list, right.list) ||
  Array.from(left.row).length - Array.from(right.row).length ||
  compare(left.row, right.row) ||
  compare(left.id, right.id);

/** Of the entries of one parcel the ids of those that count, by level. */
export const firstsOf = (entries: readonly Entry[]) => {
  const ordered = entries.toSorted(inOrder);
  const firstIn = (level: keyof ReturnType<typeof levelCodes>): ReadonlySet<string> => {
    const firsts = new Map<string, string>();
    for (const { id, jurisdiction, category, year } of ordered) {
      const key = `${levelCodes(jurisdiction)[level]} ${category} ${year}`;
      if (!firsts.has(key)) firsts.set(key, id);
    }
    return new Set(firsts.values());
  };
  return { town_code: firstIn('town_code'), district_code: firstIn('district_code'), city_code: firstIn('city_code') };
};
