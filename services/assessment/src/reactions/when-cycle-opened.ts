// A cycle was opened: every parcel, or every enterprise, of its jurisdiction gets its 体检表 (一地一表, 松规划资源〔2023〕123号). What comes later a town opens.
import { cycleEvents } from '@yimu/domain/cycle/events';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { submission } from '@yimu/domain/submission';
import { type Reaction, type ReactionContext, runReactionCommand } from '@yimu/server';
import type { CyclePlace } from '../routes/cycle-place.ts';
import { submissionStream } from '../scoring/streams.ts';
import { type CycleSubject, subjectsOf } from './cycle-subjects.ts';

const name = 'health-checks-of-cycle';
/** As many as the store's connections can do beside what else goes on. */
const atATime = 32;

const open = async ({ store, today }: ReactionContext, event: RecordedEvent, place: CyclePlace, subject: CycleSubject): Promise<void> => {
  const { subject: kind, ...cycle } = place;
  const handled = await runReactionCommand(store, {
    name,
    cause: event,
    type: 'OpenHealthCheck',
    data: { ...subject, enterprises: [...subject.enterprises], subject: kind, cycle, cycleState: 'open' },
    stream: submissionStream(place, subject.subjectId),
    decider: submission,
    today,
  });
  if (handled.outcome === 'done') return;
  // A town that was faster knows better.
  if (handled.outcome === 'rejected' && handled.rejection.rule === 'submission-already-opened') return;
  const why = handled.outcome === 'rejected' ? handled.rejection.en : handled.outcome;
  throw new Error(`no health check of ${subject.subjectId} for event ${event.id}: ${why}`);
};

/** Opens one 体检表 per subject, however often the event is delivered: given up half-way it goes on with what is left. */
export const whenCycleOpened: Reaction = {
  name,
  filter: { types: ['CycleOpened'] },
  react: async (context, event) => {
    const { jurisdiction, year, subject } = cycleEvents.CycleOpened.data.parse(event.data);
    const place = { jurisdiction, year, subject };
    const subjects = await subjectsOf(context.store, place, context.today);
    for (let n = 0; n < subjects.length; n += atATime) {
      context.signal?.throwIfAborted();
      await Promise.all(subjects.slice(n, n + atATime).map((each) => open(context, event, place, each)));
    }
  },
};
