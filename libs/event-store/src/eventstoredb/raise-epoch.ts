import { formatPosition } from '../position.ts';
import type { EventStoreDbClient } from './client.ts';
import { connect } from './connect.ts';
import { consumerStreams } from './consumer-stream.ts';
import { patience } from './patience.ts';
import { raiseStoreEpoch } from './store-identity.ts';

/**
 * To be run once after a restore, with all services stopped: positions given since the backup mean other events now, so every
 * holder of one must be told. What lies beside the events was restored with them and stays true; it gets the new epoch, and
 * no consumer has a leader any more. Answers the epoch.
 */
export const raiseEventStoreDbEpoch = async ({ connectionString }: { readonly connectionString: string }): Promise<number> => {
  const client = connect(connectionString);
  try {
    return await raiseEpochThrough(client);
  } finally {
    await client.close();
  }
};

/** The same through any client; tests script one. */
export const raiseEpochThrough = async (client: EventStoreDbClient, limits = patience): Promise<number> => {
  const identity = await raiseStoreEpoch({ client, limits });
  const consumers = consumerStreams({ client, limits });
  const prefix = formatPosition(identity, 0n).slice(0, -19);
  const moved = (position: string): string => prefix + position.slice(prefix.length);
  for (const name of await consumers.names()) await consumers.moveTo(name, moved);
  return identity.epoch;
};
