// For tests and for the generated reference; nothing outlives the process.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ContentStore } from './content-store.ts';

/** A content store in memory. `hashes` shows what it keeps. */
export const memoryContentStore = (): ContentStore & { readonly hashes: () => readonly string[] } => {
  const kept = new Map<string, Buffer>();
  return {
    receive: async (arriving) => {
      const bytes = Buffer.concat(await Array.fromAsync(arriving));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { sha256, size: bytes.length, keep: async () => void kept.set(sha256, bytes), discard: async () => undefined };
    },
    open: async (sha256) => {
      const bytes = kept.get(sha256);
      return bytes === undefined ? undefined : { size: bytes.length, bytes: Readable.from([bytes]) };
    },
    hashes: () => [...kept.keys()],
  };
};
