import type { View } from '../tenancy/view.ts';

export interface ImportRowRow {
  readonly row_id: string;
  readonly document: string;
  readonly list: string;
  readonly source_row: string;
  readonly name: string;
  readonly content_hash: string;
  readonly cells: string;
  readonly target_kind: string;
  readonly target_id: string;
}

/** What the rows of a document said when they were last imported. */
export const readImportRows = (view: View, document: string): Promise<ImportRowRow[]> =>
  view.read(
    ({
      bind,
      at,
      within,
    }) => `select r.row_id, r.document, r.list, r.source_row, r.name, r.content_hash, r.cells, r.target_kind, r.target_id
      from import_row r where r.document = ${bind(document)} and ${at('r')} and ${within('import_row', 'r')}
      order by r.list, length(r.source_row), r.source_row`,
  );
