// What commands about parties need to know from other streams.
import { fold, type Identified } from '@yimu/domain/kernel';
import { party } from '@yimu/domain/party';
import type { PartyFact } from '@yimu/domain/party/events';
import type { PartyState } from '@yimu/domain/party/state';
import type { EventStore } from '@yimu/event-store';
import { type Caller, readWithin } from '@yimu/server';

export const partyStream = ({ partyId }: { readonly partyId: string }): string => `party-${partyId}`;

const folded = (history: readonly unknown[]): PartyState => fold(party, history as readonly Identified<PartyFact>[]);

/** A party, whoever asks. */
export const partyOf = async (store: EventStore, partyId: string): Promise<PartyState> =>
  folded(await Array.fromAsync(store.readStream(partyStream({ partyId }))));

/** A party as far as the caller's scope may know of it. */
export const partyWithin = async (store: EventStore, partyId: string, caller: Caller): Promise<PartyState> =>
  folded((await readWithin(store, partyStream({ partyId }), caller.actor.scope)) ?? []);

/**
 * Whether parties were entered, wherever they are at home: that a holder, controller or successor exists is public, and an
 * id says nothing else of it.
 */
export const wereEntered = async (store: EventStore, partyIds: readonly string[]): Promise<boolean> => {
  for (const partyId of new Set(partyIds)) {
    const first = await Array.fromAsync(store.readStream(partyStream({ partyId }), { limit: 1 }));
    if (first.length === 0) return false;
  }
  return true;
};

/** The entry that goes on at the end of a chain of duplicates; undefined when one of them lies outside the caller's scope. */
export const survivorWithin = async (store: EventStore, partyId: string, caller: Caller): Promise<string | undefined> => {
  const met = new Set<string>();
  for (let next = partyId; ; ) {
    const state = await partyWithin(store, next, caller);
    if (state.kind === 'absent') return undefined;
    met.add(next);
    const { duplicate } = state;
    if (duplicate === null || duplicate.revoked || met.has(duplicate.sameAs)) return next;
    next = duplicate.sameAs;
  }
};

/** The party that holds a USCC; null while nobody does. */
export const holderOfUscc = async (store: EventStore, uscc: string): Promise<string | null> => {
  const [reserved] = await Array.fromAsync(store.readStream(`uscc-${uscc}`, { limit: 1 }));
  return reserved === undefined ? null : (reserved.data as { readonly partyId: string }).partyId;
};
