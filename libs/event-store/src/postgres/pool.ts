import pg from 'pg';

/** Where the database is (`connectionString`, or host, user and so on) and how many connections may be open (`max`, default 10). */
export type PostgresOptions = Omit<pg.PoolConfig, 'onConnect' | 'verify' | 'pipeline'>;

/** The driver waits for `onConnect` and drops the connection when it fails, which its types do not say. */
type WatchedConnections = PostgresOptions & { readonly onConnect?: (client: pg.ClientBase) => Promise<void> };

/**
 * Opens a pool that survives the loss of idle connections. An unanswered statement gives up after 30 s, so that a server
 * that vanished without a word is noticed.
 * @param onConnect sees every new connection first; when it throws, the connection is not used
 */
export const openPool = (
  options: PostgresOptions,
  onConnect: (client: pg.ClientBase) => Promise<void> = async () => undefined,
): pg.Pool => {
  const watched: WatchedConnections = {
    application_name: 'yimu-event-store',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
    query_timeout: 30_000,
    ...options,
    onConnect,
  };
  const pool = new pg.Pool(watched);
  // The pool has dropped the connection already; whoever needs one gets another, or its error.
  pool.on('error', () => undefined);
  return pool;
};
