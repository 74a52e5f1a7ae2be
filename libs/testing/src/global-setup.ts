// One PostgreSQL per test run, for all files of it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@yimu/embedded-postgres';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The superuser's URL of the run's own PostgreSQL. */
    postgresUrl: string;
  }
}

/** vitest's globalSetup: starts the server, and answers how to stop it and remove its data. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'yimu-test-'));
  const server = await startPostgres({
    dataDirectory,
    durable: false,
    settings: { max_connections: '300', shared_buffers: '64MB', autovacuum: 'off' },
  });
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  };
};
