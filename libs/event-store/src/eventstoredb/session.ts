import type { StoreIdentity } from '../position.ts';
import type { EventStoreDbClient, LogPosition } from './client.ts';
import type { Patience } from './patience.ts';
import type { StreamMemory } from './stream-memory.ts';

/**
 * What is known of the end of the log: the last event of the port, and up to where everything was looked at. Without it every
 * look would go back over the same records of others; and a head that gave up among them would move whenever one is added,
 * which a reaction answers with a checkpoint, which is one more.
 */
export interface Tail {
  own: LogPosition | undefined;
  seen: LogPosition | undefined;
}

/** What every part of one open store shares. */
export interface Session {
  readonly client: EventStoreDbClient;
  readonly identity: StoreIdentity;
  readonly limits: Patience;
  readonly memory: StreamMemory;
  readonly tail: Tail;
}
