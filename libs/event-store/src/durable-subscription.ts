// What a consumer that must not lose its place needs beside the feed: one leader at a time, a checkpoint that only the
// leader can move, and a place for events it could not handle. Reactions keep all three beside the events; projections keep
// theirs beside their rows. consume/consume.ts is the one runner on top of it.

/** A leader's hold on a consumer. The epoch rises with every change of leader: an older one can no longer write. */
export interface Lease {
  readonly consumer: string;
  readonly epoch: number;
  /** Where the last leader stopped, none at the first start. */
  readonly checkpoint: string | undefined;
}

/** An event that a consumer could not handle, or one that waits behind it in the same stream. It names the event and keeps nothing of it. */
export interface ParkedEvent {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly eventId: string;
  /** How often its handling failed; 0 for one that only waits behind another. */
  readonly attempts: number;
  /** The kind and place of the last error, never its message, which may quote the event; none for one that only waits. */
  readonly error: string | undefined;
}

/** A stream that is held back. */
export interface ParkedStream {
  readonly stream: string;
  readonly events: number;
  /** Somebody has asked for its replay, and the leader has not come to it yet. */
  readonly replayRequested: boolean;
}

/** Where a consumer stands, for whoever looks after it. */
export interface ConsumerState {
  readonly consumer: string;
  /** Who leads; none after a release or when the lease has run out. */
  readonly owner: string | undefined;
  readonly epoch: number;
  readonly checkpoint: string | undefined;
  readonly parkedEvents: number;
  readonly parkedStreams: number;
}

export interface CheckpointStore {
  /**
   * Takes or renews the lease for `ttlMilliseconds`; undefined while somebody else holds it. A lease that ran out is taken
   * anew, with a higher epoch, by its old owner too. `owner` names one start of one process, never two.
   */
  acquire(consumer: string, owner: string, ttlMilliseconds: number): Promise<Lease | undefined>;
  /** Moves the checkpoint and renews; false when the lease has passed to another leader, whose work must not be disturbed. */
  advance(lease: Lease, owner: string, position: string, ttlMilliseconds: number): Promise<boolean>;
  /** Lets the lease go, so that the next leader need not wait for it to run out. */
  release(lease: Lease, owner: string): Promise<void>;
  /**
   * Parks an event and moves the checkpoint up to it (never back), both or neither; false when the lease has passed on. One
   * that failed (attempts > 0) ends the replay of its stream; one that waits behind a stream under replay is replayed too.
   */
  park(lease: Lease, owner: string, event: ParkedEvent): Promise<boolean>;
  /** Takes out an event that has been handled at last; false when the lease has passed on. */
  unpark(lease: Lease, owner: string, position: string): Promise<boolean>;
  /** Parked events in position order, of all streams or of one, at most `limit`. */
  parked(consumer: string, options?: { readonly stream?: string; readonly limit?: number }): Promise<readonly ParkedEvent[]>;
  /** The streams held back, in the order of their names. */
  parkedStreams(consumer: string): Promise<readonly ParkedStream[]>;
  /** Asks the leader to try a stream, or every stream held back, again in order. Answers how many streams that are. */
  requestReplay(consumer: string, stream?: string): Promise<number>;
  /** Every consumer that ever led, in the order of their names. */
  consumers(): Promise<readonly ConsumerState[]>;
}
