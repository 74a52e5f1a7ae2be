import { readFile } from 'node:fs/promises';

/** Whether a process of this id exists, and is not only waiting for its parent to read how it ended. */
export const isRunning = async (pid: number): Promise<boolean> => {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    return !/^State:\s+Z/m.test(await readFile(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

/** Whether none of the processes runs any more. */
export const noneRuns = async (pids: readonly number[]): Promise<boolean> => !(await Promise.all(pids.map(isRunning))).includes(true);
