// Where the bytes of evidence lie: outside the ledger, by their hash. The same bytes are kept once, whoever sent them; who may see
// them is not known here.
import type { Readable } from 'node:stream';

/** Bytes that have arrived and are not kept yet. */
export interface Incoming {
  /** SHA-256, lower-case hexadecimal, taken while they arrived. */
  readonly sha256: string;
  readonly size: number;
  /** Keeps them for good: when this resolves, they survive a crash of the machine. */
  readonly keep: () => Promise<void>;
  /** Forgets them unless they were kept. */
  readonly discard: () => Promise<void>;
}

/** Bytes on their way out. */
export interface Kept {
  readonly size: number;
  readonly bytes: Readable;
}

export interface ContentStore {
  /** Takes bytes in. Rejects with whatever the bytes reject with, and then leaves nothing behind. */
  readonly receive: (bytes: AsyncIterable<Uint8Array>) => Promise<Incoming>;
  /** The bytes with this hash, none if they were never kept. */
  readonly open: (sha256: string) => Promise<Kept | undefined>;
}
