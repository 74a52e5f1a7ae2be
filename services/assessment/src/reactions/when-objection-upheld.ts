// An objection was upheld: its parcel alone is scored again, with the figures as they stand by then and in the cohort of the run that the city
// decided on. The new grade is final at once; the earlier one stays in the history.
import { parcelAssessment } from '@yimu/domain/assessment';
import { firstOf } from '@yimu/domain/kernel';
import { objectionEvents } from '@yimu/domain/objection/events';
import { type Reaction, runReactionCommand } from '@yimu/server';
import { recordResult } from '../scoring/graded.ts';
import { rescore } from '../scoring/rescore.ts';
import { resultStream } from '../scoring/streams.ts';

const name = 'rescore-upheld-objection';
const subject = 'parcel' as const;

/** Records the new result and makes it final, once, however often the event is delivered: it reads no further than the event itself. */
export const whenObjectionUpheld: Reaction = {
  name,
  filter: { types: ['ObjectionUpheld'] },
  react: async ({ store, today }, cause) => {
    const { objectionId: run, parcelId, cycle, run: among, list } = objectionEvents.ObjectionUpheld.data.parse(cause.data);
    const again = await rescore(store, { cycle, subject, subjectId: parcelId, run, among, position: cause.position });
    if (again === undefined)
      throw new Error(`the parcel ${parcelId} cannot be scored again: it has no 体检表, or the run ${among} is not completed`);
    await recordResult({ store, today, name, cause }, again.of, again.subject, again.result);
    const stream = resultStream({ ...cycle, subject }, parcelId);
    const handled = await runReactionCommand(store, {
      name,
      cause,
      // The result is the first command of this reaction on the stream.
      n: 1,
      type: 'FinaliseGrade',
      data: {
        parcelId,
        cycle,
        run,
        grade: again.result.grade,
        list,
        // The decision on the objection is what the new grade rests on.
        document: firstOf(cause.sources).number,
        jurisdictions: [again.subject.town],
      },
      stream,
      decider: parcelAssessment,
      today,
    });
    if (handled.outcome === 'done') return;
    throw new Error(`${stream}: ${handled.outcome === 'rejected' ? handled.rejection.rule : handled.outcome}`);
  },
};
