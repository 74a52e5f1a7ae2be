// From a result to the command that records it on the subject's own stream, and how that command is given.
import { enterpriseAssessment, parcelAssessment, recorded } from '@yimu/domain/assessment';
import type { EffectiveDate, RecordedEvent } from '@yimu/domain/kernel';
import type { Result } from '@yimu/domain/scoring';
import type { EventStore } from '@yimu/event-store';
import { runReactionCommand } from '@yimu/server';
import type { CyclePlace } from '../routes/cycle-place.ts';
import type { StandardRef } from './cycle.ts';
import { resultStream } from './streams.ts';
import type { ScoredSubject } from './subjects.ts';

/** What a result belongs to. */
export interface OfRun {
  readonly cycle: CyclePlace;
  /** The run of the job, or the objection that had one subject scored again. */
  readonly run: string;
  readonly position: string;
  readonly standard: StandardRef;
}

/** What is recorded of any subject. */
export const resultData = ({ cycle, run, position, standard }: OfRun, { town }: ScoredSubject, result: Result) => ({
  cycle: { jurisdiction: cycle.jurisdiction, year: cycle.year },
  run,
  position,
  standard,
  jurisdictions: [town],
  ...recorded(result),
});

/** Who gives the command, because of what. */
export interface Giving {
  readonly store: EventStore;
  readonly today: EffectiveDate;
  /** The reaction's name. */
  readonly name: string;
  readonly cause: RecordedEvent;
}

/** Something that a run cannot go on with: what it computed was refused. */
export class ResultRefused extends Error {
  override readonly name = 'ResultRefused';
}

/**
 * Records the result of a subject with GradeParcel or GradeEnterprise. Given again for the same cause it is the same event, and nothing is
 * written twice. Throws ResultRefused when the run recorded another result of this subject before.
 */
export const recordResult = async (giving: Giving, of: OfRun, subject: ScoredSubject, result: Result): Promise<void> => {
  const { store, today, name, cause } = giving;
  const stream = resultStream(of.cycle, subject.id);
  const data = resultData(of, subject, result);
  const common = { name, cause, stream, today };
  const handled =
    of.cycle.subject === 'parcel'
      ? await runReactionCommand(store, {
          ...common,
          type: 'GradeParcel',
          data: { ...data, parcelId: subject.id, partyIds: [...subject.partyIds] },
          decider: parcelAssessment,
        })
      : await runReactionCommand(store, {
          ...common,
          type: 'GradeEnterprise',
          data: { ...data, partyId: subject.id },
          decider: enterpriseAssessment,
        });
  if (handled.outcome === 'done') return;
  throw new ResultRefused(`${stream}: ${handled.outcome === 'rejected' ? handled.rejection.rule : handled.outcome}`);
};
