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

export interface Projection<S = unknown> {
  readonly name: string;
  /** The stream category it folds; the stream is the entity. */
  readonly category: string;
  /** The tables it writes; rows of one entity in one table come from one projection only. */
  readonly tables: readonly string[];
  readonly initial: S;
  readonly evolve: (state: S, event: RecordedEvent) => S;
  /** The rows that hold from `on` until the next event of the timeline. */
  readonly rows: (state: S, on: string) => readonly ReadModelRow[];
}
