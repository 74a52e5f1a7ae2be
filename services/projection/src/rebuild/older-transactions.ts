// A reader sees rows as they were when its transaction began, and tables as they are called now. So before tables change places, nobody may be
// left whose transaction began before the last of their rows was committed.
import { setTimeout as wait } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { RebuildRefused } from './refused.ts';

const pollMilliseconds = 10;

/** Transactions of this database, but those that wait for the given process. */
const running = async (client: ClientBase, holder: number): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await client.query<{ id: string; pid: number }>(
    `select l.virtualtransaction as id, l.pid from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'virtualxid' and l.granted and a.datname = current_database() and a.backend_type = 'client backend'
       and l.pid not in (pg_backend_pid(), $1) and not $1 = any (pg_blocking_pids(l.pid))`,
    [holder],
  );
  return new Map(rows.map(({ id, pid }) => [id, pid]));
};

/**
 * Waits until all transactions have ended that were under way at the call.
 * @param holder a process for which others may be waiting, and so cannot end
 */
export const untilOlderTransactionsEnded = async (client: ClientBase, holder: number, patienceMilliseconds: number): Promise<void> => {
  const until = performance.now() + patienceMilliseconds;
  let left = await running(client, holder);
  while (left.size > 0) {
    if (performance.now() > until)
      throw new RebuildRefused(
        `A transaction of the database (process ${[...left.values()].join(', ')}) does not end, and nothing can be switched under it; end it and run this again.`,
      );
    await wait(pollMilliseconds);
    const now = await running(client, holder);
    left = new Map([...left].filter(([id]) => now.has(id)));
  }
};
