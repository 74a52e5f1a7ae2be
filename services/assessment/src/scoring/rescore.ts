// One subject scored again after an objection was upheld: with its figures as they are now, against the cohort figures and among the members
// of a completed run. Everyone else keeps rank and grade.
import { standingRun } from '@yimu/domain/cycle';
import type { Run } from '@yimu/domain/cycle/state';
import { type Member, memberOf, prepare, type Result, rescored } from '@yimu/domain/scoring';
import type { EventStore } from '@yimu/event-store';
import type { CyclePlace } from '../routes/cycle-place.ts';
import { type ReadCycle, readCycle, readStandard, readStarted } from './cycle.ts';
import type { OfRun } from './graded.ts';
import { readResults } from './results.ts';
import { submissionStream } from './streams.ts';
import { readSubject, type ScoredSubject } from './subjects.ts';

export interface Rescoring {
  readonly cycle: Pick<CyclePlace, 'jurisdiction' | 'year'>;
  readonly subject: CyclePlace['subject'];
  readonly subjectId: string;
  /** What the new result is recorded under: the objection. */
  readonly run: string;
  /** The completed run in whose cohorts it is scored; the last one unless it is said. */
  readonly among?: string;
  /** Figures are read up to and including this position. */
  readonly position: string;
}

/** A new result with all that `recordResult` needs to record it. */
export interface Rescored {
  readonly of: OfRun;
  readonly subject: ScoredSubject;
  readonly result: Result;
}

const runAmong = (cycle: ReadCycle, among: string | undefined): Run | undefined =>
  among === undefined ? standingRun(cycle) : cycle.runs.find(({ id, kind }) => id === among && kind === 'completed');

/** Scores one subject again; undefined when there is no such run, or when the subject has no 体检表. Records nothing. */
export const rescore = async (
  store: EventStore,
  { cycle: { jurisdiction, year }, subject: kind, subjectId, run, among, position }: Rescoring,
): Promise<Rescored | undefined> => {
  const place = { jurisdiction, year, subject: kind };
  const cycle = await readCycle(store, place);
  const standing = cycle === undefined ? undefined : runAmong(cycle, among);
  const started = standing === undefined ? undefined : await readStarted(store, place, standing.id);
  const standard = started === undefined ? undefined : await readStandard(store, place, started.standard);
  if (standing === undefined || started === undefined || standard === undefined) return undefined;
  const subject = await readSubject(
    store,
    submissionStream(place, subjectId),
    subjectId,
    { upTo: position, figureYear: standing.figureYear },
    standard,
  );
  if (subject === undefined) return undefined;
  const scoring = prepare(standard);
  const members: Member[] = [];
  for await (const { result } of readResults(store, place, { after: started.position, upTo: started.endedAt, run: standing.id })) {
    const member = memberOf(scoring, result);
    if (member !== undefined) members.push(member);
  }
  const { id, code, inputs } = subject;
  const result = rescored(scoring, standing.cohorts, members, { id, code, inputs });
  return { of: { cycle: place, run, position, standard: started.standard }, subject, result };
};
