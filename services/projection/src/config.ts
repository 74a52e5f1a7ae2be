import { postgresUrl, sharedEnvironment } from '@yimu/server';
import { z } from 'zod';

/** The environment of this service, read once by main.ts. */
export const environment = sharedEnvironment({ port: 4000 }).safeExtend({
  /** Writes the read models. */
  DATABASE_URL: postgresUrl,
  /** Reads them, under row-level security. */
  READER_DATABASE_URL: postgresUrl,
  /** Signs cursors; all replicas share it. */
  CURSOR_KEY: z.string('expected at least 32 characters').min(32, 'expected at least 32 characters'),
});
