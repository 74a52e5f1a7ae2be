// One subject again, after its run: held against what the run recorded of the others, who keep their places and their grades.
import { decimalUnits } from '../kernel/index.ts';
import { type ItemResult, type Result, rankedAs, resultOf } from './grading.ts';
import { cohortAt, isScored, type Measured, measure, type Scoring } from './measure.ts';
import { type Points, pointsOf } from './points.ts';
import { type Ranked, type Standing, standings } from './ranking.ts';
import { mostDecimals, tenTo } from './rational.ts';
import { named } from './standard.ts';
import { type CohortFigures, recordedStatistics } from './statistics.ts';
import type { Subject } from './subject.ts';

/** Who was ranked in which cohort, with what ranked it. */
export interface Member extends Ranked {
  readonly cohort: string;
}

/** A member of a cohort as its result was recorded; none of a subject that was not ranked. */
export const memberOf = (scoring: Scoring, { id, code, cohort, score, rank, items }: Result): Member | undefined => {
  if (cohort === null || score === null || rank === null) return undefined;
  const { by } = named(scoring.standard.schemes, named(scoring.standard.cohorts, cohort).scheme).ties;
  return { id, code, cohort, score: decimalUnits(score), keys: by.map((indicator) => keyOf(scoring, items, indicator)) };
};

const keyOf = ({ standard }: Scoring, items: readonly ItemResult[], code: string): Ranked['keys'][number] => {
  const { direction, decimals } = named(standard.indicators, code);
  const recorded = items.find(({ indicator }) => indicator === code)?.value ?? null;
  return { value: recorded === null ? 'not-supplied' : decimalUnits(recorded) / tenTo(mostDecimals - decimals), direction };
};

/** The place of a subject among the recorded members of its cohort, whose cut-offs count it and them. */
const standingAmong = (scoring: Scoring, members: readonly Member[], measured: Measured, { total }: Points): Standing | undefined => {
  if (!isScored(measured)) return undefined;
  const cohort = cohortAt(scoring, measured.cohort as number);
  const others = members.filter(({ id, cohort: code }) => code === cohort.cohort.code && id !== measured.id);
  const itself = rankedAs(cohort, { measured, total });
  return standings([...others, itself], cohort.scheme.ties, cohort.scheme.cutOffs).get(measured.id);
};

/**
 * Grades one subject of a completed run anew, with the cohort figures that the run recorded and among the members it ranked. With the
 * inputs of the run it gives the result of the run, bit by bit.
 * @param members those whom the run ranked, the subject among them or not
 */
export const rescored = (scoring: Scoring, figures: readonly CohortFigures[], members: readonly Member[], subject: Subject): Result => {
  const statistics = recordedStatistics(scoring, figures);
  const measured = measure(scoring, subject);
  const points = pointsOf(scoring, measured, statistics);
  return resultOf(scoring, subject, measured, points, statistics, standingAmong(scoring, members, measured, points));
};
