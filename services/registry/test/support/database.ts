import { migrateEventStore } from '@yimu/event-store/postgres';
import { testDatabase } from '@yimu/testing/postgres';
import { onTestFinished } from 'vitest';

/** The URL of a fresh events database for a login that may write; dropped when the test has finished. */
export const eventsDatabase = async (): Promise<string> => {
  const database = await testDatabase(async (client) => {
    await migrateEventStore(client);
  });
  onTestFinished(() => database.close());
  return database.urlFor('yimu_event_writer');
};
