// The data folder: `cluster/` is PostgreSQL's own, `superuser-password` lies beside it.
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { PostgresUnavailable } from './errors.ts';
import { startGuarded } from './guarded.ts';
import type { OrdinaryUser } from './ordinary-user.ts';

/** A data folder ready to be served. */
export interface Cluster {
  readonly directory: string;
  /** How the server itself names the folder, see `nameInside`. */
  readonly name: string;
  readonly password: string;
}

/**
 * A folder may lie where its user cannot go: under /root, or in a folder of `mktemp -d`. A process that was put into it
 * before it became that user works in it all the same, as long as it calls it by a name that does not lead through the
 * folders above. So the data stays in the clone, and whoever removes the clone removes its data.
 */
const nameInside = (directory: string, user: OrdinaryUser | undefined): string =>
  user !== undefined && process.platform === 'linux' ? '/proc/self/cwd' : directory;

const readIfThere = async (path: string): Promise<string | undefined> => {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

const requireSameVersion = async (directory: string, version: string): Promise<void> => {
  const found = await readIfThere(join(directory, 'PG_VERSION'));
  if (found === version) return;
  throw new PostgresUnavailable(
    'other-version',
    `The data in ${directory} was written by PostgreSQL ${found ?? '(unknown)'} and this is ${version}; move it away or bring it over with pg_dump.`,
  );
};

interface ClusterOptions {
  readonly binaries: Binaries;
  readonly user: OrdinaryUser | undefined;
  readonly durable: boolean;
  readonly onLog: (line: string) => void;
}

const initialise = async (folder: string, { binaries, user, durable, onLog }: ClusterOptions): Promise<void> => {
  // What a killed initdb left behind is of no use to anybody. It may be on its way out and still write, hence more than one try.
  const leftovers = (await readdir(folder)).filter((name) => name.startsWith('partial-'));
  for (const name of leftovers) await rm(join(folder, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });

  const password = randomBytes(24).toString('base64url');
  const passwordFile = join(folder, 'superuser-password');
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  const partial = join(folder, `partial-${randomBytes(6).toString('hex')}`);
  await mkdir(partial, { mode: 0o700 });
  if (user !== undefined) for (const path of [passwordFile, partial]) await chown(path, user.uid, user.gid);

  const lines: string[] = [];
  const initdb = startGuarded(
    binaries.initdb,
    [
      `--pgdata=${nameInside(partial, user)}`,
      '--username=postgres',
      `--pwfile=${nameInside(partial, user)}/../superuser-password`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ],
    { directory: partial, user, onLine: (line) => lines.push(line) },
  );
  const { code } = await initdb.ended;
  for (const line of lines) onLog(line);
  if (code !== 0) {
    await rm(partial, { recursive: true, force: true });
    const why = lines.findLast((line) => /error|fatal|could not|cannot/i.test(line)) ?? `initdb ended with code ${code ?? 'unknown'}`;
    throw new PostgresUnavailable('initdb-failed', `No database could be set up in ${folder}: ${why}`);
  }
  await rename(partial, join(folder, 'cluster'));
  const handle = await open(folder);
  if (durable) await handle.sync();
  await handle.close();
};

/** Opens the data folder, and sets it up first if nothing usable is in it. */
export const openCluster = async (dataDirectory: string, version: string, options: ClusterOptions): Promise<Cluster> => {
  const { user } = options;
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  const folder = await realpath(dataDirectory);
  await chmod(folder, 0o700);
  if (user !== undefined) await chown(folder, user.uid, user.gid);
  const directory = join(folder, 'cluster');
  const exists = await stat(directory).then(
    () => true,
    () => false,
  );
  if (exists) await requireSameVersion(directory, version);
  else await initialise(folder, options);
  const password = await readIfThere(join(folder, 'superuser-password'));
  if (password === undefined) {
    throw new PostgresUnavailable(
      'unreadable-data',
      `The file ${join(folder, 'superuser-password')} is missing; put it back or move ${folder} away to start empty.`,
    );
  }
  return { directory, name: nameInside(directory, user), password };
};
