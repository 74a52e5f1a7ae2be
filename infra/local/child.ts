// One service as a child process: its own environment and nothing else, its log in a file, its end noticed.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { clone, shortPath } from './folders.ts';
import { Sentence } from './sentence.ts';

export interface ChildOptions {
  readonly name: string;
  /** The program, absolute. */
  readonly main: string;
  readonly port: number;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** How long it may take to get ready; one minute by default. */
  readonly readyWithinMinutes?: number | undefined;
  /** Compiled code is kept here from one start to the next. */
  readonly cacheDirectory: string;
}

export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly url: string;
  /** Resolves with one sentence when it ends without having been told to. */
  readonly failed: Promise<string>;
  /** Resolves when /health/ready answers 200; throws a Sentence if the child ends before. */
  ready(): Promise<void>;
  stop(): Promise<void>;
}

const stopWithin = 15_000;

/** The log of this start; that of the start before is kept beside it. */
const openLog = async (path: string) => {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await rename(path, path.replace(/\.log$/, '.previous.log')).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  return open(path, 'a', 0o600);
};

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const answersReady = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(new URL('/health/ready', url), { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.status === 200;
  } catch {
    return false; // Not listening yet.
  }
};

/** Starts a service; it ends with this process, however this process ends. */
export const startChild = async (options: ChildOptions): Promise<Child> => {
  const { name, main, port, env, logFile, cacheDirectory, readyWithinMinutes = 1 } = options;
  const log = await openLog(logFile);
  const child = spawn(process.execPath, ['--import', join(import.meta.dirname, 'end-with-parent.ts'), main], {
    cwd: clone,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', NODE_COMPILE_CACHE: cacheDirectory, HOST: '127.0.0.1', PORT: String(port), ...env },
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
    // A group of its own: Ctrl-C reaches the supervisor alone, which stops things in order.
    detached: true,
  });
  await log.close();
  const { promise: ended, resolve: nowEnded } = Promise.withResolvers<void>();
  const { promise: failed, resolve: nowFailed } = Promise.withResolvers<string>();
  let stopping = false;
  child.on('error', (error) => {
    nowEnded();
    nowFailed(`The service ${name} could not be started: ${error.message}.`);
  });
  child.on('exit', (code, signal) => {
    nowEnded();
    const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
    if (!stopping) nowFailed(`The service ${name} ${how}; its log is ${shortPath(logFile)}.`);
  });

  const url = `http://127.0.0.1:${port}`;
  return {
    name,
    pid: child.pid ?? 0,
    url,
    failed,
    ready: async () => {
      const deadline = performance.now() + readyWithinMinutes * 60_000;
      while (!(await answersReady(url))) {
        if (hasEnded(child) || child.pid === undefined) {
          const lastLine = (await readFile(logFile, 'utf8')).trim().split('\n').at(-1) ?? '';
          throw new Sentence(`${await failed} It ended with: ${lastLine}`);
        }
        if (performance.now() > deadline)
          throw new Sentence(
            `The service ${name} is not ready after ${readyWithinMinutes === 1 ? 'a minute' : `${readyWithinMinutes} minutes`}; its log is ${shortPath(logFile)}.`,
          );
        await delay(25);
      }
    },
    stop: async () => {
      stopping = true;
      if (hasEnded(child) || child.pid === undefined) return;
      child.kill('SIGTERM');
      const last = setTimeout(() => child.kill('SIGKILL'), stopWithin);
      await ended;
      clearTimeout(last);
    },
  };
};
