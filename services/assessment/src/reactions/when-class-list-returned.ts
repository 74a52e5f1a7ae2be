// The city returned lines of a district's list: the lists of their towns are open again, with these lines.
import { townList } from '@yimu/domain/classlist';
import { classListEvents } from '@yimu/domain/classlist/events';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { type Reaction, type ReactionContext, runReactionCommand } from '@yimu/server';
import { readTownList } from '../lists/context.ts';
import { townListStream } from '../lists/places.ts';

const name = 'return-town-lists';

type Returned = ReturnType<typeof classListEvents.ClassListReturned.data.parse>;

/** Returns the edition that the district had submitted; one that the town has taken back or submitted anew meanwhile stays as it is. */
const returnTo = async (
  { store, today }: ReactionContext,
  cause: RecordedEvent,
  { cycle, subject, edition: classList, reason, lines }: Returned,
  { town, edition }: Returned['towns'][number],
): Promise<void> => {
  const of = { town, cycle, subject };
  const state = await readTownList(store, of);
  if (state.kind !== 'cleared' || state.edition !== edition) return;
  const own = lines.filter((line) => line.towns.includes(town));
  const handled = await runReactionCommand(store, {
    name,
    cause,
    type: 'ReturnTownList',
    data: { ...of, edition, reason, lines: own, classList, approver: 'above', isTaken: false },
    stream: townListStream(of),
    decider: townList,
    today,
  });
  if (handled.outcome === 'done') return;
  throw new Error(`${townListStream(of)}: ${handled.outcome === 'rejected' ? handled.rejection.rule : handled.outcome}`);
};

export const whenClassListReturned: Reaction = {
  name,
  filter: { types: ['ClassListReturned'] },
  react: async (context, event) => {
    const returned = classListEvents.ClassListReturned.data.parse(event.data);
    for (const town of returned.towns) await returnTo(context, event, returned, town);
  },
};
