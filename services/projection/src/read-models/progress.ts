import type { Pool } from 'pg';

/** How far the read models are: the position reached, and up to when they are known to be complete. */
export interface Progress {
  readonly position: string | undefined;
  readonly watermark: string | undefined;
}

/** Reads where the projections stand; any replica can. Needs no scope: it says nothing about anybody. */
export const readProgress = async (pool: Pool, name: string): Promise<Progress> => {
  const client = await pool.connect();
  try {
    await client.query('begin read only; set local role yimu_scope_subtree');
    const { rows } = await client.query<{ position: string | null; watermark: string | null }>(
      `select position, to_char(watermark at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as watermark from checkpoint where name = $1`,
      [name],
    );
    await client.query('commit');
    client.release();
    return { position: rows[0]?.position ?? undefined, watermark: rows[0]?.watermark ?? undefined };
  } catch (error) {
    // Its transaction may still be open: nobody may get this connection.
    client.release(true);
    throw error;
  }
};
