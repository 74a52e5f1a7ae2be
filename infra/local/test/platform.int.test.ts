import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, startPostgres } from '@yimu/embedded-postgres';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Platform, PlatformOptions, Ports } from '../platform.ts';
import { fakeServices, startFakePlatform } from './fake-platform.ts';
import { noneRuns } from './processes.ts';

let dataDirectory: string;
let platforms: Platform[];
const start = async (options: Partial<PlatformOptions> = {}): Promise<Platform> => {
  const platform = await startFakePlatform({ dataDirectory, ...options });
  platforms.push(platform);
  return platform;
};

const postmaster = async (): Promise<number> =>
  Number((await readFile(join(dataDirectory, 'postgres/cluster/postmaster.pid'), 'utf8')).split('\n')[0]);
const pidsOf = async (platform: Platform): Promise<number[]> => [...platform.parts.flatMap(({ pid }) => pid ?? []), await postmaster()];

const somePorts = async (): Promise<Ports> => {
  const [graphql = 0, registry = 0, assessment = 0, postgres = 0] = await Promise.all([0, 0, 0, 0].map(freePort));
  return { graphql, registry, assessment, postgres };
};

beforeEach(async () => {
  platforms = [];
  dataDirectory = await mkdtemp(join(tmpdir(), 'yimu-platform-'));
});
afterEach(async () => {
  await Promise.all(platforms.map((platform) => platform.stop()));
  await rm(dataDirectory, { recursive: true, force: true });
});

describe('the local platform', () => {
  it('starts every service, and stops every process', async () => {
    const platform = await start();
    for (const url of Object.values(platform.urls)) expect((await fetch(url)).status).toBe(200);
    const pids = await pidsOf(platform);
    expect(pids).toHaveLength(4);
    await platform.stop();
    await expect.poll(() => noneRuns(pids)).toBe(true);
  });

  it('starts again over what the first start left, with the same keys and secrets', async () => {
    await (await start()).stop();
    const files = ['secrets.json', 'issuer/private.json', 'issuer/jwks.json', 'postgres/superuser-password'];
    const read = () => Promise.all(files.map((file) => readFile(join(dataDirectory, file), 'utf8')));
    const before = await read();
    await start();
    expect(await read()).toEqual(before);
  });

  it('keeps secrets from other users', async () => {
    await start();
    for (const file of ['secrets.json', 'issuer/private.json']) expect((await stat(join(dataDirectory, file))).mode & 0o777).toBe(0o600);
  });

  it('issues development tokens that its published keys verify', async () => {
    const { issuer } = await start();
    const token = (await issuer.token?.({ scope: { kind: 'subtree', value: '310116' }, roles: ['task-force'] })) ?? '';
    const jwks = createLocalJWKSet(JSON.parse(await readFile(join(dataDirectory, 'issuer/jwks.json'), 'utf8')));
    const { payload } = await jwtVerify(token, jwks, { issuer: 'https://dev.yimu.invalid/', audience: 'yimu', algorithms: ['ES256'] });
    expect(payload).toMatchObject({ roles: ['task-force'], scope: { kind: 'subtree', value: '310116' } });
  });

  it('uses databases of your own instead of the embedded ones', async () => {
    const own = await startPostgres({ dataDirectory: join(dataDirectory, 'own'), durable: false });
    const urls = { eventStoreUrl: own.url.replace(/postgres$/, 'events'), databaseUrl: own.url.replace(/postgres$/, 'read') };
    const platform = await start({ ...urls, dataDirectory: join(dataDirectory, 'data') });
    expect(platform.parts.map(({ address }) => address)).toContain(`postgres://127.0.0.1:${own.port}/events`);
    expect(await readdir(join(dataDirectory, 'data'))).not.toContain('postgres');
    await platform.stop();
    await own.stop();
  });

  it('says which part ended by itself', async () => {
    const platform = await start();
    process.kill(platform.parts.find(({ name }) => name === 'assessment')?.pid ?? 0, 'SIGKILL');
    expect(await platform.failed).toMatch(/^The service assessment was ended by SIGKILL; its log is .*assessment\.log\.$/);
  });

  it('says so when the embedded PostgreSQL ended', async () => {
    const platform = await start();
    process.kill(await postmaster(), 'SIGKILL');
    expect(await platform.failed).toMatch(/^The embedded PostgreSQL ended/);
  });
});

describe('when the supervisor is killed', () => {
  it('no child survives it, and the platform starts again at once on the same ports', async () => {
    const ports = await somePorts();
    const program = fileURLToPath(new URL('./supervisor.ts', import.meta.url));
    const supervisor = spawn(process.execPath, [program, dataDirectory, JSON.stringify(ports)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(supervisor.stdout, 'data')) as [Buffer];
    const pids: number[] = [...JSON.parse(said.toString()).pids, await postmaster()];
    expect(pids).toHaveLength(4);
    supervisor.kill('SIGKILL');
    const again = await start({ ports });
    await expect.poll(() => noneRuns(pids), { timeout: 10_000 }).toBe(true);
    expect((await fetch(again.urls.registry)).status).toBe(200);
  });
});

describe('the local platform refuses in one sentence', () => {
  it('a data folder on which it already runs', async () => {
    await start();
    await expect(start()).rejects.toThrow(new RegExp(`^Yimu already runs on .* \\(process ${process.pid}\\); stop it first`));
  });

  it('a port that is taken, before it starts anything', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const sentence = `Port ${port} on 127.0.0.1 is taken by another program; set PORT_REGISTRY or stop it.`;
    await expect(start({ ports: { registry: port } })).rejects.toThrow(sentence);
    await new Promise((resolve) => other.close(resolve));
  });

  it('a service that ends before it is ready, quoting it, and stops the others', async () => {
    const [registry, ...others] = fakeServices;
    if (registry === undefined) throw new Error('there are services');
    const broken = { ...registry, environment: () => ({ FAIL: 'the sky fell' }) };
    await expect(start({ services: [...others, broken] })).rejects.toThrow(
      /^The service registry ended with code 3; its log is .*registry\.log\. It ended with: the sky fell$/,
    );
    expect(await readdir(join(dataDirectory, 'postgres/cluster'))).not.toContain('postmaster.pid');
  });
});
