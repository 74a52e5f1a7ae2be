// Rows by the thousand, written by SQL: eight districts of a city with five towns each, every tenth thing in two towns.
import type pg from 'pg';

const usual: Readonly<Record<string, string>> = {
  text: `'[]'`,
  uuid: 'gen_random_uuid()',
  integer: '1',
  bigint: '1',
  boolean: 'false',
  date: `date '2024-01-01'`,
};

/** An id that the number of a thing and the kind of thing mean. */
export const numbered = (kind: string): string => `md5('${kind}' || n)::uuid`;

/**
 * Fills a timeline table with so many things; one in five holds no more in 2024. `columns` are SQL over `n`; what they leave out and must
 * not be null is filled by its type.
 */
export const fillTable = async (
  client: pg.Client,
  table: string,
  stream: string,
  columns: Readonly<Record<string, string>>,
  things = 10_000,
): Promise<void> => {
  const { rows } = await client.query<{ name: string; type: string; needed: boolean }>(
    `select attname as name, format_type(atttypid, null) as type, attnotnull and not atthasdef as needed from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
    [table],
  );
  const timeline: Readonly<Record<string, string>> = {
    entity: `'${stream}-' || ${numbered(stream)}`,
    row_key: `'row ' || copy`,
    digest: 'n::text',
    valid: `case n % 5 when 0 then daterange('2020-01-01', '2023-01-01') else daterange('2020-01-01', null) end`,
    recorded: `tstzrange('2020-01-01'::timestamptz + n * interval '1 ms', null)`,
    city_code: `'310000'`,
    district_code: `(310110 + n % 8)::text`,
    town_code: `(310110 + n % 8)::text || (100 + n % 40 + 40 * copy)::text`,
  };
  const all = { ...timeline, ...columns };
  const written = rows.flatMap(({ name, type, needed }) => {
    const value = all[name] ?? (needed ? usual[type] : undefined);
    if (value === undefined && needed) throw new Error(`${table}.${name}: nothing to fill a ${type} with`);
    return value === undefined ? [] : [[name, value] as const];
  });
  const hasLevels = rows.some(({ name }) => name === 'town_code');
  await client.query(
    `insert into ${table} (${written.map(([name]) => name).join(', ')}) select ${written.map(([, value]) => value).join(', ')}
     from generate_series(1, ${things}) n, generate_series(0, ${hasLevels ? '(n % 10 = 0)::int' : '0'}) copy`,
  );
};
