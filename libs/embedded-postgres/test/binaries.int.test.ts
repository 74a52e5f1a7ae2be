import { execFile } from 'node:child_process';
import { chmod, cp, lstat, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { usableBinaries } from '../src/binaries.ts';
import { ordinaryUser } from '../src/ordinary-user.ts';

const run = promisify(execFile);
const isSymbolicLink = async (path: string) => (await lstat(path)).isSymbolicLink();

describe('usableBinaries, of a package in a folder that only its owner may enter, installed without install scripts', () => {
  let root: string;
  let native: string;
  let places: string[];
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'yimu-binaries-'));
    native = join(root, 'closed/native');
    places = [join(root, 'planted'), join(root, 'open')];
    const installed = await usableBinaries(undefined);
    await mkdir(join(root, 'closed'), { mode: 0o700 });
    await cp(dirname(dirname(installed.postgres)), native, {
      recursive: true,
      filter: async (path) => !(await isSymbolicLink(path)) && !path.endsWith('.a'),
    });
    await mkdir(join(root, 'planted'));
    await chmod(join(root, 'planted'), 0o777);
    await chmod(root, 0o755);
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it('finds binaries that the user who is to run PostgreSQL can run, links restored', async () => {
    const user = await ordinaryUser();
    const { postgres } = await usableBinaries(user, native, places);
    const { stdout } = await run(postgres, ['--version'], { cwd: '/', ...user });
    expect(stdout).toContain('PostgreSQL');
    expect(await isSymbolicLink(join(native, 'lib/libpq.so.5'))).toBe(true);
  });

  it('copies them only where nobody else could have planted others, and only once', async () => {
    const user = await ordinaryUser();
    const first = await usableBinaries(user, native, places);
    const second = await usableBinaries(user, native, places);
    expect(second).toEqual(first);
    // An ordinary user owns the closed folder and needs no copy.
    expect(dirname(dirname(dirname(first.postgres)))).toBe(user === undefined ? dirname(native) : join(root, 'open'));
  });
});
