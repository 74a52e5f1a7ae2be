// An uploaded file → the rows that ask for something. It is read twice: what speaks against the file as a whole, and merged cells stand at
// the end of a sheet, has to be known before the first row is given.
import { isRejection, type Rejection } from '@yimu/domain/kernel';
import type { Quantity, SubjectKind } from '@yimu/domain/scoring';
import { objectsOf, type Row, rowsOf, usualLimits } from '@yimu/spreadsheet';
import type { AskedRow } from './asked-row.ts';
import { columnsOf, type Headed } from './headings.ts';
import { lineReader } from './object-rows.ts';
import { refusal } from './refusals.ts';
import { rowReader } from './table-rows.ts';

export const fileKinds = {
  'text/csv': 'csv',
  'application/x-ndjson': 'ndjson',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
} as const;
export type FileKind = (typeof fileKinds)[keyof typeof fileKinds];

interface Terms {
  readonly subject: SubjectKind;
  readonly quantities: readonly Quantity[];
}

/** The values of a reading that was whole before; a refusal now means that somebody changed the file. */
const whole = async function* <T>(reading: AsyncIterable<T | Rejection>): AsyncGenerator<T> {
  for await (const item of reading) {
    if (isRejection(item)) throw new Error(`a file that was whole is so no longer: ${item.en}`);
    yield item;
  }
};

/** Reads to the end; what refuses the file. */
const soundness = async (reading: AsyncIterable<unknown>): Promise<Rejection | undefined> => {
  for await (const item of reading) if (isRejection(item)) return item;
  return undefined;
};

const tableRows = async function* (rows: AsyncIterable<Row>, columns: readonly Headed[]): AsyncGenerator<AskedRow> {
  const read = rowReader(columns);
  let isHeading = true;
  for await (const row of rows) {
    if (!isHeading) yield read(row);
    isHeading = false;
  }
};

const askedOfTable = async (path: string, kind: 'csv' | 'xlsx', terms: Terms): Promise<AsyncIterable<AskedRow> | Rejection> => {
  const rows = rowsOf(path, kind, usualLimits);
  const { value: heading, done } = await rows.next();
  if (done === true) return refusal('upload-empty');
  if (isRejection(heading)) return heading;
  const [fault] = heading.faults;
  const columns = fault ?? columnsOf(heading.cells, terms);
  const refused = isRejection(columns) ? columns : await soundness(rows);
  await rows.return(undefined);
  if (refused !== undefined) return refused;
  return isRejection(columns) ? columns : tableRows(whole(rowsOf(path, kind, usualLimits)), columns);
};

const askedOfLines = async (path: string, { subject }: Terms): Promise<AsyncIterable<AskedRow> | Rejection> => {
  const refused = await soundness(objectsOf(path, usualLimits));
  if (refused !== undefined) return refused;
  const read = lineReader(subject);
  return (async function* () {
    for await (const line of whole(objectsOf(path, usualLimits))) yield read(line);
  })();
};

/** The rows of a file, or what refuses it as a whole. */
export const askedRows = (path: string, kind: FileKind, terms: Terms): Promise<AsyncIterable<AskedRow> | Rejection> =>
  kind === 'ndjson' ? askedOfLines(path, terms) : askedOfTable(path, kind, terms);
