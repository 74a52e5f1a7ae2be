// One leader at a time: a row with an epoch that rises with every change of leader (a session lock would vanish unnoticed).
import type { ClientBase, Pool } from 'pg';

/** A lease taken: the epoch to write under, and where the last leader stopped. */
export interface Lease {
  readonly epoch: string;
  readonly position: string | undefined;
}

/** Takes the lease of a checkpoint, or undefined while another owner holds it. */
export const acquireLease = async (
  db: Pool | ClientBase,
  name: string,
  owner: string,
  ttlMilliseconds: number,
): Promise<Lease | undefined> => {
  const { rows } = await db.query<{ epoch: string; position: string | null }>(
    `insert into checkpoint (name, owner, epoch, expires_at) values ($1, $2, 1, clock_timestamp() + $3 * interval '1 ms')
     on conflict (name) do update set owner = $2, expires_at = excluded.expires_at, epoch = checkpoint.epoch + 1
       where checkpoint.owner is null or checkpoint.owner = $2 or checkpoint.expires_at < clock_timestamp()
     returning epoch, position`,
    [name, owner, ttlMilliseconds],
  );
  const [row] = rows;
  return row && { epoch: row.epoch, position: row.position ?? undefined };
};

/** Keeps the lease; with `watermark` also says that all events up to now are in the rows. False when it has passed on. */
export const renewLease = async (
  db: Pool | ClientBase,
  name: string,
  epoch: string,
  ttlMilliseconds: number,
  watermark: string | undefined,
): Promise<boolean> => {
  const { rowCount } = await db.query(
    `update checkpoint set expires_at = clock_timestamp() + $3 * interval '1 ms', watermark = greatest($4::timestamptz, watermark)
     where name = $1 and epoch = $2`,
    [name, epoch, ttlMilliseconds, watermark ?? null],
  );
  return rowCount === 1;
};

/** Lets the lease go, so that the next leader need not wait for it to run out. */
export const releaseLease = async (db: Pool | ClientBase, name: string, epoch: string): Promise<void> => {
  await db.query('update checkpoint set owner = null, expires_at = null where name = $1 and epoch = $2', [name, epoch]);
};
