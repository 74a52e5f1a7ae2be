import { checkpointStoreContract, eventStoreContract } from '@yimu/event-store/contract';
import { migrateEventStore, postgresCheckpointStore, postgresEventStore } from '@yimu/event-store/postgres';
import { testDatabase } from '@yimu/testing/postgres';
import type { Client } from 'pg';

const migrated = async (client: Client): Promise<void> => {
  await migrateEventStore(client);
};

eventStoreContract('PostgreSQL', async (clock) => {
  const database = await testDatabase(migrated);
  const store = await postgresEventStore({ connectionString: await database.urlFor('yimu_event_writer'), clock });
  const close = async () => {
    await store.close();
    await database.close();
  };
  return { store, close };
});

checkpointStoreContract('PostgreSQL', async () => {
  const database = await testDatabase(migrated);
  const checkpoints = postgresCheckpointStore({ connectionString: await database.urlFor('yimu_event_writer') });
  const close = async () => {
    await checkpoints.close();
    await database.close();
  };
  return { checkpoints, close };
});
