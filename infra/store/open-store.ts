// Stores by their addresses, with every fault as a sentence.
import type { CheckpointStore, EventStore } from '@yimu/event-store';
import { openCheckpointStore, openEventStore, type StoreKind, storeKindOf } from '@yimu/event-store/open';
import { migrateEventStore } from '@yimu/event-store/postgres';
import { Client } from 'pg';
import { createIfMissing } from '../local/databases.ts';
import { Sentence } from '../local/sentence.ts';

/** The address without the password, to be shown. */
export const shown = (address: string): string => address.replace(/^([a-z+]+:\/\/[^/:@]*):[^@]*@/, '$1@');

const kindOf = (address: string): StoreKind => {
  const kind = storeKindOf(address);
  if (kind === undefined) throw new Sentence(`${shown(address)}: expected an address postgres://…, esdb://… or kurrentdb://….`);
  return kind;
};

/** Any fault of opening as a sentence that names the store. */
const cannot = (what: string, address: string) => (error: unknown) => {
  const reason = error instanceof Error ? error.message || error.name : String(error);
  throw new Sentence(`${shown(address)} cannot be ${what}: ${reason}.`);
};

/** Opens the store at an address. Throws a Sentence. */
export const openStore = async (address: string): Promise<EventStore> => {
  kindOf(address);
  return (await openEventStore(address).catch(cannot('opened', address))).store;
};

/** Opens the checkpoints that lie beside the events at an address. Throws a Sentence. */
export const openCheckpoints = async (address: string): Promise<CheckpointStore & { close(): Promise<void> }> => {
  kindOf(address);
  return openCheckpointStore(address).catch(cannot('opened', address));
};

/** Makes an event store of a PostgreSQL database that is none yet; other stores need no preparation. Throws a Sentence. */
export const prepareStore = async (address: string): Promise<void> => {
  if (kindOf(address) !== 'postgres') return;
  const prepare = async (): Promise<void> => {
    await createIfMissing(address);
    const client = new Client({ connectionString: address });
    await client.connect();
    try {
      const { rows } = await client.query<{ ready: boolean }>(`select to_regclass('event_store') is not null as ready`);
      if (rows[0]?.ready !== true) await migrateEventStore(client);
    } finally {
      await client.end();
    }
  };
  await prepare().catch(cannot('prepared', address));
};
