// Which adapter an address means. A driver is loaded when its scheme is asked for, not before.
import type { CheckpointStore } from './durable-subscription.ts';
import type { EventStore } from './event-store.ts';

export type StoreKind = 'postgres' | 'eventstoredb';

/** What an address names, by its scheme alone (several hosts make no URL); undefined when it is none of ours. */
export const storeKindOf = (address: string): StoreKind | undefined => {
  if (/^postgres(ql)?:\/\/./.test(address)) return 'postgres';
  return /^(esdb|kurrentdb)(\+discover)?:\/\/./.test(address) ? 'eventstoredb' : undefined;
};

const knownKindOf = (address: string): StoreKind => {
  const kind = storeKindOf(address);
  if (kind === undefined) throw new Error('expected an address postgres://…, esdb://… or kurrentdb://…');
  return kind;
};

/** For PostgreSQL: what the server shows as the name of the connections, and how many there are at most. */
export interface OpenOptions {
  readonly application_name?: string;
  readonly max?: number;
}

/** An open store, and who holds its feed up, for how many milliseconds: nobody ever does where a store has no fence. */
export interface OpenStore {
  readonly store: EventStore;
  readonly fenceHolders: () => Promise<readonly { readonly pid: number; readonly milliseconds: number }[]>;
}

/** Opens the store at an address. Throws an Error for a scheme that is none of ours, else what the adapter throws. */
export const openEventStore = async (address: string, options: OpenOptions = {}): Promise<OpenStore> => {
  if (knownKindOf(address) === 'postgres') {
    const { postgresEventStore } = await import('./postgres/index.ts');
    const store = await postgresEventStore({ ...options, connectionString: address });
    return { store, fenceHolders: async () => (await store.diagnostics()).fenceHolders };
  }
  const { eventStoreDbEventStore } = await import('./eventstoredb/index.ts');
  return { store: await eventStoreDbEventStore({ connectionString: address }), fenceHolders: async () => [] };
};

/** Opens the checkpoints that lie beside the events at an address. Throws as openEventStore does. */
export const openCheckpointStore = async (
  address: string,
  { application_name }: OpenOptions = {},
): Promise<CheckpointStore & { close(): Promise<void> }> => {
  if (knownKindOf(address) === 'postgres') {
    const { postgresCheckpointStore } = await import('./postgres/index.ts');
    return postgresCheckpointStore({ connectionString: address, ...(application_name === undefined ? {} : { application_name }) });
  }
  const { eventStoreDbCheckpointStore } = await import('./eventstoredb/index.ts');
  return eventStoreDbCheckpointStore({ connectionString: address });
};
