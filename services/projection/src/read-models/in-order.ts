// Which lists are read in their order, by the index of the level.
import type { Planning } from '../tenancy/planning.ts';

/**
 * A list follows the index of its order, unless a filter has an index of its own and finds few: `selective` are the values of those.
 * Then what was found is sorted.
 */
export const inOrderUnless = (...selective: readonly unknown[]): Planning => ({ inOrder: selective.every((value) => value === undefined) });
