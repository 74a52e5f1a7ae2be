import type { ImportRowEvent, ImportRowFact } from './events.ts';

type RowData = Extract<ImportRowFact, { type: 'ImportRowRecorded' }>['data'];

export interface Absent {
  readonly kind: 'absent';
}

/** What the row said when it was last read, and what it was matched to. */
export interface Recorded extends Pick<RowData, 'document' | 'list' | 'row' | 'contentHash' | 'target'> {
  readonly kind: 'recorded';
}

export type ImportRowState = Absent | Recorded;

export const absent: ImportRowState = { kind: 'absent' };

/** Folds one event of an `importrow-<hash>` stream: the last reading counts. */
export const evolve = (_: ImportRowState, { data: { document, list, row, contentHash, target } }: ImportRowEvent): ImportRowState => ({
  kind: 'recorded',
  document,
  list,
  row,
  contentHash,
  target,
});
