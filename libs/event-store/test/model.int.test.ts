import { postgresEventStore } from '@yimu/event-store/postgres';
import { expect, it } from 'vitest';
import { eventDatabase } from './event-database.ts';
import { behavesLikeTheModel } from './model.ts';

it('does to the store on PostgreSQL what random appends do to a list of ids', async () => {
  const database = await eventDatabase();
  const store = await postgresEventStore({ connectionString: await database.urlFor('yimu_event_writer') });
  await expect(behavesLikeTheModel(store, 40)).resolves.toBeUndefined();
  await store.close();
  await database.close();
});
