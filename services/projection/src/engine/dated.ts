// Rows of states that keep their own days (DatedProjection): folding them, and putting rows together day by day.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { Belief, Fold, Step } from './belief.ts';
import type { DatedProjection, DatedRow, ReadModelRow } from './projection.ts';
import { sameColumns } from './same-columns.ts';

const nameOf = ({ table, key, from }: DatedRow): string => `${table}/${key}/${from}`;

/** Folds events in stream order. A belief comes from the event since which it has been held, whatever event says it again. */
export const datedFoldOf = <S>(projection: DatedProjection<S>, events: readonly RecordedEvent[]): Fold => {
  let state = projection.initial;
  // By the day on which they begin: rows of one key never share a day.
  let held: ReadonlyMap<string, Belief> = new Map();

  const take = (event: RecordedEvent): Step => {
    state = projection.evolve(state, event);
    const before = held;
    const after = new Map<string, Belief>();
    for (const row of projection.datedRows(state)) {
      const name = nameOf(row);
      const known = before.get(name);
      const isHeld = known !== undefined && known.to === row.to && sameColumns(known.columns, row.columns);
      after.set(name, isHeld ? known : { ...row, eventId: event.id });
    }
    held = after;
    return {
      ended: [...before].filter(([name, belief]) => after.get(name) !== belief).map(([, belief]) => belief),
      begun: [...after].filter(([name, belief]) => before.get(name) !== belief).map(([, belief]) => belief),
    };
  };

  for (const event of events) take(event);
  return { take, beliefs: () => [...held.values()] };
};

/**
 * Rows by day: `rowsOn` is asked on each of the days on which they may change, and what it answers holds until the next of
 * them. Days may come in any order, several times, and null.
 */
export const piecewise = <D extends string>(
  days: readonly (D | null | undefined)[],
  rowsOn: (day: D) => readonly ReadModelRow[],
): readonly DatedRow[] => {
  const settled: DatedRow[] = [];
  const open = new Map<string, DatedRow>();
  const inOrder = [...new Set(days)].filter((day) => day !== null && day !== undefined).toSorted();
  for (const day of inOrder) {
    const rows = new Map(rowsOn(day).map((row) => [`${row.table}/${row.key}`, row]));
    for (const [key, piece] of open) {
      const row = rows.get(key);
      if (row !== undefined && sameColumns(row.columns, piece.columns)) continue;
      open.delete(key);
      settled.push({ ...piece, to: day });
    }
    for (const [key, row] of rows) if (!open.has(key)) open.set(key, { ...row, from: day, to: null });
  }
  return [...settled, ...open.values()];
};
