// New rows against those in use, whatever order they lie in. What is added up is compared by what it adds up to: a sum may be made of
// other steps.
import type { ClientBase } from 'pg';

/** A table whose new rows are others: how many rows only one of the two has. */
export interface Difference {
  readonly table: string;
  readonly onlyNew: number;
  readonly onlyOld: number;
}

const measures = ['things', 'marked', 'with_area', 'units', 'low', 'high'];
const sums = measures.map((name) => `sum(${name})`).join(', ');
const anything = `(${sums}) <> (0, 0, 0, 0, 0, 0)`;
const cell = 'city_code, district_code, town_code, kind, cycle, grade, land_use';

/** Tables that are no timelines, by what their rows come to; none for those that say the same as another once more. */
const meaning: Readonly<Record<string, ((from: string) => string) | undefined>> = {
  roll_up_step: (from) =>
    `select concat_ws('|', known, on_day, of_district, of_city, ${cell}, ${sums}) as line from ${from}
     group by known, on_day, of_district, of_city, ${cell} having ${anything}`,
  roll_up_now: (from) =>
    `select concat_ws('|', grain, on_day, ${cell}, ${sums}) as line from ${from} group by grain, on_day, ${cell} having ${anything}`,
  roll_up_run: undefined,
  roll_up_run_sum: undefined,
};

/** SQL of the lines of a table, of all entities or of those in $1; undefined when there is nothing to compare. */
const linesOf = (client: ClientBase, schema: string, table: string, some: boolean): string | undefined => {
  const from = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(table)}`;
  if (table in meaning) return some ? undefined : meaning[table]?.(from);
  return `select t::text as line from ${from} t${some ? ' where t.entity = any ($1)' : ''}`;
};

const differenceIn = async (
  client: ClientBase,
  schemas: readonly [string, string],
  table: string,
  streams: readonly string[] | undefined,
): Promise<Difference | undefined> => {
  const [fresh, used] = schemas.map((schema) => linesOf(client, schema, table, streams !== undefined));
  if (fresh === undefined || used === undefined) return undefined;
  const values = streams === undefined ? [] : [streams];
  const summed = (lines: string): string => `select count(*), sum(hashtextextended(line, 0)::numeric) from (${lines}) l`;
  const same = await client.query<{ same: boolean }>(
    `select (${row(summed(fresh))}) is not distinct from (${row(summed(used))}) as same`,
    values,
  );
  if (same.rows[0]?.same === true) return undefined;
  const only = (one: string, other: string): string => `(select count(*) from (${one} except all ${other}) l)`;
  const { rows } = await client.query<{ fresh: string; used: string }>(
    `select ${only(fresh, used)} as fresh, ${only(used, fresh)} as used`,
    values,
  );
  const [counted] = rows;
  return { table, onlyNew: Number(counted?.fresh ?? 0), onlyOld: Number(counted?.used ?? 0) };
};

const row = (select: string): string => `select row(s.*)::text from (${select}) s`;

/**
 * The tables whose rows differ between two schemas.
 * @param streams only rows of these entities
 */
export const differences = async (
  client: ClientBase,
  schemas: readonly [fresh: string, used: string],
  tables: readonly string[],
  streams?: readonly string[],
): Promise<readonly Difference[]> => {
  const found: Difference[] = [];
  if (streams?.length === 0) return found;
  for (const table of tables) {
    const difference = await differenceIn(client, schemas, table, streams);
    if (difference !== undefined) found.push(difference);
  }
  return found;
};
