// Rows of states that say day by day what stood (DailyProjection). Only the days that an event changes are asked for their rows again:
// an event that holds on or after the last day, the usual case, costs its own day; a correction costs the days from its own on.
import type { RecordedEvent } from '@yimu/domain/kernel';
import type { Belief, Fold, Step } from './belief.ts';
import type { DailyProjection, Day, ReadModelRow } from './projection.ts';
import { sameColumns } from './same-columns.ts';

/** A row over some days; `belief` is what was believed of just these days before. */
interface Piece {
  readonly row: ReadModelRow;
  readonly from: string;
  readonly to: string | null;
  readonly belief?: Belief;
}
type Held = Required<Piece>;

/** Folds events in stream order. A belief comes from the event since which it has been held, whatever event says it again. */
export const dailyFoldOf = <S, D extends Day>(projection: DailyProjection<S, D>, events: readonly RecordedEvent[]): Fold => {
  let state = projection.initial;
  let days: readonly D[] = [];
  let held: readonly Held[] = [];

  const take = (event: RecordedEvent): Step => {
    state = projection.evolve(state, event);
    const before = days;
    days = projection.days(state);
    const changed = days.findIndex((day, n) => day !== before[n]);
    if (changed === -1 && days.length === before.length) return { ended: [], begun: [] };
    const first = changed === -1 ? days.length : changed;
    const since = earlier(days[first]?.on, before[first]?.on);
    const { settled, open, undone } = asBefore(held, since);
    const reopened = undone.filter(({ from }) => from < since);
    const pieces = continued([...open, ...reopened.map(({ row, from }) => ({ row, from, to: null }))], days.slice(first), (day) =>
      projection.rowsOn(day),
    );
    const step = compared([...open, ...undone], pieces, event.id);
    held = [...settled, ...step.held];
    return step;
  };

  for (const event of events) take(event);
  return { take, beliefs: () => held.map(({ belief }) => belief) };
};

/** The earlier of two days, of which one at least is there. */
const earlier = (left = '9999-12-31', right = '9999-12-31'): string => (left < right ? left : right);

/** What a day does not touch, what is open when it begins and ever after, and what it or a later day closed or began. */
const asBefore = (
  held: readonly Held[],
  day: string,
): { readonly settled: readonly Held[]; readonly open: readonly Held[]; readonly undone: readonly Held[] } => {
  const settled: Held[] = [];
  const open: Held[] = [];
  const undone: Held[] = [];
  for (const piece of held) {
    if (piece.to !== null && piece.to < day) settled.push(piece);
    else if (piece.to === null && piece.from < day) open.push(piece);
    else undone.push(piece);
  }
  return { settled, open, undone };
};

const nameOf = ({ table, key }: ReadModelRow): string => `${table}/${key}`;

/** What becomes of rows that were open when the first of these days began. */
const continued = <D extends Day>(
  before: readonly Piece[],
  days: readonly D[],
  rowsOn: (day: D) => readonly ReadModelRow[],
): readonly Piece[] => {
  const settled: Piece[] = [];
  let open: ReadonlyMap<ReadModelRow, Piece> = new Map(before.map((piece) => [piece.row, piece]));
  for (const day of days) {
    const next = new Map<ReadModelRow, Piece>();
    const fresh: ReadModelRow[] = [];
    for (const row of rowsOn(day)) {
      const same = open.get(row);
      if (same === undefined) fresh.push(row);
      else next.set(row, same);
    }
    const gone = new Map<string, Piece>();
    for (const [row, piece] of open) if (!next.has(row)) gone.set(nameOf(row), piece);
    for (const row of fresh) {
      const former = gone.get(nameOf(row));
      if (former === undefined || !sameColumns(former.row.columns, row.columns)) next.set(row, { row, from: day.on, to: null });
      else if (gone.delete(nameOf(row))) next.set(row, { ...former, row });
    }
    for (const { row, from } of gone.values()) settled.push({ row, from, to: day.on });
    open = next;
  }
  return [...settled, ...open.values()];
};

/** Which pieces were believed already, which are new, and which beliefs are held no longer. */
const compared = (before: readonly Held[], pieces: readonly Piece[], eventId: string): Step & { readonly held: readonly Held[] } => {
  const kept = new Set(pieces.map(({ belief }) => belief));
  const left = new Map<string, Belief>();
  for (const { belief } of before) if (!kept.has(belief)) left.set(`${nameOf(belief)}/${belief.from}`, belief);
  const begun: Belief[] = [];
  const held = pieces.map((piece): Held => {
    const { row, from, to, belief } = piece;
    if (belief !== undefined) return { row, from, to, belief };
    const name = `${nameOf(row)}/${from}`;
    const known = left.get(name);
    if (known !== undefined && known.to === to && sameColumns(known.columns, row.columns)) {
      left.delete(name);
      return { row, from, to, belief: known };
    }
    const next = { table: row.table, key: row.key, columns: row.columns, from, to, eventId };
    begun.push(next);
    return { row, from, to, belief: next };
  });
  return { held, begun, ended: [...left.values()] };
};
