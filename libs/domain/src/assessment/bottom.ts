// 园区年度尾部企业排名: the last enterprises of a place by their score.
import { compareDecimals } from '../kernel/index.ts';

export interface Candidate {
  readonly partyId: string;
  readonly code: string;
  /** Null without a score: what is not rated is not ranked. */
  readonly score: string | null;
}

export interface BottomEntry {
  /** From the end: 1 is the very last; equal scores share a rank. */
  readonly rank: number;
  readonly partyId: string;
  readonly code: string;
  readonly score: string;
}

const isRanked = (candidate: Candidate): candidate is Candidate & { readonly score: string } => candidate.score !== null;

/** The order of a ranking read from its end: the lower score first; of equals the greater code, as it comes later in the ranking. */
const fromTheEnd = (left: Omit<BottomEntry, 'rank'>, right: Omit<BottomEntry, 'rank'>): number => {
  const byScore = compareDecimals(left.score, right.score);
  if (byScore !== 0) return byScore;
  const [one, other] = [`${left.code} ${left.partyId}`, `${right.code} ${right.partyId}`];
  return one > other ? -1 : 1;
};

/** How many have a score, and the last `size` of them. The same for every order of candidates, each of whom is named once. */
export const bottomOf = (
  candidates: readonly Candidate[],
  size: number,
): { readonly ranked: number; readonly entries: readonly BottomEntry[] } => {
  const order = candidates.filter(isRanked).toSorted(fromTheEnd);
  const rankOf = (score: string): number => order.findIndex((each) => compareDecimals(each.score, score) === 0) + 1;
  const entries = order.slice(0, size).map(({ partyId, code, score }) => ({ rank: rankOf(score), partyId, code, score }));
  return { ranked: order.length, entries };
};
