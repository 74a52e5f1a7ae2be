import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Postgres, type PostgresOptions, startPostgres } from '../src/index.ts';
import { isRunning, postmasterOf, until } from './processes.ts';

const ask = async (url: string, question: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(question)).rows;
  } finally {
    await client.end();
  }
};

let dataDirectory: string;
let servers: Postgres[];
const start = async (options: Partial<PostgresOptions> = {}): Promise<Postgres> => {
  const server = await startPostgres({ dataDirectory, durable: false, ...options });
  servers.push(server);
  return server;
};

/** A parent of its own that starts PostgreSQL on the data folder. */
const startParent = () =>
  spawn(process.execPath, [fileURLToPath(new URL('./parent.ts', import.meta.url)), dataDirectory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });

beforeEach(async () => {
  servers = [];
  dataDirectory = await mkdtemp(join(await realpath(tmpdir()), 'yimu-embedded-'));
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await rm(dataDirectory, { recursive: true, force: true });
});

describe('startPostgres', () => {
  it('starts a UTF-8 server that compares by code point and listens on 127.0.0.1 alone', async () => {
    const { url } = await start();
    const settings = await ask(
      url,
      `select current_setting('server_encoding') as encoding, current_setting('listen_addresses') as address,
              current_setting('unix_socket_directories') as sockets, datlocale as locale from pg_database where datname = 'template1'`,
    );
    expect(settings).toEqual([{ encoding: 'UTF8', address: '127.0.0.1', sockets: '', locale: 'C.UTF-8' }]);
  });

  it('lets nobody in without the password, which only its owner can read', async () => {
    const { url } = await start();
    const wrong = new URL(url);
    wrong.password = 'guess';
    await expect(ask(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
    expect((await stat(join(dataDirectory, 'superuser-password'))).mode & 0o777).toBe(0o600);
  });

  it('finds its data again on a second start', async () => {
    const first = await start();
    await ask(first.url, `create table parcel as select '古岛' as name`);
    await first.stop();
    const second = await start();
    expect(await ask(second.url, 'select name from parcel')).toEqual([{ name: '古岛' }]);
  });

  it('works in a folder that its user could not reach by name', async () => {
    await chmod(dataDirectory, 0o700);
    const server = await start({ dataDirectory: join(dataDirectory, 'clone/.data/postgres') });
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await server.stop();
  });

  it('resolves exited, and starts again, after the server was killed', async () => {
    const first = await start({ durable: true });
    await ask(first.url, `create table parcel as select '古岛' as name`);
    process.kill(await postmasterOf(dataDirectory), 'SIGKILL');
    await first.exited;
    const second = await start();
    expect(await ask(second.url, 'select name from parcel')).toEqual([{ name: '古岛' }]);
  });

  it('leaves no server behind when its parent is killed, and can be started again at once', async () => {
    const parent = startParent();
    await once(parent.stdout, 'data');
    const postmaster = await postmasterOf(dataDirectory);
    parent.kill('SIGKILL');
    await start();
    await expect.poll(() => isRunning(postmaster)).toBe(false);
  });

  it('starts over when its parent was killed in the middle of initdb', async () => {
    const parent = startParent();
    await until(async () => {
      const [partial] = (await readdir(dataDirectory)).filter((name) => name.startsWith('partial-'));
      return partial !== undefined && (await readdir(join(dataDirectory, partial))).includes('PG_VERSION');
    });
    parent.kill('SIGKILL');
    const server = await start();
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect((await readdir(dataDirectory)).sort()).toEqual(['cluster', 'superuser-password']);
  });

  it('is not misled by a pid file whose process id now belongs to another program', async () => {
    const first = await start();
    const pidFile = join(dataDirectory, 'cluster/postmaster.pid');
    const [, ...rest] = (await readFile(pidFile, 'utf8')).split('\n');
    await first.stop();
    await writeFile(pidFile, [process.pid, ...rest].join('\n'));
    await chmod(pidFile, 0o666);
    const second = await start();
    expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });
});

describe('startPostgres refuses in one sentence', () => {
  it('a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    await expect(start({ port })).rejects.toMatchObject({
      reason: 'port-taken',
      message: `Port ${port} on 127.0.0.1 is taken by another program; choose another one or stop it.`,
    });
    await new Promise((resolve) => other.close(resolve));
  });

  it('a data folder on which a server already runs', async () => {
    await start();
    const postmaster = await postmasterOf(dataDirectory);
    await expect(start()).rejects.toMatchObject({
      reason: 'already-running',
      message: `A PostgreSQL server (process ${postmaster}) already runs on ${join(dataDirectory, 'cluster')}; stop it first.`,
    });
  });

  it('data of another version', async () => {
    await mkdir(join(dataDirectory, 'cluster'));
    await writeFile(join(dataDirectory, 'cluster/PG_VERSION'), '9\n');
    await expect(start()).rejects.toMatchObject({ reason: 'other-version' });
  });

  it('a setting that PostgreSQL does not know, with what PostgreSQL said', async () => {
    await expect(start({ settings: { acres: '15' } })).rejects.toThrow(
      /PostgreSQL did not start: .*unrecognized configuration parameter "acres"/,
    );
  });
});
