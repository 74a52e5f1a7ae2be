import type { Rejection } from '@yimu/domain/kernel';
import type { Row } from './cells.ts';
import type { Limits } from './limits.ts';
import { csvRows } from './read-csv.ts';
import { ndjsonLines, type ObjectLine } from './read-ndjson.ts';
import { xlsxRows } from './read-xlsx.ts';
import { asValues } from './refusals.ts';

export type { Row } from './cells.ts';
export type { FormAbout, FormField, FormSheet } from './form.ts';
export { type Limits, usualLimits } from './limits.ts';
export { answersOf, type FilledForm, readForms } from './read-form.ts';
export type { ObjectLine } from './read-ndjson.ts';
export { formWorkbook, tableWorkbook } from './write-workbook.ts';
export { type ZipEntry, zipOf } from './write-zip.ts';

/** Rows of a file in a table format; a refusal of the file is the last value. The first row is the heading. */
export const rowsOf = (path: string, kind: 'csv' | 'xlsx', limits: Limits): AsyncGenerator<Row | Rejection> =>
  asValues(kind === 'csv' ? csvRows(path, limits) : xlsxRows(path, limits));

/** Lines of an NDJSON file; a refusal of the file is the last value. */
export const objectsOf = (path: string, limits: Limits): AsyncGenerator<ObjectLine | Rejection> => asValues(ndjsonLines(path, limits));
