// One platform per data folder. The lock is a socket someone listens on: the system closes it with its process, however that
// ends, so a lock can be stale but never wrong.
import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { shortPath } from './folders.ts';
import { Sentence } from './sentence.ts';

const listen = (path: string): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer((visitor) => {
      visitor.on('error', () => undefined);
      visitor.end(String(process.pid));
    });
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(path, () => resolve(server));
  });

/** The process id of who holds the lock; none if nobody does. */
const holderOf = (path: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    let answer = '';
    connect(path)
      .setEncoding('utf8')
      .on('data', (text) => {
        answer += String(text);
      })
      .on('end', () => resolve(answer))
      .on('error', () => resolve(undefined));
  });

export interface Lock {
  /** The former holder did not give it back, so it was killed, and parts of it may still be ending. */
  readonly formerWasKilled: boolean;
  release(): Promise<void>;
}

/** Takes the lock of a data folder. Throws a Sentence if a running platform holds it. */
export const takeLock = async (dataDirectory: string): Promise<Lock> => {
  const path = shortPath(join(dataDirectory, 'lock.sock'));
  let server = await listen(path);
  const formerWasKilled = server === undefined;
  if (server === undefined) {
    const holder = await holderOf(path);
    if (holder === undefined) {
      await rm(path, { force: true });
      server = await listen(path);
    }
    if (server === undefined) {
      throw new Sentence(
        `Yimu already runs on ${shortPath(dataDirectory)} (process ${holder ?? 'unknown'}); stop it first, or set YIMU_DATA to another folder.`,
      );
    }
  }
  const held = server;
  held.unref();
  return { formerWasKilled, release: () => new Promise((resolve) => held.close(() => resolve())) };
};
