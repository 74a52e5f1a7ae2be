// kill -9 in the middle of an import, of each process in turn: nothing survives its parent, and after a restart the same import
// ends in the same figures and the same number of events.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Ask, eventCounts, figuresOf } from './support/figures.ts';
import { imported, importing } from './support/import.ts';

const clone = join(import.meta.dirname, '../..');
const town = '310116112';

const freePort = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return String(port);
};

interface Running {
  readonly supervisor: ChildProcess;
  readonly pids: Readonly<Record<string, number>>;
  readonly urls: { readonly registry: string; readonly assessment: string; readonly graphql: string };
  readonly token: string;
  readonly ended: Promise<unknown>;
}

const environmentOf = async (dataDirectory: string) => ({
  PATH: process.env.PATH,
  YIMU_DATA: dataDirectory,
  PORT_GRAPHQL: await freePort(),
  PORT_REGISTRY: await freePort(),
  PORT_ASSESSMENT: await freePort(),
  PORT_POSTGRES: await freePort(),
  // The figures are asked for again and again until they are there.
  QUERY_POINTS_PER_MINUTE: 'town:1000000000',
});

const outputOf = async (file: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string> => {
  const child = spawn(process.execPath, [join(clone, file), ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  return (await Array.fromAsync(child.stdout.setEncoding('utf8'))).join('').trim();
};

/** npm start, until it says that it is ready. */
const started = async (env: Awaited<ReturnType<typeof environmentOf>>): Promise<Running> => {
  const supervisor = spawn(process.execPath, [join(clone, 'infra/local/start.ts')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(supervisor, 'exit');
  let printed = '';
  await new Promise<void>((resolve, reject) => {
    supervisor.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
      if (printed.includes('Yimu is ready')) resolve();
    });
    void ended.then(() => reject(new Error(`the platform did not start: ${printed}`)));
  });
  const pidOf = (name: string): number => Number(new RegExp(`${name} +│[^│]+│ +(\\d+)`).exec(printed)?.[1]);
  const postgres = Number((await readFile(join(env.YIMU_DATA, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')[0]);
  const base = 'http://127.0.0.1:';
  return {
    supervisor,
    ended,
    pids: {
      supervisor: supervisor.pid ?? 0,
      registry: pidOf('registry'),
      assessment: pidOf('assessment'),
      projection: pidOf('projection'),
      postgres,
    },
    urls: { registry: base + env.PORT_REGISTRY, assessment: base + env.PORT_ASSESSMENT, graphql: `${base}${env.PORT_GRAPHQL}/graphql` },
    token: await outputOf('infra/local/token.ts', ['--jurisdiction', town, '--role', 'town-officer'], env),
  };
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const asking =
  ({ urls, token }: Running): Ask =>
  async <T>(query: string) => {
    const response = await fetch(urls.graphql, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data, ...refused } = (await response.json()) as { data?: T };
    if (data === undefined || 'errors' in refused) throw new Error(JSON.stringify(refused));
    return data;
  };

/** What an import has left behind up to now; the read models follow a moment later. */
const outcomeOf = async (running: Running): Promise<unknown> => {
  const ask = asking(running);
  return [await figuresOf(ask, town), await eventCounts(ask)];
};

/** The same, once every row of the lists and both findings are there. */
const wholeOutcomeOf = (running: Running): Promise<unknown> =>
  vi.waitFor(
    async () => {
      const counts = await eventCounts(asking(running));
      if (counts['importrow ImportRowRecorded'] !== 18 || counts['finding FindingOpened'] !== 2)
        throw new Error(`not all is there yet: ${JSON.stringify(counts)}`);
      return outcomeOf(running);
    },
    { timeout: 20_000 },
  );

let running: Running | undefined;
const folders: string[] = [];
const newFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'yimu-kill-'));
  folders.push(folder);
  return folder;
};
const stopped = async (): Promise<void> => {
  running?.supervisor.kill('SIGTERM');
  await running?.ended;
  running = undefined;
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
};
afterEach(stopped);

let undisturbed: unknown;
beforeAll(async () => {
  running = await started(await environmentOf(await newFolder()));
  await imported(running.urls, running.token);
  undisturbed = await wholeOutcomeOf(running);
  await stopped();
});

describe.each(['supervisor', 'registry', 'assessment', 'projection', 'postgres'])(
  'kill -9 of the %s in the middle of an import',
  (victim) => {
    it('leaves no process behind, and the same import after a restart ends in the same figures', async () => {
      const env = await environmentOf(await newFolder());
      running = await started(env);
      const { pids, ended } = running;
      const disturbed = importing(running.urls, running.token);
      await disturbed.reached('附件3 提升');
      process.kill(pids[victim] ?? 0, 'SIGKILL');
      await ended;
      await expect.poll(() => Object.entries(pids).filter(([, pid]) => isAlive(pid)), { timeout: 20_000 }).toEqual([]);
      await disturbed.ended;

      running = await started(env);
      await imported(running.urls, running.token);
      const again = running;
      await expect.poll(() => outcomeOf(again), { timeout: 20_000 }).toEqual(undisturbed);
    });
  },
);

it('kill -9 of the importer itself in the middle, and the same import again, ends in the same figures', async () => {
  running = await started(await environmentOf(await newFolder()));
  const disturbed = importing(running.urls, running.token);
  await disturbed.reached('附件3 提升');
  disturbed.child.kill('SIGKILL');
  expect((await disturbed.ended).code).toBeNull();
  await imported(running.urls, running.token);
  const same = running;
  await expect.poll(() => outcomeOf(same), { timeout: 20_000 }).toEqual(undisturbed);
});
