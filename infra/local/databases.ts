// From a server that is merely there to the databases the services can use.
import { join } from 'node:path';
import { migrate } from '@yimu/event-store/migrate';
import { migrateEventStore } from '@yimu/event-store/postgres';
import { Client, escapeIdentifier } from 'pg';
import { ensureLogins, type LoginName } from '../postgres/logins.ts';
import { clone } from './folders.ts';
import { Sentence } from './sentence.ts';

const connected = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url, application_name: 'yimu start' });
  try {
    await client.connect();
  } catch (error) {
    const { host, pathname } = new URL(url);
    throw new Sentence(
      `The database ${pathname.slice(1)} on ${host} cannot be reached: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** The same server and options, another database or another login. */
export const otherUrl = (
  url: string,
  change: { readonly database?: string; readonly login?: string; readonly password?: string },
): string => {
  const other = new URL(url);
  if (change.database !== undefined) other.pathname = change.database;
  if (change.login !== undefined) other.username = change.login;
  if (change.password !== undefined) other.password = change.password;
  return other.href;
};

/** Creates the database of an address, unless it is there. */
export const createIfMissing = async (url: string): Promise<void> => {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  await connected(otherUrl(url, { database: 'postgres' }), async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${escapeIdentifier(name)}`);
  });
};

/** Addresses of the databases for somebody who may create databases and roles. */
export interface AdminUrls {
  readonly events: string;
  readonly read: string;
  /** The vault of personal data. */
  readonly vault: string;
}

/** Creates the databases if they are missing, migrates them, and gives the services their logins. */
export const prepareDatabases = async (urls: AdminUrls, passwords: Readonly<Record<LoginName, string>>): Promise<void> => {
  await createIfMissing(urls.events);
  await connected(urls.events, async (client) => {
    await migrateEventStore(client);
    await ensureLogins(client, 'events', passwords);
  });
  await createIfMissing(urls.vault);
  await connected(urls.vault, async (client) => {
    await migrate(client, join(clone, 'services/registry/migrations'));
    await ensureLogins(client, 'vault', passwords);
  });
  await createIfMissing(urls.read);
  await connected(urls.read, async (client) => {
    await migrate(client, join(clone, 'services/projection/migrations'));
    await ensureLogins(client, 'read', passwords);
  });
};
