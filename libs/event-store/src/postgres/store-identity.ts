import type { StoreIdentity } from '../position.ts';
import type { Query } from './query.ts';

/** Who the store behind a connection is. Throws when the database was not migrated. */
export const readStoreIdentity = async (query: Query): Promise<StoreIdentity> => {
  const [identity] = await query<{ id: string; epoch: number }>('select id, epoch from event_store', []);
  if (identity === undefined) throw new Error('the event store has no identity; was the database migrated?');
  return identity;
};
