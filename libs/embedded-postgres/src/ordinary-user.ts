// PostgreSQL refuses to run as root, and so it should. As root we lend it an existing ordinary user; we never create one.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PostgresUnavailable } from './errors.ts';

const run = promisify(execFile);

/** Numbers of a user of this system, as `spawn` and `chown` take them. */
export interface OrdinaryUser {
  readonly uid: number;
  readonly gid: number;
}

const numbersOf = async (name: string): Promise<OrdinaryUser | undefined> => {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    // Some systems write nobody's -2 as an unsigned number.
    return { uid: Number(uid.stdout) | 0, gid: Number(gid.stdout) | 0 };
  } catch {
    return undefined; // `id` knows no such user.
  }
};

/** The user to run PostgreSQL as: none (ourselves) unless we are root, then `postgres`, else `nobody`. */
export const ordinaryUser = async (): Promise<OrdinaryUser | undefined> => {
  if (process.geteuid?.() !== 0) return undefined;
  const user = (await numbersOf('postgres')) ?? (await numbersOf('nobody'));
  if (user === undefined || user.uid === 0) {
    throw new PostgresUnavailable(
      'no-user',
      'PostgreSQL does not run as root, and this system has neither a user postgres nor nobody; run as an ordinary user.',
    );
  }
  return user;
};
