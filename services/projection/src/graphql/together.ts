// Objects of one operation can stand at different points (two root fields with their own asOf), so loaders group them by point first.
import type { Point } from '../tenancy/reader.ts';
import type { View } from '../tenancy/view.ts';
import { type Operation, viewAt } from './context.ts';

/** An object that keeps the point it was read at. */
export interface Pointed {
  readonly point: Point;
}

/** A loader that answers all objects of one point together; the answers come in the order of the objects. */
export const together = <O extends Pointed, A>(answer: (view: View, objects: readonly O[]) => Promise<readonly A[]>) => ({
  loader: async (queries: readonly { readonly obj: O }[], operation: Operation): Promise<A[]> => {
    const groups = new Map<string, { readonly point: Point; readonly places: number[] }>();
    for (const [place, { obj }] of queries.entries()) {
      const key = JSON.stringify(obj.point);
      const group = groups.get(key) ?? { point: obj.point, places: [] };
      group.places.push(place);
      groups.set(key, group);
    }
    const answers = new Map<number, A>();
    for (const { point, places } of groups.values()) {
      const objects = places.flatMap((place) => queries[place]?.obj ?? []);
      const found = await answer(viewAt(operation, point), objects);
      for (const [i, place] of places.entries()) {
        const each = found[i];
        if (each !== undefined) answers.set(place, each);
      }
    }
    return queries.map((_, place) => answers.get(place) as A);
  },
  opts: { cache: false },
});

/** Rows by a key, in their order. */
export const grouped = <R>(rows: readonly R[], keyOf: (row: R) => string): ReadonlyMap<string, readonly R[]> => {
  const groups = new Map<string, R[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
};
