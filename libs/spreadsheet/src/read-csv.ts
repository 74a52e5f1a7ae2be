// A CSV file → its rows. Quoted as RFC 4180 has it, lines of any kind, tabs where a spreadsheet wrote "Unicode text".
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { addressOf, type Row } from './cells.ts';
import { textOf } from './encoding.ts';
import type { Limits } from './limits.ts';
import { refusal, refuseFile, rejectionIn } from './refusals.ts';

const rowOf = (cells: readonly string[], number: number, { columns, cell }: Limits): Row => {
  const width = cells.findLastIndex((print) => print.trim() !== '') + 1;
  if (width > columns) refuseFile('sheet-too-many-columns', { row: number, most: columns });
  const printed = cells.slice(0, width);
  if (printed.some((print) => print.length > cell)) refuseFile('sheet-cell-too-long', { row: number, most: cell });
  const faults = printed.flatMap((print, column) =>
    print.startsWith('=') ? [refusal('sheet-cell-formula', { address: addressOf(column, number) })] : [],
  );
  return { number, cells: printed, faults };
};

/** What stopped the parser: a record or a quote without end, else the refusal or fault it stumbled over. */
const stumbled = (error: unknown, number: number, { cell }: Limits): never => {
  if (!(error instanceof CsvError)) throw error;
  return error.code === 'CSV_MAX_RECORD_SIZE'
    ? refuseFile('sheet-cell-too-long', { row: number + 1, most: cell })
    : refuseFile('sheet-quotes-wrong', { row: number });
};

/** The records of a CSV that hold something, in order; the number counts all of them. Throws what refuses the file. */
export const csvRows = async function* (path: string, limits: Limits): AsyncGenerator<Row> {
  const text = textOf(path);
  const { value: start = '' } = await text.next();
  const [firstLine = ''] = start.split(/\r|\n/, 1);
  const parser = parse({
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    delimiter: firstLine.includes('\t') && !firstLine.includes(',') ? '\t' : ',',
    max_record_size: limits.columns * limits.cell,
  });
  const whole = async function* (): AsyncGenerator<string> {
    yield start;
    yield* text;
  };
  const source = Readable.from(whole());
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let number = 0;
  let count = 0;
  try {
    for await (const cells of parser as AsyncIterable<readonly string[]>) {
      number += 1;
      const row = rowOf(cells, number, limits);
      if (row.cells.length === 0) continue;
      count += 1;
      // The heading is one.
      if (count > limits.rows + 1) refuseFile('sheet-too-many-rows', { most: limits.rows });
      yield row;
    }
  } catch (error) {
    if (rejectionIn(error) !== undefined) throw error;
    stumbled(error, number, limits);
  } finally {
    source.destroy();
  }
};
