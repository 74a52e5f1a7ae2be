// What the city decided of a parcel is noted with the parcel's supervision: what touches a parcel of grade C or D is looked at.
import { assessmentEvents } from '@yimu/domain/assessment/events';
import { supervision } from '@yimu/domain/supervision';
import { type Reaction, runReactionCommand } from '@yimu/server';

const { data: finalised } = assessmentEvents.GradeFinalised;

const name = 'graded-land';

/** Notes each decision once, however often the event is delivered. */
export const whenGradeFinalised: Reaction = {
  name,
  filter: { types: ['GradeFinalised'] },
  react: async ({ store, today }, event) => {
    const { list: _, ...grade } = finalised.parse(event.data);
    const handled = await runReactionCommand(store, {
      name,
      cause: event,
      type: 'NoteGrade',
      data: { ...grade, causedBy: event.id, jurisdictions: [...event.jurisdictions] },
      stream: `supervision-${grade.parcelId}`,
      decider: supervision,
      today,
    });
    if (handled.outcome === 'done') return;
    const why = handled.outcome === 'rejected' ? handled.rejection.en : handled.outcome;
    throw new Error(`the supervision of ${grade.parcelId} does not know of event ${event.id}: ${why}`);
  },
};
