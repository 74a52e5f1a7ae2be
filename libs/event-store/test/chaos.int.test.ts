// Chaos: kill -9 of the database and of appending processes in the middle of the load. Afterwards every append that was
// answered is there, exactly once, and a reader that lived through it all has got everything once and in order.
import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Postgres, startPostgres } from '@yimu/embedded-postgres';
import { migrateEventStore, postgresEventStore } from '@yimu/event-store/postgres';
import type { Client } from 'pg';
import { expect, it, onTestFinished, vi } from 'vitest';
import { newStream } from '../src/contract/samples.ts';
import { connected } from './event-database.ts';
import { reader } from './load.ts';

const run = promisify(execFile);

/** The server of a data folder and all its processes, by their ids. */
const processesOf = async (dataDirectory: string): Promise<readonly number[]> => {
  const [postmaster] = (await readFile(join(dataDirectory, 'cluster/postmaster.pid'), 'utf8')).split('\n').map(Number);
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number));
  return [postmaster ?? Number.NaN, ...rows.flatMap(([pid = Number.NaN, parent]) => (parent === postmaster ? [pid] : []))];
};

/** Kills the database as a crash would: all of it, at once, without a word. */
const kill = async (dataDirectory: string, server: Postgres): Promise<void> => {
  for (const pid of await processesOf(dataDirectory)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  }
  await server.exited;
};

it('has every append that was answered exactly once after kill -9 of the database and of its writers', async () => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'yimu-chaos-'));
  let server = await startPostgres({ dataDirectory, settings: { max_connections: '60', shared_buffers: '32MB' } });
  const { url, port } = server;
  const writers: ChildProcess[] = [];
  onTestFinished(async () => {
    for (const writer of writers) writer.kill('SIGKILL');
    await server.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  });
  await connected(url, migrateEventStore);

  const answered: string[] = [];
  const streams = Array.from({ length: 5 }, () => newStream());
  const startWriter = (): ChildProcess => {
    const writer = fork(new URL('./chaos-writer.ts', import.meta.url), [url, streams.join()], {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    writer.on('message', (id) => {
      if (typeof id === 'string') answered.push(id);
    });
    writers.push(writer);
    return writer;
  };
  const answers = (more: number): Promise<unknown> => {
    const goal = answered.length + more;
    return vi.waitFor(() => expect(answered.length).toBeGreaterThanOrEqual(goal), { timeout: 30_000, interval: 5 });
  };

  const store = await postgresEventStore({ connectionString: url, max: 3, pollMilliseconds: 5 });
  onTestFinished(() => store.close());
  const feed = reader(store);
  for (let n = 0; n < 3; n += 1) startWriter();
  await answers(300);

  for (let round = 0; round < 2; round += 1) {
    await kill(dataDirectory, server);
    server = await startPostgres({ dataDirectory, port, settings: { max_connections: '60', shared_buffers: '32MB' } });
    await answers(300);
    const [victim] = writers.splice(0, 1);
    victim?.kill('SIGKILL');
    startWriter();
    await answers(300);
  }
  for (const writer of writers) {
    writer.kill('SIGKILL');
    await once(writer, 'exit');
  }

  const rows = await connected(url, async (client: Client) => {
    // Whatever the killed writers had begun has ended when nobody holds the fence any more.
    await vi.waitFor(async () => {
      const { rowCount } = await client.query(`select from pg_locks where locktype = 'advisory' and classid = 667`);
      expect(rowCount).toBe(0);
    });
    return (
      await client.query<{ id: string; stream: string; revision: number }>('select id, stream, revision from event order by position')
    ).rows;
  });
  const times = new Map<string, number>();
  for (const { id } of rows) times.set(id, (times.get(id) ?? 0) + 1);
  const wrong = answered.filter((id) => times.get(id) !== 1);
  expect({ answered: answered.length > 1_200, lostOrDouble: wrong.length }).toEqual({ answered: true, lostOrDouble: 0 });
  expect(Math.max(...times.values())).toBe(1);
  for (const stream of streams) {
    const revisions = rows.filter((row) => row.stream === stream).map(({ revision }) => revision);
    expect(revisions).toEqual(revisions.map((_, n) => n));
  }
  await vi.waitFor(() => expect(feed.events.length).toBeGreaterThanOrEqual(rows.length), { timeout: 20_000, interval: 10 });
  expect(feed.events.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  await feed.stop();
}, 90_000);
