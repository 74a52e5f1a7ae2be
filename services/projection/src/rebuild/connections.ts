// Connections of the projector whose search path finds tables that are being filled before those in use.
import pg, { type ClientBase, type ClientConfig } from 'pg';
import { RebuildRefused } from './refused.ts';

/** Only one rebuild at a time, of whatever: they share the schema `next`. Beside the lock of migrations, (667, 2). */
const lockOfRebuilds = [667, 3] as const;

/**
 * How to connect. Losing the last rows of a crash costs nothing: what is not switched is filled anew. Indexes are made on several connections
 * at a time, so that each is left to one process, with memory in which the keys of millions of rows are sorted.
 */
export const connectionTo = (connectionString: string, schema: 'next' | 'previous'): ClientConfig => ({
  connectionString,
  application_name: 'yimu-projection-rebuild',
  options: `-c search_path=${schema},public -c synchronous_commit=off -c max_parallel_maintenance_workers=0 -c maintenance_work_mem=256MB`,
});

/** Opens a connection; it is closed with the stack. */
export const opened = async (config: ClientConfig, closing: AsyncDisposableStack): Promise<pg.Client> => {
  const client = new pg.Client(config);
  // A server that ends says so to connections that wait for nothing, too.
  client.on('error', () => undefined);
  await client.connect();
  closing.defer(() => client.end().catch(() => undefined));
  return client;
};

/** Takes the lock of rebuilds until the connection ends. Throws RebuildRefused when another process holds it. */
export const lockRebuilds = async (client: ClientBase): Promise<void> => {
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1, $2) as taken', [...lockOfRebuilds]);
  if (rows[0]?.taken !== true) throw new RebuildRefused('Another rebuild is under way in this database; wait until it has ended.');
};

/** Whether a rebuild is under way anywhere. */
export const isRebuilding = async (client: ClientBase | pg.Pool): Promise<boolean> => {
  const { rows } = await client.query(
    `select from pg_locks where locktype = 'advisory' and granted and classid = $1 and objid = $2 and objsubid = 2
       and database = (select oid from pg_database where datname = current_database())`,
    [...lockOfRebuilds],
  );
  return rows.length > 0;
};
