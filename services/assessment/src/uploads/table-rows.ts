// A row of a table → what it asks for.
import { isRejection, type Rejection } from '@yimu/domain/kernel';
import type { Row } from '@yimu/spreadsheet';
import type { Asked, AskedFigure, AskedRow, Code } from './asked-row.ts';
import type { Column, Headed } from './headings.ts';
import { refusal } from './refusals.ts';

/** 1,234.5 with or without its commas, in digits of any width. */
const figureIn = (cell: string): string => {
  const print = cell.normalize('NFKC').trim();
  return /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(print) ? print.replaceAll(',', '') : print;
};

/** 2023 or 2023年. */
export const yearIn = (cell: string): number | Rejection => {
  const year = /^(20\d\d|2100)年?$/.exec(cell.normalize('NFKC').trim())?.[1];
  return year === undefined ? refusal('upload-year-unreadable', { found: cell }) : Number(year);
};

/** A yes or no is a choice of two, and is written in Chinese. */
const optionIn = (cell: string, options: readonly string[]): string => {
  const print = cell.trim();
  const code = { 是: 'yes', 否: 'no' }[print];
  return code !== undefined && options.includes(code) ? code : print;
};

const codeIn = (kind: Code['kind'], cell: string): Code => ({ kind, text: cell.normalize('NFKC').trim() });

const figuresIn = (cells: readonly string[], columns: readonly Headed[]): readonly AskedFigure[] =>
  columns.flatMap(({ column }, n) => {
    const cell = cells[n] ?? '';
    // An empty cell is not supplied.
    if (column.is !== 'quantity' || cell.trim() === '') return [];
    const { code, unit, kind, options } = column.quantity;
    return [{ quantity: code, value: kind === 'decimal' ? figureIn(cell) : optionIn(cell, options), unit }];
  });

/** Makes the reader of rows under a heading. */
export const rowReader = (columns: readonly Headed[]): ((row: Row) => AskedRow) => {
  const cellOf = (cells: readonly string[], is: Column['is']): string => cells[columns.findIndex(({ column }) => column.is === is)] ?? '';
  const subject = columns.flatMap(({ heading, column }) => (column.is === 'subject' ? [{ heading, kind: column.kind }] : []));

  const asked = ({ cells, faults: [fault] }: Row): Asked | Rejection => {
    if (fault !== undefined) return fault;
    const [{ heading, kind } = { heading: '', kind: 'id' as const }] = subject;
    const code = codeIn(kind, cellOf(cells, 'subject'));
    if (code.text === '') return refusal('upload-row-without-subject', { column: heading });
    const period = yearIn(cellOf(cells, 'period'));
    if (isRejection(period)) return period;
    const figures = figuresIn(cells, columns);
    if (figures.length === 0) return refusal('upload-row-without-figures');
    const enterprise = codeIn('uscc', cellOf(cells, 'enterprise'));
    return { subject: code, enterprise: enterprise.text === '' ? null : enterprise, period, figures };
  };
  return (row) => ({ row: row.number, asked: asked(row) });
};
