// Rows counted and added up in any order: what a fill has written, and what a table holds.
import { hash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { Begun } from '../engine/changes.ts';

/** How many rows, and the sum of their checksums modulo 2^64. */
export interface Sum {
  readonly rows: number;
  readonly checksum: bigint;
}

/** Sums by table. */
export type Sums = ReadonlyMap<string, Sum>;

const nothing: Sum = { rows: 0, checksum: 0n };

const checksumOf = ({ entity, belief, digest, recordedFrom, recordedTo, revision }: Begun): bigint =>
  hash('md5', `${entity}|${belief.key}|${digest}|${recordedFrom}|${recordedTo ?? ''}|${revision}`, 'buffer').readBigInt64BE(0);

/** The sum of rows about to be written. The digest stands for all that a row believes. */
export const sumOf = (begun: readonly Begun[]): Sum => ({
  rows: begun.length,
  checksum: BigInt.asIntN(
    64,
    begun.reduce((total, each) => total + checksumOf(each), 0n),
  ),
});

/** Both together. */
export const plus = (left: Sums, right: Sums): Sums => {
  const both = new Map(left);
  for (const [table, { rows, checksum }] of right) {
    const known = both.get(table) ?? nothing;
    both.set(table, { rows: known.rows + rows, checksum: BigInt.asIntN(64, known.checksum + checksum) });
  }
  return both;
};

const instant = (bound: string): string => `to_char(${bound}(recorded) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** What a table of a schema holds, added up by the database. */
export const sumInDatabase = async (client: ClientBase, schema: string, table: string): Promise<Sum> => {
  const { rows } = await client.query<{ rows: string; checksum: string }>(
    `select count(*) as rows, coalesce(sum(('x' || left(md5(concat_ws('|', entity, row_key, digest, ${instant('lower')},
       coalesce(${instant('upper')}, ''), revision)), 16))::bit(64)::bigint), 0) as checksum
     from ${client.escapeIdentifier(schema)}.${client.escapeIdentifier(table)}`,
  );
  const [row] = rows;
  return { rows: Number(row?.rows ?? 0), checksum: BigInt.asIntN(64, BigInt(row?.checksum ?? 0)) };
};

/** Tables in which other rows lie than were written. */
export const unlike = async (client: ClientBase, schema: string, tables: readonly string[], written: Sums): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const table of tables) {
    const { rows, checksum } = await sumInDatabase(client, schema, table);
    const wanted = written.get(table) ?? nothing;
    if (rows !== wanted.rows || checksum !== wanted.checksum) found.push(table);
  }
  return found;
};
