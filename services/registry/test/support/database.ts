import { migrate } from '@yimu/event-store/migrate';
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

const makeVault = async (client: Parameters<typeof migrate>[0]): Promise<void> => {
  await migrate(client, new URL('../../migrations/', import.meta.url));
};

/** A fresh database for a vault: its URL for whoever may do everything, and for the login of the registry. */
export const vaultDatabase = async (): Promise<{ readonly owner: string; readonly keeper: string }> => {
  const database = await testDatabase(makeVault);
  onTestFinished(() => database.close());
  return { owner: database.url, keeper: await database.urlFor('yimu_vault_keeper') };
};
