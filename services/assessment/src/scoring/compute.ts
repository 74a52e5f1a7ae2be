// The steps of the engine over a whole city, with rests between: what is kept of each subject is what ranks it, not what explains it.
import {
  inputProblems,
  isScored,
  measure,
  pointsOf,
  prepare,
  type Ranked,
  type Result,
  rankedAs,
  resultOf,
  type Scoring,
  type Standard,
  type Standing,
  type Statistics,
  standings,
  tally,
} from '@yimu/domain/scoring';
import { type MeasuredColumns, measuredColumns } from './columns.ts';
import { type Pace, paced } from './pace.ts';
import type { ScoredSubject, Subjects } from './subjects.ts';

/** A subject whose figures cannot be scored: what enters is checked, so nobody should ever see one. */
export class UnfitInputs extends Error {
  override readonly name = 'UnfitInputs';
}

export interface Computed {
  readonly count: number;
  readonly idOf: (n: number) => string;
  readonly scoring: Scoring;
  readonly statistics: Statistics;
  /** The n-th subject and its result: worked out each time it is asked for. */
  readonly at: (n: number) => { readonly subject: ScoredSubject; readonly result: Result };
}

/** Ranks all cohorts: answers the standing of every scored subject by its id. */
const rankAll = async (
  scoring: Scoring,
  count: number,
  columns: MeasuredColumns,
  statistics: Statistics,
  pace: Pace,
): Promise<ReadonlyMap<string, Standing>> => {
  const members = scoring.cohorts.map((): Ranked[] => []);
  await paced(pace, Array(count).keys(), (n) => {
    const measured = columns.at(n);
    const cohort = scoring.cohorts[measured.cohort ?? -1];
    if (cohort === undefined || !isScored(measured)) return;
    const { total } = pointsOf(scoring, measured, statistics);
    members[measured.cohort ?? -1]?.push(rankedAs(cohort, { measured, total }));
  });
  const found = new Map<string, Standing>();
  for (const [place, { scheme }] of scoring.cohorts.entries()) {
    await pace.rest();
    for (const [id, standing] of standings(members[place] ?? [], scheme.ties, scheme.cutOffs)) found.set(id, standing);
  }
  return found;
};

/**
 * Computes all results of a cycle. The same for the same subjects and standard, whatever else goes on.
 * Throws UnfitInputs for figures that are none of the standard's.
 */
export const compute = async (standard: Standard, subjects: Subjects, pace: Pace): Promise<Computed> => {
  const scoring = prepare(standard);
  const { count, idOf } = subjects;
  const columns = measuredColumns(scoring, count, idOf);
  const { widen, count: weigh, statistics: settled } = tally(scoring);
  await paced(pace, Array(count).keys(), (n) => {
    const subject = subjects.at(n, standard);
    const [problem] = inputProblems(standard, subject.inputs);
    if (problem !== undefined) throw new UnfitInputs(`${subject.id}: ${problem.quantity} ${problem.kind}`);
    const measured = measure(scoring, subject);
    columns.put(n, measured);
    widen(measured);
  });
  await paced(pace, Array(count).keys(), (n) => weigh(columns.at(n)));
  const statistics = settled();
  const found = await rankAll(scoring, count, columns, statistics, pace);
  return {
    count,
    idOf,
    scoring,
    statistics,
    at: (n) => {
      const subject = subjects.at(n, standard);
      const measured = columns.at(n);
      const { id, code, inputs } = subject;
      const points = pointsOf(scoring, measured, statistics);
      return { subject, result: resultOf(scoring, { id, code, inputs }, measured, points, statistics, found.get(id)) };
    },
  };
};
