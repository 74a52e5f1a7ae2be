// The rows of one sheet, as they come. What a formula last gave is not taken for a value: nobody has stated it.
import type { Rejection } from '@yimu/domain/kernel';
import { addressOf, columnOf, decimalOf, type Row } from './cells.ts';
import type { Limits } from './limits.ts';
import { refusal, refuseFile } from './refusals.ts';
import { collected, type Listener } from './xml.ts';

interface OpenCell {
  readonly column: number;
  readonly type: string;
  text: string;
  isFormula: boolean;
}

interface OpenRow {
  readonly number: number;
  readonly cells: string[];
  readonly faults: Rejection[];
}

const rowLimit = 1_048_576;

const listenerFor = (part: string, strings: readonly string[], limits: Limits): Listener<Row> => {
  let rows: Row[] = [];
  let count = 0;
  let last = 0;
  let row: OpenRow = { number: 0, cells: [], faults: [] };
  let cell: OpenCell | undefined;
  let nextColumn = 0;
  let isValue = false;
  let isReading = false;

  const beginRow = (printed: string | undefined): void => {
    const number = printed === undefined ? last + 1 : Number(printed);
    if (!Number.isInteger(number) || number <= last || number > rowLimit) refuseFile('sheet-damaged', { part });
    last = number;
    nextColumn = 0;
    row = { number, cells: [], faults: [] };
  };
  const beginCell = (address: string | undefined, type = 'n'): void => {
    const column = address === undefined ? nextColumn : (columnOf(address) ?? -1);
    if (column < nextColumn) refuseFile('sheet-damaged', { part });
    nextColumn = column + 1;
    cell = { column, type, text: '', isFormula: false };
  };

  const faultOf = ({ column, type, text, isFormula }: OpenCell): Rejection | undefined => {
    const address = addressOf(column, row.number);
    if (isFormula) return refusal('sheet-cell-formula', { address });
    return type === 'e' ? refusal('sheet-cell-error', { address, value: text }) : undefined;
  };
  const printOf = ({ type, text }: OpenCell): string => {
    if (type === 's') return strings[Number(text)] ?? refuseFile('sheet-damaged', { part });
    if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE';
    return type === 'n' ? decimalOf(text) : text;
  };
  const endCell = (ended: OpenCell): void => {
    const fault = faultOf(ended);
    if (fault !== undefined) row.faults.push(fault);
    const print = fault === undefined && ended.text !== '' ? printOf(ended) : '';
    if (fault === undefined && print === '') return;
    if (ended.column >= limits.columns) refuseFile('sheet-too-many-columns', { row: row.number, most: limits.columns });
    if (print.length > limits.cell) refuseFile('sheet-cell-too-long', { row: row.number, most: limits.cell });
    while (row.cells.length < ended.column) row.cells.push('');
    row.cells.push(print);
  };
  const endRow = (): void => {
    if (row.faults.length === 0 && row.cells.every((print) => print.trim() === '')) return;
    count += 1;
    // The heading is one.
    if (count > limits.rows + 1) refuseFile('sheet-too-many-rows', { most: limits.rows });
    rows.push(row);
  };

  return {
    open: (name, attributes) => {
      if (name === 'row') beginRow(attributes.r);
      else if (name === 'c') beginCell(attributes.r, attributes.t);
      else if (name === 'mergeCell') refuseFile('sheet-merged-cells', { range: (attributes.ref ?? '').slice(0, 40) });
      else if (name === 'rPh') isReading = true;
      else if (cell !== undefined && name === 'f') cell.isFormula = true;
      else if (name === 'v' || name === 't') isValue = true;
    },
    text: (more) => {
      if (cell === undefined || !isValue || isReading) return;
      cell.text += more;
      if (cell.text.length > limits.cell) refuseFile('sheet-cell-too-long', { row: row.number, most: limits.cell });
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false;
      else if (name === 'rPh') isReading = false;
      else if (name === 'row') endRow();
      else if (name === 'c' && cell !== undefined) {
        endCell(cell);
        cell = undefined;
      }
    },
    take: () => {
      const taken = rows;
      rows = [];
      return taken;
    },
  };
};

/** The rows of a sheet that hold something, in order. Refuses the file when cells are merged, which its end tells. */
export const sheetRows = async function* (
  bytes: AsyncIterable<Uint8Array>,
  part: string,
  strings: readonly string[],
  limits: Limits,
): AsyncGenerator<Row> {
  for await (const rows of collected(bytes, part, listenerFor(part, strings, limits))) yield* rows;
};
