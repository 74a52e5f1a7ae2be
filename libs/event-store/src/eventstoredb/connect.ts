// The one place that knows `@eventstore/db-client`. Kept from it: reads have no deadline and subscriptions never come back by
// themselves; see patience.ts, subscribe.ts.
import { EventStoreDBClient, eventTypeFilter, type JSONType, streamNameFilter } from '@eventstore/db-client';
import type { EventStoreDbClient } from './client.ts';
import { checkConnectionString } from './connection-string.ts';
import { inTime } from './patience.ts';

/** How long the client may take to let its calls go; one that hangs goes with the process. Milliseconds. */
const goodbye = 1_000;

/**
 * Gives each append a call of its own. The call that the client would share between appends outlives a change of the leader;
 * when its node goes away later, the appends that wait on the next node are rejected and forgotten, and the answer to a forgotten
 * one ends the process. The client asks the server whether it has such a call, and here hears that it has not: credentials given
 * with each append would do the same, but log in a user where a certificate or nobody should be.
 */
const withoutSharedCall = (client: EventStoreDBClient): EventStoreDBClient => {
  if (typeof Reflect.get(client, 'supports') !== 'function')
    throw new Error('this version of @eventstore/db-client decides otherwise how it appends; see connect.ts');
  Reflect.set(client, 'supports', async () => false);
  return client;
};

/** Makes a client; it connects when it is first used. */
export const connect = (connectionString: string): EventStoreDbClient => {
  checkConnectionString(connectionString);
  // The client knows the scheme of the server's newer name no more than that name.
  const made = withoutSharedCall(EventStoreDBClient.connectionString(connectionString.replace(/^kurrentdb/, 'esdb')));
  /** Reads go to the leader: a follower may lag behind an append that was answered. */
  const fromLeader = { requiresLeader: true, resolveLinkTos: false } as const;
  let closing: Promise<void> | undefined;
  /** The client works on after its end; so what is tried again would go on being tried. */
  const client = (): EventStoreDBClient => {
    if (closing !== undefined) throw new Error('this connection to EventStoreDB is closed');
    return made;
  };
  return {
    append: async (stream, events, expectedRevision) => {
      const asBytes = events.map((event) => ({ ...event, contentType: 'application/octet-stream' as const }));
      const { nextExpectedRevision } = await client().appendToStream(stream, asBytes, { expectedRevision });
      return nextExpectedRevision;
    },
    readStream: (stream, fromRevision, direction, maxCount) => {
      const source = client().readStream(stream, { ...fromLeader, fromRevision, direction, maxCount });
      return { source, cancel: () => source.cancel() };
    },
    readAll: (fromPosition, direction, maxCount) => {
      const source = client().readAll({ ...fromLeader, fromPosition, direction, maxCount });
      return { source, cancel: () => source.cancel() };
    },
    subscribeToAll: (fromPosition, { on, regex }, onCheckpoint) => {
      const filterOn = on === 'stream' ? streamNameFilter : eventTypeFilter;
      // A checkpoint comes every `checkpointInterval` × `maxSearchWindow` events that were looked at.
      const filter = filterOn({
        regex,
        checkpointInterval: 1,
        maxSearchWindow: 256,
        checkpointReached: (_, position) => onCheckpoint(position),
      });
      const source = client().subscribeToAll({ ...fromLeader, fromPosition, filter });
      return { source, cancel: () => source.unsubscribe() };
    },
    writeMetadata: async (stream, metadata, expectedRevision) => {
      // Not the client's own way: it knows no revision of the metadata, and drops what it does not know of the rights.
      const json = { contentType: 'application/json', data: metadata as JSONType, metadata: undefined } as const;
      await client().appendToStream(`$$${stream}`, { id: crypto.randomUUID(), type: '$metadata', ...json }, { expectedRevision });
    },
    close: () => {
      closing ??= inTime(made.dispose(), goodbye).catch(() => undefined);
      return closing;
    },
  };
};
