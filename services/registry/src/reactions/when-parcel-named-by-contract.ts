// A contract names parcels: each title keeps which contracts do, so that what becomes of the parcel finds them.
import { contractEvents } from '@yimu/domain/contract/events';
import { foldRecorded } from '@yimu/domain/kernel';
import { parcel } from '@yimu/domain/parcel';
import { title } from '@yimu/domain/right';
import type { EventStore } from '@yimu/event-store';
import type { Reaction } from '@yimu/server';
import { runReactionCommand } from '@yimu/server';

const name = 'parcel-named-by-contract';
const naming = contractEvents.ContractSigned.data.pick({ contractId: true, parcelIds: true }).loose();

const townOf = async (store: EventStore, parcelId: string): Promise<string> => {
  const history = await Array.fromAsync(store.readStream(`parcel-${parcelId}`));
  const state = foldRecorded(parcel, history);
  if (state.kind === 'absent') throw new Error(`parcel ${parcelId} was never entered`);
  return state.jurisdiction;
};

/** Enters the contract under its parcels once, however often the event is delivered. */
export const whenParcelNamedByContract: Reaction = {
  name,
  filter: { types: ['ContractSigned', 'ContractCorrected'] },
  react: async ({ store, today }, event) => {
    const { contractId, parcelIds } = naming.parse(event.data);
    for (const [n, parcelId] of parcelIds.entries()) {
      const data = { parcelId, contractId, jurisdiction: await townOf(store, parcelId) };
      const asked = { type: 'NameTitleContract' as const, data, stream: `title-${parcelId}`, decider: title, today };
      const handled = await runReactionCommand(store, { name, cause: event, n, ...asked });
      if (handled.outcome !== 'done')
        throw new Error(`contract ${contractId} was not entered under parcel ${parcelId} for event ${event.id}: ${handled.outcome}`);
    }
  },
};
