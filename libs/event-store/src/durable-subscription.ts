// What a consumer that must not lose its place needs beside the feed: one leader at a time, and a checkpoint that only the
// leader can move. Reactions keep both beside the events; projections keep theirs beside their rows.

/** A leader's hold on a consumer. The epoch rises with every change of leader: an older one can no longer write. */
export interface Lease {
  readonly consumer: string;
  readonly epoch: number;
  /** Where the last leader stopped, none at the first start. */
  readonly checkpoint: string | undefined;
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
}
