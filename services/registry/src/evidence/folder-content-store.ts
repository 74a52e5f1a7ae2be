// Evidence in a folder: incoming/ holds what is arriving, sha256/ab/cd/abcd… what is kept. A file stands under its hash only when it is
// whole and on the disk; what a killed process left in incoming/ goes at the next start.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import type { ContentStore } from './content-store.ts';

/** Longer than any upload may take. */
const abandonedAfter = 3_600_000;

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Whether nobody writes this file any more. Processes of other machines, which may share the folder, are only known by their patience. */
const isAbandoned = async (path: string, name: string): Promise<boolean> => {
  const [host, pid] = name.split('~');
  if (host === hostname() && (Number(pid) === process.pid || !isRunning(Number(pid)))) return true;
  const written = await stat(path).catch(() => undefined);
  return written !== undefined && Date.now() - written.mtimeMs > abandonedAfter;
};

const removeAbandoned = async (incoming: string): Promise<void> => {
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    if (await isAbandoned(path, name)) await rm(path, { force: true });
  }
};

/** Makes the names in a folder survive a crash of the machine. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/**
 * Opens a content store in a folder, which is made if absent, and clears it of what was never completed. To be opened once per process.
 * Throws when the folder cannot be used.
 */
export const folderContentStore = async (directory: string): Promise<ContentStore> => {
  const incoming = join(directory, 'incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await removeAbandoned(incoming);
  const placeOf = (sha256: string): string => join(directory, 'sha256', sha256.slice(0, 2), sha256.slice(2, 4), sha256);

  const keep = async (path: string, sha256: string): Promise<void> => {
    const place = placeOf(sha256);
    const folder = dirname(place);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await rename(path, place);
    for (const changed of [folder, dirname(folder), dirname(dirname(folder)), directory]) await syncFolder(changed);
  };

  return {
    receive: async (bytes) => {
      const path = join(incoming, `${hostname()}~${process.pid}~${randomUUID()}`);
      const hash = createHash('sha256');
      let size = 0;
      const counted = async function* () {
        for await (const chunk of bytes) {
          hash.update(chunk);
          size += chunk.length;
          yield chunk;
        }
      };
      const file = await open(path, 'wx', 0o600);
      try {
        await file.writeFile(counted());
        await file.sync();
      } catch (error) {
        await rm(path, { force: true });
        throw error;
      } finally {
        await file.close();
      }
      const sha256 = hash.digest('hex');
      return { sha256, size, keep: () => keep(path, sha256), discard: () => rm(path, { force: true }) };
    },
    open: async (sha256) => {
      const file = await open(placeOf(sha256), 'r').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      if (file === undefined) return undefined;
      const { size } = await file.stat();
      return { size, bytes: file.createReadStream() };
    },
  };
};
