// What is to be done: the rows of the files beside the rows of the last import.
import type { Cells } from './cell-reader.ts';
import type { RecordedRow } from './ledger.ts';
import { citationOf, type Manifest } from './manifest.ts';
import type { ListRow } from './read-lists.ts';

/** One cell that reads otherwise; absent columns read as nothing. */
export interface Difference {
  readonly column: string;
  readonly before: string;
  readonly after: string;
}

export type Change =
  | { readonly kind: 'new' }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'changed'; readonly recorded: RecordedRow; readonly differences: readonly Difference[] }
  /** A list no context keeps yet. */
  | { readonly kind: 'checked' };

export interface Comparison {
  readonly rows: readonly { readonly row: ListRow; readonly change: Change }[];
  /** Recorded rows that the files no longer have. */
  readonly missing: readonly RecordedRow[];
}

const differencesOf = (before: Cells, after: Cells): readonly Difference[] =>
  [...new Set([...Object.keys(after), ...Object.keys(before)])]
    .map((column) => ({ column, before: before[column] ?? '', after: after[column] ?? '' }))
    .filter((each) => each.before !== each.after);

const changeOf = (row: ListRow, recorded: RecordedRow | undefined): Change => {
  if (row.facts.kind === 'checked') return { kind: 'checked' };
  if (recorded === undefined) return { kind: 'new' };
  if (recorded.contentHash === row.contentHash) return { kind: 'unchanged' };
  return { kind: 'changed', recorded, differences: differencesOf(recorded.cells, row.cells) };
};

/**
 * Compares rows with what was recorded of the document.
 * @param read names of the files that were read: rows of other lists are not missing, they were not looked for
 */
export const compare = (
  manifest: Manifest,
  read: readonly string[],
  rows: readonly ListRow[],
  recorded: readonly RecordedRow[],
): Comparison => {
  const byId = new Map(recorded.map((each) => [each.id, each]));
  const present = new Set(rows.map(({ rowId }) => rowId));
  const notRead = new Set(manifest.lists.filter(({ file }) => !read.includes(file)).map(citationOf));
  return {
    rows: rows.map((row) => ({ row, change: changeOf(row, byId.get(row.rowId)) })),
    missing: recorded.filter(({ id, list }) => !present.has(id) && !notRead.has(list)),
  };
};
