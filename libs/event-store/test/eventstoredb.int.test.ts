// The contract against a server: the one that EVENTSTORE_TEST_URL names, which may hold other things (not much: whole-log
// reads have ten seconds) and be used meanwhile, else one in a container. Without either there is nothing to run against,
// and the one test says so.
import type { EventStore } from '@yimu/event-store';
import { checkpointStoreContract, consumerContract, eventStoreContract } from '@yimu/event-store/contract';
import { eventStoreDbCheckpointStore, eventStoreDbEventStore } from '@yimu/event-store/eventstoredb';
import { afterAll, expect, it } from 'vitest';
import { type GivenEventStoreDb, givenEventStoreDb } from './given-eventstoredb.ts';
import { behavesLikeTheModel } from './model.ts';

const contractOn = ({ connectionString, where, close: release }: GivenEventStoreDb): void => {
  const name = `EventStoreDB (${where})`;
  afterAll(release);

  eventStoreContract(
    name,
    async (clock) => {
      const store = await eventStoreDbEventStore({ connectionString, clock });
      return { store, close: () => store.close() };
    },
    { shared: true },
  );

  checkpointStoreContract(name, async () => {
    const checkpoints = eventStoreDbCheckpointStore({ connectionString });
    return { checkpoints, close: () => checkpoints.close() };
  });

  consumerContract(name, async () => {
    const store = await eventStoreDbEventStore({ connectionString });
    const checkpoints = eventStoreDbCheckpointStore({ connectionString });
    const close = async () => {
      await checkpoints.close();
      await store.close();
    };
    return { store, checkpoints, close };
  });

  it(`does to the store on ${name} what random appends do to a list of ids`, { timeout: 120_000 }, async () => {
    const open = () => eventStoreDbEventStore({ connectionString });
    const reopen = async (store: EventStore) => {
      await store.close();
      return open();
    };
    await expect(behavesLikeTheModel(await open(), 20, reopen)).resolves.toBeUndefined();
  });
};

const nothingToRunAgainst = (): void => {
  it('EventStoreDB: skipped, for EVENTSTORE_TEST_URL (such as esdb://127.0.0.1:2113?tls=false) is not set and no Docker engine answers', ({
    skip,
  }) => {
    expect(given).toBeUndefined();
    skip();
  });
};

const given = await givenEventStoreDb();
const register = given === undefined ? nothingToRunAgainst : () => contractOn(given);
register();
