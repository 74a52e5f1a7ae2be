// Rows of states that keep their own days (DatedProjection): folding them, and putting rows together day by day.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { Belief, Fold, Step } from './belief.ts';
import type { DatedProjection, DatedRow, ReadModelRow } from './projection.ts';

const contentOf = ({ table, key, columns, from, to }: DatedRow): string => JSON.stringify([table, key, columns, from, to]);

/** Folds events in stream order. A belief comes from the event since which it has been held, whatever event says it again. */
export const datedFoldOf = <S>(projection: DatedProjection<S>, events: readonly RecordedEvent[]): Fold => {
  let state = projection.initial;
  let held: ReadonlyMap<string, Belief> = new Map();

  const take = (event: RecordedEvent): Step => {
    state = projection.evolve(state, event);
    const before = held;
    const rows = new Map(projection.datedRows(state).map((row) => [contentOf(row), row]));
    held = new Map([...rows].map(([content, row]) => [content, before.get(content) ?? { ...row, eventId: event.id }]));
    return {
      ended: [...before].filter(([content]) => !rows.has(content)).map(([, belief]) => belief),
      begun: [...held].filter(([content]) => !before.has(content)).map(([, belief]) => belief),
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
      if (row !== undefined && JSON.stringify(row.columns) === JSON.stringify(piece.columns)) continue;
      open.delete(key);
      settled.push({ ...piece, to: day });
    }
    for (const [key, row] of rows) if (!open.has(key)) open.set(key, { ...row, from: day, to: null });
  }
  return [...settled, ...open.values()];
};
