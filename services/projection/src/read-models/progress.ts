import type { Pool } from 'pg';

/** How far the read models are: the position reached, and up to when they are known to be complete. */
export interface Progress {
  readonly position: string | undefined;
  /** Rises when rows change and the position does not. */
  readonly generation?: number;
  readonly watermark: string | undefined;
  /** Whether anything at all is parked, and so missing from rows. */
  readonly parked?: boolean;
}

/** Reads where the projections stand; any replica can. Needs no scope: it says nothing about anybody. */
export const readProgress = async (pool: Pool, name: string): Promise<Progress> => {
  const client = await pool.connect();
  try {
    const [, { rows }] = await Promise.all([
      client.query('begin read only; set local role yimu_scope_subtree'),
      client.query<{ position: string | null; generation: string; watermark: string | null; parked: boolean }>(
        `select position, generation, to_char(watermark at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as watermark, parked from checkpoint where name = $1`,
        [name],
      ),
      client.query('commit'),
    ]);
    client.release();
    const [row] = rows;
    return {
      position: row?.position ?? undefined,
      generation: Number(row?.generation ?? 0),
      watermark: row?.watermark ?? undefined,
      parked: row?.parked ?? false,
    };
  } catch (error) {
    // Its transaction may still be open: nobody may get this connection.
    client.release(true);
    throw error;
  }
};

/** Where the projections stand, for many who ask at once. */
export interface ProgressReader {
  /** Read anew; those who ask while an answer is under way get that one. */
  readonly fresh: () => Promise<Progress>;
  /** Of the last moments. Who is told a watermark that lags is refused what is newer, and never told what is not complete. */
  readonly recent: () => Promise<Progress>;
}

/** Also how old the rows may be of which a remembered answer was made. */
const recentMilliseconds = 20;

/** Shares what `read` answers; `now` counts milliseconds. */
export const sharedProgress = (read: () => Promise<Progress>, now: () => number = () => performance.now()): ProgressReader => {
  let underway: Promise<Progress> | undefined;
  let last: { readonly progress: Progress; readonly askedAt: number } | undefined;
  const ask = async (): Promise<Progress> => {
    const askedAt = now();
    try {
      const progress = await read();
      last = { progress, askedAt };
      return progress;
    } finally {
      underway = undefined;
    }
  };
  const fresh = (): Promise<Progress> => {
    underway ??= ask();
    return underway;
  };
  return { fresh, recent: async () => (last !== undefined && now() - last.askedAt < recentMilliseconds ? last.progress : fresh()) };
};
