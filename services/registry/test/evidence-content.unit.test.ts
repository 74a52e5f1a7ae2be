import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { ContentStore } from '../src/evidence/content-store.ts';
import { folderContentStore } from '../src/evidence/folder-content-store.ts';
import { memoryContentStore } from '../src/evidence/memory-content-store.ts';
import { hashOf, ruling } from './support/evidence-service.ts';

const folder = async (): Promise<string> => {
  const made = await mkdtemp(join(tmpdir(), 'yimu-evidence-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
};
const filesIn = async (directory: string): Promise<string[]> => {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(directory.length + 1));
};
const chunks = async function* (bytes: Buffer, error?: Error): AsyncGenerator<Buffer> {
  for (let n = 0; n < bytes.length; n += 7) yield bytes.subarray(n, n + 7);
  if (error !== undefined) throw error;
};
const read = async (store: ContentStore, sha256: string): Promise<Buffer | undefined> => {
  const kept = await store.open(sha256);
  return kept && Buffer.concat(await Array.fromAsync(kept.bytes as AsyncIterable<Buffer>));
};

const stores: [string, () => Promise<ContentStore>][] = [
  ['in memory', async () => memoryContentStore()],
  ['in a folder', async () => folderContentStore(await folder())],
];

describe.each(stores)('a content store %s', (_, make) => {
  it('takes the hash of what arrives, and gives it back once it is kept', async () => {
    const store = await make();
    const incoming = await store.receive(chunks(ruling));
    expect([incoming.sha256, incoming.size, await store.open(incoming.sha256)]).toEqual([hashOf(ruling), ruling.length, undefined]);
    await incoming.keep();
    await incoming.discard();
    expect([await read(store, hashOf(ruling)), (await store.open(hashOf(ruling)))?.size]).toEqual([ruling, ruling.length]);
  });
  it('keeps the same content sent at once as one', async () => {
    const store = await make();
    const all = await Promise.all([1, 2, 3].map(() => store.receive(chunks(ruling))));
    await Promise.all(all.map(({ keep }) => keep()));
    expect(await read(store, hashOf(ruling))).toEqual(ruling);
  });
  it('forgets what is discarded or breaks off', async () => {
    const store = await make();
    await (await store.receive(chunks(ruling))).discard();
    await expect(store.receive(chunks(ruling, new Error('broken off')))).rejects.toThrow('broken off');
    expect(await store.open(hashOf(ruling))).toBeUndefined();
  });
  it('takes what is empty', async () => {
    const incoming = await (await make()).receive(chunks(Buffer.alloc(0)));
    expect([incoming.size, incoming.sha256]).toEqual([0, hashOf(Buffer.alloc(0))]);
  });
});

describe('a folder of evidence', () => {
  it('holds each content under its hash, two folders deep, for the service alone', async () => {
    const directory = await folder();
    const incoming = await (await folderContentStore(directory)).receive(chunks(ruling));
    await incoming.keep();
    const hash = hashOf(ruling);
    expect(await filesIn(directory)).toEqual([join('sha256', hash.slice(0, 2), hash.slice(2, 4), hash)]);
    expect((await stat(join(directory, 'sha256', hash.slice(0, 2), hash.slice(2, 4), hash))).mode & 0o777).toBe(0o600);
  });
  it('holds nothing of what was discarded or broke off', async () => {
    const directory = await folder();
    const store = await folderContentStore(directory);
    await (await store.receive(chunks(ruling))).discard();
    await store.receive(chunks(ruling, new Error('broken off'))).catch(() => undefined);
    expect(await filesIn(directory)).toEqual([]);
  });
  it('is not opened where no folder can be', async () => {
    const directory = await folder();
    await writeFile(join(directory, 'file'), '');
    await expect(folderContentStore(join(directory, 'file'))).rejects.toThrow('ENOTDIR');
  });
  it('says so when what it keeps cannot be read', async () => {
    const directory = await folder();
    const store = await folderContentStore(directory);
    await writeFile(join(directory, 'sha256'), '');
    await expect(store.open(hashOf(ruling))).rejects.toThrow('ENOTDIR');
  });

  it('of a process killed in the middle holds a file that is no evidence, which the next start removes', async () => {
    const directory = await folder();
    const child = fork(new URL('support/receive-for-ever.ts', import.meta.url), [directory], { execArgv: [] });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child, 'message');
    await vi.waitUntil(async () => (await filesIn(directory)).length === 1);
    // While it runs, its file is its own.
    await folderContentStore(directory);
    const [half = '', ...more] = await filesIn(directory);
    expect([half.split(/[\\/]/)[0], more]).toEqual(['incoming', []]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await filesIn(directory)).toEqual([half]);
    await folderContentStore(directory);
    expect(await filesIn(directory)).toEqual([]);
  });
  it('leaves what other machines are writing, unless that was long ago', async () => {
    const directory = await folder();
    await folderContentStore(directory);
    const [recent, old] = ['now', 'before'].map((name) => join(directory, 'incoming', `elsewhere~1~${name}`)) as [string, string];
    for (const path of [recent, old]) await writeFile(path, 'half');
    const twoHoursAgo = new Date(Date.now() - 7_200_000);
    await utimes(old, twoHoursAgo, twoHoursAgo);
    await folderContentStore(directory);
    expect(await filesIn(directory)).toEqual([join('incoming', 'elsewhere~1~now')]);
  });
});
