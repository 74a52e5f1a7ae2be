// A process that ends with its parent, also when the parent is killed with -9 and cannot say goodbye.
// Between the two stand two small shells. The reader holds the other end of our pipe: its end is our end, and it then ends the
// process. The waiter reports how the process ended. Whichever of them is killed, we notice (exit of the waiter, end of the
// reader's lifeline) and end the rest, so that no single kill leaves anything behind.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { OrdinaryUser } from './ordinary-user.ts';

// SIGINT is a fast shutdown for PostgreSQL, but a shell starts its background processes with SIGINT ignored, so one that comes
// before PostgreSQL has installed its handlers would be lost. SIGTERM before it ends a process that young. The waiter itself
// ignores both, so that a signal to the whole group does not keep it from reporting.
const script = `
exec 4<&0 </dev/null
"$@" 3>&- 4<&- &
child=$!
( while read -r line; do :; done; kill -TERM $child; kill -INT $child ) <&4 >/dev/null 2>&1 &
reader=$!
exec 3>&- 4<&-
trap '' TERM INT
wait $child
code=$?
kill $reader 2>/dev/null
exit $code
`;

/** How a guarded process ended; `code` is null when its guard was killed. */
export interface Ended {
  readonly code: number | null;
}

export interface Guarded {
  /** Resolves when neither the process nor any of its own children is left. */
  readonly ended: Promise<Ended>;
  /** The process id of the guard; it leads the process group of everything in it. */
  readonly pid: number | undefined;
  /** Asks the process to end; `ended` tells when it has. */
  end(): void;
}

export interface GuardedOptions {
  readonly directory: string;
  readonly user: OrdinaryUser | undefined;
  readonly onLine: (line: string) => void;
}

/** Starts a program under guard, in `directory`, with a small fixed environment. */
export const startGuarded = (program: string, args: readonly string[], { directory, user, onLine }: GuardedOptions): Guarded => {
  const guard = spawn('/bin/sh', ['-c', script, 'guard', program, ...args], {
    // Node enters the directory before it changes the user, and drops the supplementary groups of root with it.
    cwd: directory,
    ...user,
    // PG* variables of the person must not leak in; TZ spares initdb a search through all time zones.
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    // A group of its own: Ctrl-C in the terminal reaches us alone, and we stop things in order.
    detached: true,
  });
  const [, , , lifeline] = guard.stdio;
  for (const output of [guard.stdout, guard.stderr]) createInterface({ input: output }).on('line', onLine);

  const endGroup = () => {
    guard.stdin.destroy();
    if (guard.pid === undefined) return;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      try {
        process.kill(-guard.pid, signal);
      } catch {
        return; // The group is empty: everything has ended.
      }
    }
  };
  let stopping = false;
  guard.stdin.on('error', () => undefined);
  lifeline?.on('error', () => undefined);
  lifeline?.on('close', () => {
    if (!stopping && guard.exitCode === null && guard.signalCode === null) endGroup();
  });
  if (lifeline !== undefined && lifeline !== null && 'resume' in lifeline) lifeline.resume();
  guard.on('exit', (code) => {
    if (code === null) endGroup();
    else guard.stdin.destroy();
  });

  const ended = new Promise<Ended>((resolve, reject) => {
    guard.on('error', reject);
    guard.on('close', (code) => resolve({ code }));
  });
  return {
    ended,
    pid: guard.pid,
    end: () => {
      stopping = true;
      guard.stdin.end();
    },
  };
};
