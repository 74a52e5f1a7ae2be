import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { startGuarded } from '../src/guarded.ts';
import { isRunning, membersOfGroup } from './processes.ts';

/** A guarded program that prints its own id and that of its waiter, then sleeps. */
const sleeper = async () => {
  const lines: string[] = [];
  const said = new EventTarget();
  const guarded = startGuarded('/bin/sh', ['-c', 'echo "$$ $PPID"; exec sleep 600'], {
    directory: '/',
    user: undefined,
    onLine: (line) => {
      lines.push(line);
      said.dispatchEvent(new Event('line'));
    },
  });
  if (lines.length === 0) await once(said, 'line');
  const [program = 0, waiter = 0] = (lines[0] ?? '').split(' ').map(Number);
  const reader = (await membersOfGroup(waiter)).find((pid) => pid !== program && pid !== waiter) ?? 0;
  return { guarded, program, waiter, reader };
};

const noneLeft = async (pids: readonly number[]): Promise<boolean> => !(await Promise.all(pids.map(isRunning))).includes(true);

describe('a guarded process', () => {
  it('ends when asked to, with its guard', async () => {
    const { guarded, program, waiter, reader } = await sleeper();
    guarded.end();
    await guarded.ended;
    await expect.poll(() => noneLeft([program, waiter, reader])).toBe(true);
  });

  it('reports its own end, and takes its guard with it', async () => {
    const guarded = startGuarded('/bin/sh', ['-c', 'exit 7'], { directory: '/', user: undefined, onLine: () => undefined });
    expect(await guarded.ended).toEqual({ code: 7 });
    await expect.poll(() => membersOfGroup(guarded.pid ?? 0)).toEqual([]);
  });

  it.each(['program', 'waiter', 'reader'] as const)('leaves nothing behind when its %s is killed', async (victim) => {
    const { guarded, ...pids } = await sleeper();
    process.kill(pids[victim], 'SIGKILL');
    await guarded.ended;
    await expect.poll(() => noneLeft(Object.values(pids))).toBe(true);
  });

  it('sees none of our environment', async () => {
    const lines: string[] = [];
    const guarded = startGuarded('/usr/bin/env', [], { directory: '/', user: undefined, onLine: (line) => lines.push(line) });
    await guarded.ended;
    expect(
      lines
        .map((line) => line.replace(/=.*/, ''))
        .filter((name) => !['_', 'PWD', 'SHLVL', 'OLDPWD'].includes(name))
        .toSorted((left, right) => left.localeCompare(right)),
    ).toEqual(['LC_ALL', 'PATH', 'TZ']);
  });
});
