// What the PostgreSQL tests share: a migrated database, and transactions that a test holds open by hand.
import { randomUUID } from 'node:crypto';
import { migrateEventStore } from '@yimu/event-store/postgres';
import { type TestDatabase, testDatabase } from '@yimu/testing/postgres';
import { Client } from 'pg';
import { onTestFinished, vi } from 'vitest';

const migrated = async (client: Client): Promise<void> => {
  await migrateEventStore(client);
};

/** A fresh database with the event store's migrations. */
export const eventDatabase = (): Promise<TestDatabase> => testDatabase(migrated);

/** The same database under a name that pg_stat_activity shows. */
export const named = (url: string, name: string): string => `${url}?application_name=${name}`;

/** Does some work on a connection of its own. */
export const connected = async <T>(url: string, work: (client: Client) => Promise<T>): Promise<T> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const appendStatement = `select * from append_batch(
  array[$1], '{1}', '{-3}', '{1}', array[$2]::uuid[], '{ThingHappened}', '{1}', array['{}'], array['{}'])`;

/** Appends one event by the plain statement; it is visible when the client's transaction ends. */
export const appendBy = async (client: Client, stream: string, id: string = randomUUID()): Promise<void> => {
  await client.query(appendStatement, [stream, id]);
};

/** A transaction that has done something and is held open, at most until the test is over; `pid` is its server process. */
export interface HeldTransaction {
  readonly pid: number;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** Waits until the server has ended the connection by itself. */
  killed(): Promise<void>;
}

export const holdOpen = async (url: string, work: (client: Client) => Promise<unknown>): Promise<HeldTransaction> => {
  const client = new Client({ connectionString: url });
  const gone = new Promise<void>((resolve) => {
    client.on('error', () => resolve());
  });
  await client.connect();
  onTestFinished(() => client.end());
  await client.query('begin');
  await work(client);
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const end = async (statement: string) => {
    await client.query(statement);
  };
  return { pid: rows[0]?.pid ?? 0, commit: () => end('commit'), rollback: () => end('rollback'), killed: () => gone };
};

/** Waits until the feed of the store `name` has looked at the fence five times more, or `reading` has ended; answers whether it waits still. */
export const waitsStill = async (admin: Client, name: string, reading?: Promise<unknown>): Promise<boolean> => {
  let ended = false;
  const note = () => {
    ended = true;
  };
  reading?.then(note, note);
  const looks = new Set<string>();
  await vi.waitFor(
    async () => {
      const { rows } = await admin.query<{ look: string }>(
        `select query_start::text as look from pg_stat_activity where application_name = $1 and query like '%event_fence%'`,
        [name],
      );
      for (const { look } of rows) looks.add(look);
      if (!ended && looks.size <= 5) throw new Error(`only ${looks.size} looks at the fence so far`);
    },
    { timeout: 10_000, interval: 2 },
  );
  return !ended;
};
