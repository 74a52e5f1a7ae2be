// What a projection is: a fold of one stream and the rows that its state means. Pure, so that a rebuild gives the same rows.
import type { RecordedEvent } from '@yimu/domain/kernel';

/** A value as a read model keeps it; bigints and exact decimals travel as text. */
export type Column = string | number | boolean | null;

/** One row a state stands for. `key` is unique within its table for this entity. */
export interface ReadModelRow {
  readonly table: string;
  readonly key: string;
  readonly columns: Readonly<Record<string, Column>>;
}

/** A row with the days on which it holds: from one on, up to but not including another (null = open). */
export interface DatedRow extends ReadModelRow {
  readonly from: string;
  readonly to: string | null;
}

/** An event with all events of each stream that it cites, in the order in which it names them. */
export interface CitingEvent extends RecordedEvent {
  readonly cited?: readonly (readonly RecordedEvent[])[];
}

interface Folding<S> {
  readonly name: string;
  /**
   * Counts up when the same events mean other rows than before; 1 until it is said. A leader writes only among rows of its own version; a
   * service that finds older ones makes them anew when it starts.
   */
  readonly version?: number;
  /** The stream category it folds; the stream is the entity. */
  readonly category: string;
  /** The tables it writes; rows of one entity in one table come from one projection only. */
  readonly tables: readonly string[];
  /**
   * Those of the tables of which it is asked where the stream stands now (If-Match): their open rows move on with every event of it. Of
   * the others `revision` says where the stream stood when the row began or ended. All, where nothing is said.
   */
  readonly heads?: readonly string[];
  /**
   * Types of annulments after which a thing never was: they stand where the event that they take back stood. Any other annulment ends
   * it from its own date.
   */
  readonly voiding?: readonly string[];
  /**
   * The streams that an event rests on, where its own does not say all that a row needs. What is taken from there must have been
   * settled before the event (a published standard): only then does a rebuild give the same rows. Of an event with secret figures
   * only the rest is handed over.
   */
  readonly cites?: (event: RecordedEvent) => readonly string[];
  readonly initial: S;
  readonly evolve: (state: S, event: CitingEvent) => S;
}

/** Of a state that says what is: events are folded in the order in which they hold in the world. */
export interface PointProjection<S = unknown> extends Folding<S> {
  /** The rows that hold from `on` until the next event of the timeline. */
  readonly rows: (state: S, on: string) => readonly ReadModelRow[];
}

/**
 * Of a state that keeps every fact on its own day and answers for any day itself: events are folded in the order they were
 * recorded, as the decider folds them. So a corrected day, and what ends on a day on which nothing is recorded, are right.
 */
export interface DatedProjection<S = unknown> extends Folding<S> {
  /** All rows that the state stands for, over all valid time; those of one key never share a day. */
  readonly datedRows: (state: S) => readonly DatedRow[];
}

/** What stands from a day on, until the next. */
export interface Day {
  readonly on: string;
}

/**
 * Of a state that says day by day what stood: events are folded in the order they were recorded. Days that an event leaves as they
 * were are the same objects afterwards: so it is seen what it changes.
 */
export interface DailyProjection<S = unknown, D extends Day = Day> extends Folding<S> {
  /** The days on which something changed, in their order. */
  readonly days: (state: S) => readonly D[];
  /** The rows that hold from the day until the next one. A row that stays is best the same object. */
  rowsOn(day: D): readonly ReadModelRow[];
}

export type Projection<S = unknown> = PointProjection<S> | DatedProjection<S> | DailyProjection<S>;
