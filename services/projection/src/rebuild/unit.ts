// What is rebuilt together: a table that several projections write cannot be filled for one of them alone.
import type { Projection } from '../engine/projection.ts';

/** What src/roll-ups adds up, and the tables in which the sums stand. */
export const addedUp: readonly string[] = ['parcel', 'assessment', 'plan_entry', 'finding'];
const sums = ['roll_up_step', 'roll_up_now', 'roll_up_run', 'roll_up_run_sum'];

const tablesOf = ({ tables }: Projection): readonly string[] =>
  tables.some((table) => addedUp.includes(table)) ? [...tables, ...sums] : tables;

/** Projections that share tables, directly or through others, and all tables that they write. */
export interface Unit {
  readonly projections: readonly Projection[];
  readonly tables: readonly string[];
}

/** The tables of a unit that projections write row by row; the rest is added up from them. */
export const timelinesOf = ({ projections }: Unit): readonly string[] =>
  [...new Set(projections.flatMap(({ tables }) => tables))].toSorted();

/** The unit of the projections of these names; undefined when there is none. The order is that of `all`. */
export const unitOf = (all: readonly Projection[], ...names: readonly string[]): Unit | undefined => {
  const inside = new Set(all.filter(({ name }) => names.includes(name)));
  if (inside.size === 0) return undefined;
  const tables = new Set([...inside].flatMap(tablesOf));
  for (let known = 0; known < inside.size; ) {
    known = inside.size;
    for (const each of all.filter((candidate) => tablesOf(candidate).some((table) => tables.has(table)))) {
      inside.add(each);
      for (const table of tablesOf(each)) tables.add(table);
    }
  }
  return { projections: all.filter((each) => inside.has(each)), tables: [...tables].toSorted() };
};

/** All projections as one unit, for a fill from the first event. */
export const everything = (all: readonly Projection[]): Unit => ({
  projections: all,
  tables: [...new Set(all.flatMap((each) => tablesOf(each)))].toSorted(),
});
