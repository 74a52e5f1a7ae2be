import type { Grade } from '../scoring/index.ts';
import type { FactNamed } from './events.ts';

type Identified<T> = T & { readonly id: string };
export type ParcelResult = FactNamed<'ParcelGraded'>['data'];
export type FinalGrade = FactNamed<'GradeFinalised'>['data'];
export type EnterpriseResult = FactNamed<'EnterpriseGraded'>['data'];
export type BottomRanking = FactNamed<'BottomRankingFrozen'>['data'];

/** The results of a subject in one cycle, one per run, in the order of the ledger: the last stands, the earlier ones stay. */
export type Results<R> = readonly R[];

export const ungraded: Results<never> = [];

/** The result that stands; undefined before the first. */
export const standing = <R>(results: Results<R>): R | undefined => results.at(-1);

/** The class that stands: null for a subject without a class, and before the first result. */
export const gradeOf = (results: Results<{ readonly grade: Grade | null }>): Grade | null => standing(results)?.grade ?? null;

/** A parcel in one cycle: what runs found, and what the city decided, each in the order of the ledger: the last stands, the earlier ones stay. */
export interface ParcelState {
  readonly results: Results<ParcelResult>;
  readonly finals: readonly FinalGrade[];
}

export const ungradedParcel: ParcelState = { results: ungraded, finals: [] };

/** The grade the city decided last; undefined before its first decision. */
export const finalOf = ({ finals }: ParcelState): FinalGrade | undefined => finals.at(-1);

/** Folds one event of an `assessment-<parcelId>-<cycle>` stream. */
export const evolveParcel = (state: ParcelState, event: Identified<FactNamed<'ParcelGraded' | 'GradeFinalised'>>): ParcelState => {
  switch (event.type) {
    case 'ParcelGraded':
      return { ...state, results: [...state.results, event.data] };
    case 'GradeFinalised':
      return { ...state, finals: [...state.finals, event.data] };
  }
};

/** Folds one event of an `enterpriseassessment-<partyId>-<cycle>` stream. */
export const evolveEnterprise = (
  state: Results<EnterpriseResult>,
  { data }: Identified<FactNamed<'EnterpriseGraded'>>,
): Results<EnterpriseResult> => [...state, data];

/** The frozen ranking of a place and year; null before. */
export type RankingState = BottomRanking | null;

/** Folds one event of a `bottomranking-<place>-<cycle>` stream: a frozen ranking stays. */
export const evolveRanking = (_: RankingState, { data }: Identified<FactNamed<'BottomRankingFrozen'>>): RankingState => data;
