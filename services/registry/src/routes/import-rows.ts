import { createHash } from 'node:crypto';
import { importRow, importRowCommands } from '@yimu/domain/importrow';
import { type CommandRoute, commandRoute, inScope } from '@yimu/server';

/**
 * The identity of a row of a list: SHA-256, hexadecimal, of the JSON text ["<code>","<文号>","<list>","<序号>"] in UTF-8. A list,
 * so that no two places have one text; the jurisdiction, so that nobody can occupy the rows of another.
 */
const rowIdOf = (jurisdiction: string, document: string, list: string, row: string): string =>
  createHash('sha256')
    .update(JSON.stringify([jurisdiction, document, list, row]))
    .digest('hex');

export const importRowRoutes: readonly CommandRoute[] = [
  commandRoute({
    path: '/import-rows',
    command: 'RecordImportRow',
    summary: 'Record what a row of a list reads, and what it was matched to',
    schema: importRowCommands.RecordImportRow.omit({ rowId: true }),
    toData: ({ body }) => ({ ...body, rowId: rowIdOf(body.jurisdiction, body.document, body.list, body.row) }),
    decider: importRow,
    stream: ({ rowId }) => `importrow-${rowId}`,
    admitNew: ({ jurisdiction }, caller) => inScope(caller, jurisdiction),
    id: ({ rowId }) => rowId,
  }),
];
