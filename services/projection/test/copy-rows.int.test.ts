// Rows written by COPY are the rows that an insert of JSON writes, whatever stands in them.
import { testDatabase } from '@yimu/testing/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Begun } from '../src/engine/changes.ts';
import { lineOf } from '../src/engine/copy-text.ts';
import { insertBegun } from '../src/engine/store-rows.ts';
import { columnsIn, copyLines } from '../src/rebuild/copy-rows.ts';
import { randomOf } from './support/random.ts';
import { idOf } from './support/world.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let client: pg.Client;
const odd = [
  '',
  ' ',
  '\t',
  '\\',
  '\n',
  '\r',
  '\r\n',
  '\\N',
  '\\.',
  '\\t',
  'a\\',
  '"',
  "'",
  ',',
  '{}',
  'null',
  'NULL',
  '宗地',
  '𠮷🏭',
  '\u2028',
  '\u0001',
  '\u007f',
];

const { below, chance, pick } = randomOf(7);
const text = (): string => Array.from({ length: below(5) }, () => pick(odd)).join('');
const arrayOf = (values: readonly string[]): string => `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;

const begun = (n: number): Begun => {
  const columns = {
    said: chance(0.2) ? null : text(),
    list: chance(0.2) ? null : arrayOf(Array.from({ length: below(4) }, text)),
    amount: pick(['123456789012345678', '0', null]),
    counted: pick([0, -1, 42, null]),
    known: pick([true, false, null]),
  };
  const to = pick([null, '2024-06-01']);
  const recordedTo = pick([null, '2024-06-02T10:00:00.000002Z']);
  // A row does not tell every column, and not in the same order.
  const some = Object.fromEntries(
    Object.entries(columns)
      .filter(() => chance(0.9))
      .toReversed(),
  );
  return {
    entity: `note-${n}`,
    belief: { table: 'note', key: text(), columns: some, from: '2024-01-01', to, eventId: idOf(`${n}`) },
    digest: text(),
    recordedFrom: '2024-06-01T10:00:00.000001Z',
    recordedTo,
    revision: n,
  };
};

const copyNotes = async (...rows: readonly Begun[]): Promise<void> => {
  const columns = (await columnsIn(client, ['note'])).get('note') ?? [];
  await copyLines(
    client,
    'note',
    columns,
    rows.map((each) => lineOf(each, columns)),
  );
};

beforeAll(async () => {
  database = await testDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  for (const schema of ['inserted', 'copied', 'guarded'])
    await client.query(`create schema ${schema} create table note (entity text, row_key text, digest text, valid daterange, recorded tstzrange,
      event_id uuid, revision integer, list text[], said text, amount bigint, counted integer, known boolean)`);
});
afterAll(async () => {
  await client.end();
  await database.close();
});

const stored = async (schema: string): Promise<readonly unknown[]> =>
  (await client.query(`select t::text from ${schema}.note t order by revision`)).rows;

describe('rows by COPY', () => {
  it('are those of an insert, for every text that is odd to it', async () => {
    const rows = Array.from({ length: 2_000 }, (_, n) => begun(n));
    await client.query('set search_path = inserted');
    await insertBegun(client, 'note', rows)();
    await client.query('set search_path = copied');
    await copyNotes(...rows);
    expect(await stored('copied')).toEqual(await stored('inserted'));
    expect(
      (await client.query('select said from copied.note where revision = any($1)', [rows.map(({ revision }) => revision)])).rowCount,
    ).toBe(2_000);
  });

  it('a value that its column cannot hold is an error of content, after which the connection goes on', async () => {
    const wrong = { ...begun(1), belief: { ...begun(1).belief, columns: { counted: 'many' } } };
    await client.query('begin');
    await expect(copyNotes(wrong)).rejects.toMatchObject({ code: '22P02' });
    await client.query('rollback');
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('is refused where row-level security guards the table from the writer', async () => {
    await client.query(`create role copier; grant usage on schema guarded to copier; grant select, insert on guarded.note to copier;
      alter table guarded.note enable row level security; set role copier; set search_path = guarded`);
    await expect(copyNotes(begun(1))).rejects.toThrow('COPY FROM not supported with row-level security');
    await client.query('reset role; drop owned by copier; drop role copier');
  });
});
