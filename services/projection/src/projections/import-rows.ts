import type { ImportRowFact } from '@yimu/domain/importrow/events';
import type { RecordedEvent } from '@yimu/domain/kernel';
import { levelCodes } from '../engine/level-codes.ts';
import type { Projection } from '../engine/projection.ts';

type Content = ImportRowFact['data'];

/** What each row of an imported list said last, and what it was entered as. */
export const importRows: Projection<Content | null> = {
  name: 'import-rows',
  category: 'importrow',
  tables: ['import_row'],
  initial: null,
  evolve: (_, recorded: RecordedEvent) => {
    const event = recorded as unknown as ImportRowFact;
    return event.data;
  },
  rows: (content) => {
    if (content === null) return [];
    const { rowId, document, list, row, name, contentHash, cells, target, jurisdiction } = content;
    return [
      {
        table: 'import_row',
        key: 'row',
        columns: {
          row_id: rowId,
          document,
          list,
          source_row: row,
          name,
          content_hash: contentHash,
          cells: JSON.stringify(cells),
          target_kind: target.kind,
          target_id: target.id,
          ...levelCodes(jurisdiction),
        },
      },
    ];
  },
};
