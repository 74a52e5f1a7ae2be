// Cells of one row as the values their columns promise.
import { type Area, area } from '@yimu/domain/kernel';
import { decimalOf, rowNumberOf, tidyName, yearOf } from './normalise.ts';

/** Column → raw cell. */
export type Cells = Readonly<Record<string, string>>;

export interface CellFault {
  readonly column: string;
  readonly zh: string;
  readonly en: string;
}

const expectations = {
  row: ['应为从 1 起的整数序号', 'expected a whole number from 1'],
  name: ['不应为空', 'expected a name'],
  text: ['不应为空', 'expected some text'],
  decimal: ['应为数字，例如 30.62', 'expected a number, for example 30.62'],
  year: ['应为年份，例如 2025 年', 'expected a year, for example 2025'],
  area: ['应为大于 0 的面积，例如 30.62', 'expected an area greater than 0, for example 30.62'],
} as const;

/** Reads cells one by one, noting faults and what had to be read with care. A value that could not be read is a stand-in. */
export const cellReader = (cells: Cells) => {
  const faults: CellFault[] = [];
  const notes: string[] = [];
  const raw = (column: string): string => (cells[column] ?? '').trim();
  const fail = (column: string, kind: keyof typeof expectations) => {
    if (faults.some((fault) => fault.column === column)) return;
    const [zh, en] = expectations[kind];
    const printed = raw(column);
    faults.push({
      column,
      zh: printed === '' ? `${zh}，实为空` : `${zh}，实为“${printed}”`,
      en: `${en}, but found ${JSON.stringify(printed)}`,
    });
  };
  const note = (printed: string, read: string) => {
    const said = `“${printed}”读作 ${read}`;
    if (/\s/u.test(printed) && !notes.includes(said)) notes.push(said);
  };
  const decimal = (column: string): string => {
    const value = decimalOf(raw(column));
    if (value === undefined) fail(column, 'decimal');
    else note(raw(column), value);
    return value ?? '0';
  };
  return {
    faults,
    notes,
    raw,
    decimal,
    row: (column: string): string => {
      const row = rowNumberOf(raw(column));
      if (row === undefined) fail(column, 'row');
      return row ?? '';
    },
    year: (column: string): number => {
      const year = yearOf(raw(column));
      if (year === undefined) fail(column, 'year');
      return year ?? 2000;
    },
    text: (column: string): string => {
      if (raw(column) === '') fail(column, 'text');
      return raw(column);
    },
    name: (column: string): string => {
      const printed = raw(column);
      if (printed === '') fail(column, 'name');
      note(printed, tidyName(printed));
      return printed;
    },
    area: (column: string, unit: Area['unit']): Area => {
      const read = { value: decimalOf(raw(column)) ?? '', unit };
      if (!area.safeParse(read).success) fail(column, 'area');
      else note(raw(column), read.value);
      return read;
    },
  };
};
export type CellReader = ReturnType<typeof cellReader>;
