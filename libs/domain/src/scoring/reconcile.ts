// Published totals of classes: do they add up, and who is in none?
import type { Grade } from './standard.ts';

/** What a place published: how many were assessed, and how many of them stand in each class, under its own names. */
export interface PublishedTotals {
  readonly assessed: number;
  readonly classes: readonly { readonly name: string; readonly count: number }[];
}

/** What the classes lack of those assessed: 0 when they partition them, more when some are in no class, less when one counts twice. */
export const remainderOf = ({ assessed, classes }: PublishedTotals): number => classes.reduce((rest, { count }) => rest - count, assessed);

/** How many results stand in each class, and how many in none. */
export const totalsOf = (results: readonly { readonly grade: Grade | null }[]): Readonly<Record<Grade | 'none', number>> => {
  const totals = { A: 0, B: 0, C: 0, D: 0, T: 0, none: 0 };
  for (const { grade } of results) totals[grade ?? 'none'] += 1;
  return totals;
};
