// The list of a town or park on its way: submitted, reviewed line by line, cleared; returned or withdrawn, and submitted again.
import type { EffectiveDate } from '../kernel/index.ts';
import type { DataOf, TownListEvent } from './events.ts';

export type Line = DataOf<'LineReviewed'>['lines'][number];
export type Review = Pick<DataOf<'LineReviewed'>, 'department' | 'verdict' | 'lines' | 'reason'>;
export type TownReturn = Pick<DataOf<'TownListReturned'>, 'reason' | 'lines' | 'classList'>;

/** The last edition of a town's list. */
export interface TownList extends Pick<DataOf<'TownListSubmitted'>, 'town' | 'edition' | 'run' | 'totals' | 'parcels' | 'reviewers'> {
  /** Cleared when every department that supplies quantities has passed its line. */
  readonly kind: 'submitted' | 'cleared' | 'returned' | 'withdrawn';
  readonly since: EffectiveDate;
  readonly reviews: readonly Review[];
  /** How it was returned as a list; null when a department returned its line. */
  readonly returned: TownReturn | null;
}

export type TownListState = { readonly kind: 'absent' } | TownList;

export const absentTownList: TownListState = { kind: 'absent' };

const afterReview = (list: TownList, review: Review): TownList => {
  const reviews = [...list.reviews, review];
  if (review.verdict === 'returned') return { ...list, reviews, kind: 'returned' };
  const isCleared = list.kind === 'submitted' && reviews.length === list.reviewers.length;
  return { ...list, reviews, kind: isCleared ? 'cleared' : list.kind };
};

/** Folds one event of a `townlist-<town>-<cycle>` stream. */
export const evolveTownList = (state: TownListState, event: TownListEvent): TownListState => {
  if (event.type === 'TownListSubmitted') {
    const { town, edition, run, totals, parcels, reviewers } = event.data;
    const kind = reviewers.length === 0 ? 'cleared' : 'submitted';
    return { kind, town, edition, run, totals, parcels, reviewers, since: event.effectiveOn, reviews: [], returned: null };
  }
  if (state.kind === 'absent') return state;
  switch (event.type) {
    case 'LineReviewed': {
      const { department, verdict, lines, reason } = event.data;
      return afterReview(state, { department, verdict, lines, reason });
    }
    case 'TownListReturned': {
      const { reason, lines, classList } = event.data;
      return { ...state, kind: 'returned', returned: { reason, lines, classList } };
    }
    case 'TownListWithdrawn':
      return { ...state, kind: 'withdrawn' };
  }
};
