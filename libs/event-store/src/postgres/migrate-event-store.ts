import type { ClientBase } from 'pg';
import { migrate } from './migrate.ts';

/** Brings the events database up to date; `client` is one connection of its owner. @returns the files applied now */
export const migrateEventStore = (client: ClientBase): Promise<readonly string[]> =>
  migrate(client, new URL('../../migrations/', import.meta.url));
