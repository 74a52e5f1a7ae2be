// A vault that was restored from a backup has keys again that were destroyed since: the events remember whose.
import type { PartyEvent } from '@yimu/domain/party/events';
import type { EventStore } from '@yimu/event-store';
import type { PersonVault } from './person-vault.ts';

/** Destroys the key of everybody who was erased; of most it is destroyed already. Answers how many were erased, ever. */
export const eraseAgain = async (store: EventStore, vault: PersonVault): Promise<number> => {
  let erased = 0;
  for await (const event of store.readAll({ filter: { types: ['PersonErased'] } })) {
    const { data } = event as unknown as Extract<PartyEvent, { type: 'PersonErased' }>;
    await vault.erase(data.partyId);
    erased += 1;
  }
  return erased;
};
