// The city decided on the list of a district: the grade of every parcel in it becomes final, as the run found it or as the city changed it.
import { parcelAssessment } from '@yimu/domain/assessment';
import { classListEvents } from '@yimu/domain/classlist/events';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { type Reaction, type ReactionContext, runReactionCommand } from '@yimu/server';
import { cycleOf } from '../lists/places.ts';
import { type ParcelGrade, runResults } from '../lists/run-results.ts';
import { inParallel, pacing } from '../scoring/pace.ts';
import { resultStream } from '../scoring/streams.ts';

const name = 'finalise-grades';

/** Grades on their way at once. */
const atOnce = 48;

type Decided = ReturnType<typeof classListEvents.ClassListDecided.data.parse>;

/** Delivered again it is the same event on the parcel's stream, so that an interrupted reaction goes on where it stopped. */
const finalise = async ({ store, today }: ReactionContext, cause: RecordedEvent, decided: Decided, parcel: ParcelGrade): Promise<void> => {
  const { jurisdiction, edition, cycle, run, document } = decided;
  const stream = resultStream(cycleOf(decided), parcel.parcelId);
  const handled = await runReactionCommand(store, {
    name,
    cause,
    type: 'FinaliseGrade',
    data: {
      parcelId: parcel.parcelId,
      cycle,
      run,
      grade: parcel.grade,
      list: { jurisdiction, edition },
      document,
      jurisdictions: [...parcel.towns],
    },
    stream,
    decider: parcelAssessment,
    today,
  });
  if (handled.outcome === 'done') return;
  throw new Error(`${stream}: ${handled.outcome === 'rejected' ? handled.rejection.rule : handled.outcome}`);
};

export const whenClassListDecided: Reaction = {
  name,
  filter: { types: ['ClassListDecided'] },
  react: async (context, event) => {
    const decided = classListEvents.ClassListDecided.data.parse(event.data);
    const results = await runResults(context.store, cycleOf(decided), decided.run);
    if (results === undefined) throw new Error(`the run ${decided.run} that was decided on is not completed`);
    const changed = new Map(decided.changes.map(({ parcelId, grade }) => [parcelId, grade]));
    const pace = pacing(context.signal);
    await inParallel(atOnce, results.within(decided.jurisdiction), async (parcel) => {
      context.signal?.throwIfAborted();
      if (pace.due()) await pace.rest();
      await finalise(context, event, decided, { ...parcel, grade: changed.get(parcel.parcelId) ?? parcel.grade });
    });
  },
};
