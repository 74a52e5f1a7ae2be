// The one place that knows `@eventstore/db-client`. Kept from it: reads have no deadline, subscriptions never come back by
// themselves, and a lost answer to an append on the shared (batch) call is waited for without end; see patience.ts, subscribe.ts.
import { EventStoreDBClient, eventTypeFilter, streamNameFilter } from '@eventstore/db-client';
import type { EventStoreDbClient } from './client.ts';

interface Shared {
  readonly client: EventStoreDBClient;
  users: number;
}

/**
 * One client for each connection string of a process. Clients keep their pending appends in one map for the whole process,
 * and a broken call of one of them rejects and forgets the appends of all; an answer to a forgotten one then ends the process.
 */
const clients = new Map<string, Shared>();

const take = (connectionString: string): Shared => {
  // The client knows the scheme of the server's newer name no more than that name.
  const address = connectionString.replace(/^kurrentdb/, 'esdb');
  const shared = clients.get(connectionString) ?? { client: EventStoreDBClient.connectionString(address), users: 0 };
  clients.set(connectionString, shared);
  shared.users += 1;
  return shared;
};

/** Throws for settings under which appends answer wrongly: a refused append would report revision 1 instead of the stream's. */
const check = (connectionString: string): void => {
  if (/[?&]throwOnAppendFailure=false/i.test(connectionString))
    throw new Error('throwOnAppendFailure=false makes the client answer wrong revisions; leave it out of the connection string');
};

/**
 * Makes a client; it connects when it is first used. User and password belong into the connection string: given with each
 * call they would switch off the shared call for appends.
 */
export const connect = (connectionString: string): EventStoreDbClient => {
  check(connectionString);
  const shared = take(connectionString);
  const { client } = shared;
  /** Reads go to the leader: a follower may lag behind an append that was answered. */
  const fromLeader = { requiresLeader: true, resolveLinkTos: false } as const;
  let open = true;
  return {
    append: async (stream, events, expectedRevision) => {
      const asBytes = events.map((event) => ({ ...event, contentType: 'application/octet-stream' as const }));
      const { nextExpectedRevision } = await client.appendToStream(stream, asBytes, { expectedRevision });
      return nextExpectedRevision;
    },
    readStream: (stream, fromRevision, direction, maxCount) => {
      const source = client.readStream(stream, { ...fromLeader, fromRevision, direction, maxCount });
      return { source, cancel: () => source.cancel() };
    },
    readAll: (fromPosition, direction, maxCount) => {
      const source = client.readAll({ ...fromLeader, fromPosition, direction, maxCount });
      return { source, cancel: () => source.cancel() };
    },
    subscribeToAll: (after, { on, regex }, onCheckpoint) => {
      const filterOn = on === 'stream' ? streamNameFilter : eventTypeFilter;
      // A checkpoint comes every `checkpointInterval` × `maxSearchWindow` events that were looked at.
      const filter = filterOn({
        regex,
        checkpointInterval: 1,
        maxSearchWindow: 256,
        checkpointReached: (_, position) => onCheckpoint(position),
      });
      const source = client.subscribeToAll({ ...fromLeader, fromPosition: after ?? 'start', filter });
      return { source, cancel: () => source.unsubscribe() };
    },
    truncateBefore: async (stream, truncateBefore) => {
      await client.setStreamMetadata(stream, { truncateBefore });
    },
    close: async () => {
      if (!open) return;
      open = false;
      shared.users -= 1;
      if (shared.users > 0) return;
      clients.delete(connectionString);
      await client.dispose();
    },
  };
};
