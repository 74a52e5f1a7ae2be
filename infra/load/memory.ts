import { readdir, readFile } from 'node:fs/promises';
import type { Platform } from '../local/platform.ts';

/** Resident memory of a process in MB; shared pages count in each process that uses them. */
export const residentOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
};

/** Memory of PostgreSQL's processes together, each shared page counted once (PSS), in MB. */
const proportionalOf = async (pid: number): Promise<number> => {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  return Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) / 1024;
};

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
}

const processes = async (): Promise<readonly Process[]> => {
  const pids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
      return { pid, parent: Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1] ?? 0), name: /^Name:\s+(.+)$/m.exec(status)?.[1] ?? '' };
    }),
  );
  return found;
};

/** The processes that a process started, and those that they started. */
export const descendants = async (pid: number): Promise<readonly Process[]> => {
  const all = await processes();
  const below = (parent: number): readonly Process[] =>
    all.filter((each) => each.parent === parent).flatMap((child) => [child, ...below(child.pid)]);
  return below(pid);
};

/** Memory at rest of each part of a running platform, in MB, by name. Linux only. */
export const memoryOfDescendants = async ({ parts }: Platform): Promise<Readonly<Record<string, number>>> => {
  const memory: Record<string, number> = {};
  for (const { name, pid } of parts) if (pid !== undefined) memory[name] = await residentOf(pid);
  let postgres = 0;
  for (const { pid, name } of await descendants(process.pid)) if (name === 'postgres') postgres += await proportionalOf(pid);
  return { ...memory, PostgreSQL: postgres, 'supervisor (here with the bench itself)': await residentOf(process.pid) };
};
