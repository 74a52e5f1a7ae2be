import type { StoreIdentity } from '../position.ts';
import type { EventStoreDbClient } from './client.ts';
import type { Tail } from './head.ts';
import type { Patience } from './patience.ts';
import type { StreamMemory } from './stream-memory.ts';

/** What every part of one open store shares. */
export interface Session {
  readonly client: EventStoreDbClient;
  readonly identity: StoreIdentity;
  readonly limits: Patience;
  readonly memory: StreamMemory;
  readonly tail: Tail;
}
