// What postmaster.pid says: who runs on a data folder, and whether that is still true.

import { execFile } from 'node:child_process';
import { readFile, readlink, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PostgresUnavailable } from './errors.ts';
import { until } from './until.ts';

const run = promisify(execFile);

/** No system gives out a process id as high as this. */
const nobody = '2147483646';

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Whether the process is a PostgreSQL in this folder, not one that got the same number later, as is common in containers. */
const isPostmasterOf = async (pid: number, cluster: string): Promise<boolean> => {
  if (!isAlive(pid)) return false;
  try {
    if (process.platform === 'linux') return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(cluster));
    return (await run('ps', ['-p', String(pid), '-o', 'command='])).stdout.includes('postgres');
  } catch {
    return false; // Gone meanwhile, or of another user, so not ours.
  }
};

const readPidFile = async (cluster: string): Promise<readonly string[] | undefined> => {
  try {
    return (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

type FormerServer = { readonly state: 'none' | 'dead' } | { readonly state: 'running' | 'stopping'; readonly pid: number };

const formerServer = async (cluster: string): Promise<FormerServer> => {
  const lines = await readPidFile(cluster);
  if (lines === undefined) return { state: 'none' };
  const pid = Number.parseInt(lines[0] ?? '', 10);
  if (!(await isPostmasterOf(pid, cluster))) return { state: 'dead' };
  return { state: lines[7]?.trim() === 'stopping' ? 'stopping' : 'running', pid };
};

const strikeOutForeignProcess = async (cluster: string): Promise<void> => {
  const [pid = '', ...rest] = (await readPidFile(cluster)) ?? [];
  if (isAlive(Number.parseInt(pid, 10))) await writeFile(join(cluster, 'postmaster.pid'), [nobody, ...rest].join('\n'));
};

/** A guard whose parent was killed stops its server at once; on a busy machine that may take a moment. */
const untilOrphansStop = 2_000;
const untilStopped = 60_000;

/**
 * Makes way for a start on a data folder. A server that is stopping, or that is about to because its parent has just been
 * killed, is waited for; one that goes on running is refused. A pid file left behind stays for PostgreSQL to judge (it also
 * looks for orphans in shared memory), except that a process number which now belongs to some other program is struck out.
 */
export const awaitFormerServer = async (cluster: string): Promise<void> => {
  let former = await formerServer(cluster);
  const become = async (states: readonly string[]): Promise<boolean> => {
    former = await formerServer(cluster);
    return states.includes(former.state);
  };
  await until(() => become(['none', 'dead', 'stopping']), untilOrphansStop);
  if (former.state === 'stopping') await until(() => become(['none', 'dead']), untilStopped);
  if (former.state === 'running' || former.state === 'stopping') {
    throw new PostgresUnavailable(
      'already-running',
      `A PostgreSQL server (process ${former.pid}) already runs on ${cluster}; stop it first.`,
    );
  }
  if (former.state === 'dead') await strikeOutForeignProcess(cluster);
};
