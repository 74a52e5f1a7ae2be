import { randomBytes } from 'node:crypto';
import { Client, escapeIdentifier, escapeLiteral } from 'pg';
import { inject } from 'vitest';
import './global-setup.ts';

export interface TestDatabase {
  /** The superuser's URL of this database. */
  readonly url: string;
  /**
   * URL of a fresh login that is a member of these group roles and nothing else.
   * @param inherit `false` makes it a login that must say SET ROLE before it can do anything
   */
  urlFor(roles: string | readonly string[], inherit?: boolean): Promise<string>;
  /** Ends its connections and drops it with its logins. */
  close(): Promise<void>;
}

/** Fills a database: migrations, roles, rows. Run as superuser, once per function and test file. */
export type Setup = (client: Client) => Promise<void>;

const connected = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/**
 * Roles belong to the whole server, while test files run at once: two that create or grant the same role would meet with
 * "tuple concurrently updated". So whatever touches roles goes through this one lock.
 */
const alone = <T>(adminUrl: string, work: (admin: Client) => Promise<T>): Promise<T> =>
  connected(adminUrl, async (admin) => {
    await admin.query(`select pg_advisory_lock(hashtext('yimu test roles'))`);
    return await work(admin);
  });

const urlOf = (adminUrl: string, database: string, login?: { readonly name: string; readonly password: string }): string => {
  const url = new URL(adminUrl);
  url.pathname = database;
  if (login !== undefined) {
    url.username = login.name;
    url.password = login.password;
  }
  return url.href;
};

const newName = (prefix: string): string => `${prefix}_${randomBytes(6).toString('hex')}`;

const templates = new WeakMap<Setup, Promise<string>>();

/** A database that the setup has filled once; later databases are copies of its files. */
const templateOf = (adminUrl: string, setup: Setup): Promise<string> => {
  const known = templates.get(setup);
  if (known !== undefined) return known;
  const making = alone(adminUrl, async (admin) => {
    const name = newName('template');
    await admin.query(`create database ${escapeIdentifier(name)}`);
    await connected(urlOf(adminUrl, name), setup);
    return name;
  });
  templates.set(setup, making);
  return making;
};

/** A pool says it has ended while its connections still say good-bye; cut short then, they would raise errors nobody awaits. */
const sessionsEnded = async (admin: Client, database: string): Promise<void> => {
  const until = performance.now() + 2_000;
  const open = async () => (await admin.query('select 1 from pg_stat_activity where datname = $1', [database])).rowCount;
  while ((await open()) !== 0 && performance.now() < until);
};

/** A fresh database on the run's PostgreSQL, filled by `setup`. */
export const testDatabase = async (setup?: Setup): Promise<TestDatabase> => {
  const adminUrl = inject('postgresUrl');
  const name = newName('test');
  const template = setup === undefined ? 'template0' : await templateOf(adminUrl, setup);
  await connected(adminUrl, (admin) =>
    admin.query(`create database ${escapeIdentifier(name)} template ${escapeIdentifier(template)} strategy file_copy`),
  );
  const logins: string[] = [];
  return {
    url: urlOf(adminUrl, name),
    urlFor: async (roles, inherit = true) => {
      const groups = typeof roles === 'string' ? [roles] : roles;
      const login = { name: newName('login'), password: randomBytes(12).toString('hex') };
      await alone(adminUrl, async (admin) => {
        await admin.query(
          `create role ${escapeIdentifier(login.name)} login ${inherit ? 'inherit' : 'noinherit'} password ${escapeLiteral(login.password)}`,
        );
        for (const group of groups) await admin.query(`grant ${escapeIdentifier(group)} to ${escapeIdentifier(login.name)}`);
      });
      logins.push(login.name);
      return urlOf(adminUrl, name, login);
    },
    close: () =>
      alone(adminUrl, async (admin) => {
        await sessionsEnded(admin, name);
        await admin.query(`drop database ${escapeIdentifier(name)} with (force)`);
        for (const login of logins) await admin.query(`drop role ${escapeIdentifier(login)}`);
      }),
  };
};
