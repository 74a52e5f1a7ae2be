import { consumerContract } from '@yimu/event-store/contract';
import { postgresCheckpointStore, postgresEventStore } from '@yimu/event-store/postgres';
import { eventDatabase } from './event-database.ts';

consumerContract('PostgreSQL', async () => {
  const database = await eventDatabase();
  const connectionString = await database.urlFor('yimu_event_writer');
  const store = await postgresEventStore({ connectionString, pollMilliseconds: 5 });
  const checkpoints = postgresCheckpointStore({ connectionString });
  const close = async () => {
    await checkpoints.close();
    await store.close();
    await database.close();
  };
  return { store, checkpoints, close };
});
