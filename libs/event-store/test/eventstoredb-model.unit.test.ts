// The whole contract on the adapter, with a model of the server in place of one. What the real one does is seen in
// eventstoredb.int.test.ts; this runs everywhere.

import type { EventStore } from '@yimu/event-store';
import { checkpointStoreContract, consumerContract, eventStoreContract } from '@yimu/event-store/contract';
import { expect, it } from 'vitest';
import { checkpointStoreThrough } from '../src/eventstoredb/eventstoredb-checkpoint-store.ts';
import { eventStoreThrough } from '../src/eventstoredb/eventstoredb-event-store.ts';
import { eventStoreDbServer } from './eventstoredb-server.ts';
import { behavesLikeTheModel } from './model.ts';

const name = 'EventStoreDB (a model of the server)';

eventStoreContract(name, async (clock) => {
  const store = await eventStoreThrough(eventStoreDbServer().client, { clock });
  return { store, close: () => store.close() };
});

checkpointStoreContract(name, async () => {
  const checkpoints = checkpointStoreThrough(eventStoreDbServer().client);
  return { checkpoints, close: () => checkpoints.close() };
});

consumerContract(name, async () => {
  const { client } = eventStoreDbServer();
  const store = await eventStoreThrough(client);
  return { store, checkpoints: checkpointStoreThrough(client), close: () => store.close() };
});

it('does to the store on a model of EventStoreDB what random appends do to a list of ids', async () => {
  const { client } = eventStoreDbServer();
  const open = () => eventStoreThrough(client);
  const reopen = async (store: EventStore) => {
    await store.close();
    return open();
  };
  await expect(behavesLikeTheModel(await open(), 60, reopen)).resolves.toBeUndefined();
});
