// Which adapter an address means. A client is loaded when its scheme is asked for, not before.
import type { CheckpointStore, EventStore } from '@yimu/event-store';
import { migrateEventStore, postgresCheckpointStore, postgresEventStore } from '@yimu/event-store/postgres';
import { Client } from 'pg';
import { createIfMissing } from '../local/databases.ts';
import { Sentence } from '../local/sentence.ts';

/** The address without the password, to be shown. */
export const shown = (address: string): string => {
  const url = new URL(address);
  url.password = '';
  return url.href;
};

const kindOf = (address: string): 'postgres' | 'eventstoredb' => {
  const scheme = URL.canParse(address) ? new URL(address).protocol : '';
  if (/^postgres(ql)?:$/.test(scheme)) return 'postgres';
  if (/^(esdb|kurrentdb)(\+discover)?:$/.test(scheme)) return 'eventstoredb';
  throw new Sentence(`${URL.canParse(address) ? shown(address) : 'This'}: expected an address postgres://…, esdb://… or kurrentdb://….`);
};

/** Any fault of opening as a sentence that names the store. */
const cannot = (what: string, address: string) => (error: unknown) => {
  const reason = error instanceof Error ? error.message || error.name : String(error);
  throw new Sentence(`${shown(address)} cannot be ${what}: ${reason}.`);
};

/** Opens the store at an address. Throws a Sentence. */
export const openStore = async (address: string): Promise<EventStore> => {
  if (kindOf(address) === 'postgres') return postgresEventStore({ connectionString: address }).catch(cannot('opened', address));
  const { eventStoreDbEventStore } = await import('@yimu/event-store/eventstoredb');
  return eventStoreDbEventStore({ connectionString: address }).catch(cannot('opened', address));
};

/** Opens the checkpoints that lie beside the events at an address. Throws a Sentence. */
export const openCheckpoints = async (address: string): Promise<CheckpointStore & { close(): Promise<void> }> => {
  if (kindOf(address) === 'postgres') return postgresCheckpointStore({ connectionString: address });
  const { eventStoreDbCheckpointStore } = await import('@yimu/event-store/eventstoredb');
  return eventStoreDbCheckpointStore({ connectionString: address });
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
