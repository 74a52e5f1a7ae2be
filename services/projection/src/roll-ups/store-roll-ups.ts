// Sums are kept in the transaction that changes what they add up.
import type { ClientBase } from 'pg';
import type { Changes } from '../engine/changes.ts';
import { type Step, stepsOf } from './steps.ts';

/** How many steps are added up to one run. A question about the past reads the steps of one, so it must not be many. */
const stepsInRun = 4_096;

const columns = `known, on_day, city_code, district_code, town_code, of_town, of_district, of_city, kind, cycle, grade, land_use,
  things, marked, with_area, units, low, high`;

/** Takes what a batch changes into the sums, within the transaction that the client is in. Sums are the same however batches are cut. */
export const rollUp = async (client: ClientBase, changes: Pick<Changes, 'begun' | 'ended'>, size = stepsInRun): Promise<void> => {
  const steps = stepsOf(changes);
  if (steps.length === 0) return;
  const { rows } = await client.query<{ first: string }>(
    `with stored as (insert into roll_up_step (${columns})
       select ${columns} from jsonb_to_recordset($1::jsonb) as s (known timestamptz, on_day date, city_code text, district_code text,
         town_code text, of_town boolean, of_district boolean, of_city boolean, kind text, cycle text, grade text, land_use text,
         things bigint, marked bigint, with_area bigint, units bigint, low bigint, high bigint)
       returning seq)
     select min(seq) as first from stored`,
    [written(steps)],
  );
  await client.query('select roll_up_add($1), roll_up_close($2)', [rows[0]?.first, size]);
};

const written = (steps: readonly Step[]): string =>
  JSON.stringify(steps, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value));

/** Sums by the table whose rows they add up. */
const kindsOf: Readonly<Record<string, string>> = { parcel: 'parcel', assessment: 'grade', plan_entry: 'plan', finding: 'finding' };

/**
 * Adds up anew what the rows of these tables say, as known then and now, within the transaction that the client is in: after they were
 * filled by other means than `rollUp`. Tables that no sum counts are passed over.
 */
export const rollUpAgain = async (client: ClientBase, tables: readonly string[], size = stepsInRun): Promise<void> => {
  const kinds = tables.flatMap((table) => kindsOf[table] ?? []);
  if (kinds.length > 0) await client.query('select roll_up_again($1, $2)', [kinds, size]);
};
