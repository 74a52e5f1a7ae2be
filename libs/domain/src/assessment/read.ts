// A recorded result in the terms of the engine: what a reader explains, and what an auditor computes again.
import type { Result } from '../scoring/index.ts';
import type { ParcelResult } from './state.ts';

/** The part of a result that parcels and enterprises have alike. */
export type Computed = Pick<
  ParcelResult,
  'code' | 'cohort' | 'decidedBy' | 'rule' | 'lacking' | 'grade' | 'score' | 'rank' | 'of' | 'place' | 'items' | 'extras' | 'inputs'
>;

/** A recorded result as the engine knows it, so that it can be explained and computed again. */
export const computed = (
  id: string,
  { code, cohort, decidedBy, rule, lacking, grade, score, rank, of, place, items, extras, inputs }: Computed,
): Result => ({
  id,
  code,
  cohort,
  decidedBy,
  rule,
  lacking,
  grade,
  score,
  rank,
  of,
  place,
  items,
  extras,
  inputs,
});
