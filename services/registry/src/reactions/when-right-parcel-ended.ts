// The parcel of a title is no more, or a contract turns out to name one that is no more: each such contract says so and asks for a
// person. Titles know their contracts and when their parcel ended; whichever of both is told last sets this off.
import { contract } from '@yimu/domain/contract';
import { foldRecorded, type RecordedEvent } from '@yimu/domain/kernel';
import { title } from '@yimu/domain/right';
import { rightEvents } from '@yimu/domain/right/events';
import { parcelEnding } from '@yimu/domain/right/state';
import type { Reaction, ReactionContext } from '@yimu/server';
import { runReactionCommand } from '@yimu/server';

const name = 'right-parcel-ended';

type Said = Pick<Parameters<typeof contract.decide>[0], 'type' | 'data'>;

const tell = async ({ store, today }: ReactionContext, event: RecordedEvent, n: number, said: Said, on = event.effectiveOn) => {
  const stream = `contract-${said.data.contractId}`;
  const signed = foldRecorded(contract, await Array.fromAsync(store.readStream(stream)));
  if (signed.kind === 'absent') throw new Error(`${stream} was never signed`);
  // A contract that names a parcel which had ended before says so from its own first day on.
  const effectiveOn = on < signed.since ? signed.since : on;
  const handled = await runReactionCommand(store, { name, cause: event, n, ...said, stream, decider: contract, today, effectiveOn });
  if (handled.outcome !== 'done') throw new Error(`${said.type} on ${stream} for event ${event.id}: ${handled.outcome}`);
};

/** Tells every contract of the parcel once, however often the event is delivered. */
export const whenRightParcelEnded: Reaction = {
  name,
  filter: { types: ['TitleParcelEnded', 'TitleParcelRestored', 'TitleContractNamed'] },
  react: async (context, event) => {
    const history = await Array.fromAsync(context.store.readStream(event.stream));
    const state = foldRecorded(title, history);
    const { parcelId } = rightEvents.TitleContractNamed.data.pick({ parcelId: true }).loose().parse(event.data);
    if (event.type === 'TitleParcelRestored') {
      const { endedBy } = rightEvents.TitleParcelRestored.data.parse(event.data);
      for (const [n, contractId] of state.contracts.entries())
        await tell(context, event, n, { type: 'RecordContractParcelRestored', data: { contractId, parcelId, endedBy } });
      return;
    }
    const ending = parcelEnding(state);
    if (ending === undefined) return;
    const { endedBy, on } = ending;
    const successors = [...ending.successors];
    for (const [n, contractId] of state.contracts.entries())
      await tell(context, event, n, { type: 'RecordContractParcelEnded', data: { contractId, parcelId, endedBy, successors } }, on);
  },
};
