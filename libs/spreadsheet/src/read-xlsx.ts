// An XLSX file → the rows of its sheets.
import { open } from 'node:fs/promises';
import type { Row } from './cells.ts';
import type { Limits } from './limits.ts';
import { refuseFile } from './refusals.ts';
import { sharedStringsOf } from './shared-strings.ts';
import { sheetRows } from './sheet-rows.ts';
import { type SheetPart, workbookOf } from './workbook.ts';
import { openArchive } from './zip.ts';

/** Of the container of old Office files, and of new ones that are encrypted. */
const compoundFile = Buffer.from('d0cf11e0a1b11ae1', 'hex');

const firstBytes = async (path: string): Promise<Uint8Array> => {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(compoundFile.length), 0, compoundFile.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
};

/** One sheet and its rows; the rows of one are read before those of the next. */
export interface ReadSheet {
  readonly name: string;
  readonly rows: AsyncIterable<Row>;
}

/** The visible sheets of a workbook. Throws what refuses the file. */
export const sheetsOf = async function* (path: string, limits: Limits): AsyncGenerator<ReadSheet> {
  if (compoundFile.equals(await firstBytes(path))) refuseFile('sheet-locked-or-legacy');
  const archive = await openArchive(path, limits);
  try {
    const { sheets, sharedStrings } = await workbookOf(archive);
    const strings = sharedStrings === undefined ? [] : await sharedStringsOf(archive.read(sharedStrings), sharedStrings, limits);
    const readSheet = ({ name, part }: SheetPart): ReadSheet => ({ name, rows: sheetRows(archive.read(part), part, strings, limits) });
    for (const sheet of sheets) yield readSheet(sheet);
  } finally {
    archive.close();
  }
};

/** The rows of the first visible sheet. */
export const xlsxRows = async function* (path: string, limits: Limits): AsyncGenerator<Row> {
  for await (const { rows } of sheetsOf(path, limits)) {
    yield* rows;
    return;
  }
};
