// The raw limit of a run: the same rows as its results, inserted by hand into a table of the same shape, as many at once as pay off.
import pg from 'pg';

const connections = 4;
const rowsAtOnce = 128;

const insert = `insert into raw_event (stream, revision, id, type, version, data, metadata)
  select * from unnest($1::text[], $2::integer[], $3::uuid[], $4::text[], $5::integer[], $6::text[], $7::text[])`;

interface Row {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: string;
  readonly metadata: string;
}

/** Seconds that the inserts of the last so many results of a city take; reading the rows is not counted. */
export const rawSeconds = async (ownerUrl: string, code: string, count: number): Promise<number> => {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: connections });
  pool.on('error', () => undefined);
  try {
    await pool.query('drop table if exists raw_event');
    await pool.query('create table raw_event (like event including all)');
    const sql = `select position from event where category = 'assessment' and stream like $1 order by position desc offset $2 limit 1`;
    let after = (await pool.query<{ position: string }>(sql, [`%-${code}-%`, count])).rows[0]?.position ?? '0';
    let milliseconds = 0;
    for (;;) {
      const { rows } = await pool.query<Row & { position: string }>(
        `select position, stream, revision, id, type, version, data, metadata from event
         where category = 'assessment' and position > $1 and stream like $2 order by position limit 4096`,
        [after, `%-${code}-%`],
      );
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.position;
      const batches = Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, n) =>
        rows.slice(n * rowsAtOnce, (n + 1) * rowsAtOnce),
      );
      const begun = performance.now();
      await Promise.all(batches.map((batch) => insertRows(pool, batch)));
      milliseconds += performance.now() - begun;
    }
    return milliseconds / 1_000;
  } finally {
    await pool.end();
  }
};

const insertRows = (pool: pg.Pool, rows: readonly Row[]) => {
  const column = <K extends keyof Row>(key: K) => rows.map((row) => row[key]);
  const values = [
    column('stream'),
    column('revision'),
    column('id'),
    column('type'),
    column('version'),
    column('data'),
    column('metadata'),
  ];
  return pool.query({ name: 'raw-many', text: insert, values });
};
