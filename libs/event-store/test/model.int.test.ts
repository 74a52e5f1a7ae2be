import { postgresEventStore } from '@yimu/event-store/postgres';
import { expect, it } from 'vitest';
import { eventDatabase } from './event-database.ts';
import { behavesLikeTheModel } from './model.ts';

it('does on PostgreSQL, restarts included, what random commands do to a list', async () => {
  const database = await eventDatabase();
  const connectionString = await database.urlFor('yimu_event_writer');
  const open = () => postgresEventStore({ connectionString, pollMilliseconds: 5 });
  let last = await open();
  const reopen = async () => {
    await last.close();
    last = await open();
    return last;
  };
  await expect(behavesLikeTheModel(last, 60, reopen)).resolves.toBeUndefined();
  await last.close();
  await database.close();
});
