// Connections of the reader login, from one reader to the next. Under load one is handed on inside the transaction of its last reader,
// so that ending that one and beginning the next are one message; if none comes within moments, the transaction is ended and the pool
// has its connection back. Only readers get it so: nobody else takes a connection of the pool inside a transaction.
import pg from 'pg';
import { endTransaction, prepareLeading } from './guarded-query.ts';

/** A connection that is a reader's alone until it gives it back. */
export interface Lent {
  readonly client: pg.PoolClient;
  /** Whether the transaction of an earlier reader is still to be ended. */
  readonly open: boolean;
}

export interface Connections {
  take(): Promise<Lent>;
  /** Gives back a connection on which a transaction was begun; `broken` = it cannot be used any more. */
  give(client: pg.PoolClient, broken: Error | undefined): Promise<void>;
}

interface Waiting {
  readonly resolve: (lent: Lent | Promise<Lent>) => void;
}

/** True for what is wrong with the connection and not with the statement. */
export const breaksConnection = (error: unknown): boolean => !(error instanceof pg.DatabaseError) || error.severity === 'FATAL';

/** How long a connection is kept for the next reader. */
const keptMilliseconds = 2;

const connectionsFor = (pool: pg.Pool): Connections => {
  const waiting: Waiting[] = [];
  const kept = new Map<pg.PoolClient, NodeJS.Timeout>();
  const prepared = new WeakSet<pg.PoolClient>();
  const lost = new WeakSet<pg.PoolClient>();
  let lent = 0;

  const connect = async (): Promise<Lent> => {
    const client = await pool.connect().catch((error: unknown) => {
      lent -= 1;
      throw error;
    });
    if (prepared.has(client)) return { client, open: false };
    // Unheard, the loss of a connection that nobody is asking would end the process.
    client.on('error', () => lost.add(client));
    try {
      await prepareLeading(client);
      prepared.add(client);
      return { client, open: false };
    } catch (error) {
      lent -= 1;
      client.release(true);
      throw error;
    }
  };
  /** A place that became free goes to who waits longest. */
  const passOn = (): void => {
    const next = waiting.shift();
    if (next === undefined) lent -= 1;
    else next.resolve(connect());
  };

  const giveBack = async (client: pg.PoolClient, broken: Error | undefined): Promise<void> => {
    try {
      if (broken !== undefined) throw broken;
      await endTransaction(client);
      client.release();
    } catch (error) {
      client.release(error instanceof Error ? error : true);
    }
    passOn();
  };

  return {
    take: async () => {
      for (const [client, timer] of kept) {
        clearTimeout(timer);
        kept.delete(client);
        if (!lost.has(client)) return { client, open: true };
        lent -= 1;
        client.release(true);
      }
      if (lent >= pool.options.max) return new Promise((resolve) => waiting.push({ resolve }));
      lent += 1;
      return connect();
    },
    give: async (client, broken) => {
      // Whoever else waits for the pool must not wait for ever.
      if (broken !== undefined || pool.waitingCount > 0) {
        await giveBack(client, broken);
        return;
      }
      const next = waiting.shift();
      if (next !== undefined) {
        next.resolve({ client, open: true });
        return;
      }
      const timer = setTimeout(() => {
        kept.delete(client);
        void giveBack(client, undefined);
      }, keptMilliseconds);
      kept.set(client, timer);
    },
  };
};

const known = new WeakMap<pg.Pool, Connections>();

/** The connections of a pool, the same for all its readers. */
export const connectionsOf = (pool: pg.Pool): Connections => {
  const found = known.get(pool) ?? connectionsFor(pool);
  known.set(pool, found);
  return found;
};
