// A CSV as spreadsheets write it → rows of raw cells by column, or what is wrong where.
import { CsvError, parse } from 'csv-parse/sync';
import { decodeText } from './encoding.ts';
import type { Fault } from './sentences.ts';

export interface CsvRow {
  /** On which the row begins, from 1. */
  readonly line: number;
  /** Column → cell exactly as printed. */
  readonly cells: Readonly<Record<string, string>>;
}

export interface CsvFile {
  readonly encoding: string;
  readonly rows: readonly CsvRow[];
}

export type ReadCsv = { readonly file: CsvFile } | { readonly faults: readonly Fault[] };

/** Headings are compared without spaces and however wide their signs are: 占地面积（亩） is 占地面积(亩). */
const headingKey = (heading: string): string => heading.normalize('NFKC').replace(/\s+/gu, '');

/** What the ledger cannot keep; tabs and line ends inside a cell are part of the print. */
const controlCharacter = /[^\P{Cc}\t\n\r]/u;

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');
const newlinesIn = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;

/** Empty cells at the end that have no heading: what a spreadsheet leaves of a deleted column. */
const withoutTail = (cells: readonly string[], columns: number): readonly string[] =>
  isBlank(cells.slice(columns)) ? cells.slice(0, columns) : cells;

interface ParsedRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

const parseRecords = (
  name: string,
  text: string,
): { readonly records: readonly ParsedRecord[] } | { readonly faults: readonly Fault[] } => {
  const [firstLine = ''] = text.split(/\r|\n/, 1);
  const records: ParsedRecord[] = [];
  // Of the last whole record: the parser's own count goes to where it gave up.
  let lastLine = 0;
  try {
    parse(text, {
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      // "Unicode text" of a spreadsheet has tabs where a CSV has commas.
      delimiter: firstLine.includes('\t') && !firstLine.includes(',') ? '\t' : ',',
      on_record: (cells: readonly string[], { lines }) => {
        lastLine = lines;
        records.push({ line: lines - newlinesIn(cells.join('')), cells });
        return null;
      },
    });
    return { records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const at = { file: name, line: lastLine + 1, column: records[0]?.cells[Number(error.index)]?.trim() };
    return {
      faults: [
        error.code === 'CSV_QUOTE_NOT_CLOSED'
          ? {
              ...at,
              zh: '此行的引号没有闭合，应以引号结束单元格',
              en: 'a quote opened in this row is never closed; expected a closing quote',
            }
          : {
              ...at,
              zh: '引号用法有误，单元格内的引号应写作两个引号',
              en: 'a quote stands inside a cell; expected it doubled, in a quoted cell',
            },
      ],
    };
  }
};

const headingsOf = (name: string, header: ParsedRecord | undefined, columns: readonly string[]): readonly string[] | readonly Fault[] => {
  if (header === undefined) {
    return [
      {
        file: name,
        line: 1,
        zh: `文件为空，应有列：${columns.join('、')}`,
        en: `the file is empty; expected the columns ${columns.join(', ')}`,
      },
    ];
  }
  const printed = header.cells.slice(0, header.cells.findLastIndex((cell) => cell.trim() !== '') + 1);
  const known = new Map(columns.map((column) => [headingKey(column), column]));
  const headings = printed.map((heading) => known.get(headingKey(heading)) ?? heading.trim());
  const at = { file: name, line: header.line };
  const missing = columns
    .filter((column) => !headings.includes(column))
    .map((column) => ({
      ...at,
      column,
      zh: `缺少此列，应有列：${columns.join('、')}`,
      en: `the column is missing; expected ${columns.join(', ')}`,
    }));
  const doubled = headings
    .filter((heading, i) => headings.indexOf(heading) !== i)
    .map((heading) => ({ ...at, column: heading, zh: '列名重复，应只出现一次', en: 'the heading occurs twice; expected it once' }));
  return [...missing, ...doubled].length > 0 ? [...missing, ...doubled] : headings;
};

const isFaults = (list: readonly string[] | readonly Fault[]): list is readonly Fault[] => list.some((each) => typeof each === 'object');

const faultsOf = (name: string, { line, cells }: ParsedRecord, headings: readonly string[]): readonly Fault[] => {
  const at = { file: name, line };
  if (cells.length !== headings.length) {
    return [
      {
        ...at,
        column: headings[Math.min(cells.length, headings.length) - 1],
        zh: `应有 ${headings.length} 个单元格（至“${headings.at(-1) ?? ''}”），实有 ${cells.length} 个`,
        en: `expected ${headings.length} cells, up to ${headings.at(-1) ?? ''}, but found ${cells.length}`,
      },
    ];
  }
  return cells.flatMap((cell, i) =>
    !cell.isWellFormed() || controlCharacter.test(cell)
      ? [{ ...at, column: headings[i], zh: '含有控制字符，应为可见文字', en: 'expected text without control characters' }]
      : [],
  );
};

/**
 * Reads a CSV file.
 * @param name as faults name it
 * @param columns that must be there; others are kept as they are
 */
export const readCsv = (name: string, bytes: Uint8Array, columns: readonly string[]): ReadCsv => {
  const decoded = decodeText(bytes);
  if (decoded === undefined)
    return {
      faults: [
        {
          file: name,
          line: 1,
          zh: '无法识别文字编码，应为 UTF-8、UTF-16 或 GB18030',
          en: 'the text is not readable; expected UTF-8, UTF-16 or GB18030',
        },
      ],
    };
  const parsed = parseRecords(name, decoded.text);
  if ('faults' in parsed) return parsed;
  const [header, ...records] = parsed.records;
  const headings = headingsOf(name, header, columns);
  if (isFaults(headings)) return { faults: headings };

  const printed = records
    .filter(({ cells }) => !isBlank(cells))
    .map(({ line, cells }) => ({ line, cells: withoutTail(cells, headings.length) }));
  const faults = printed.flatMap((record) => faultsOf(name, record, headings));
  const rows = printed.map(({ line, cells }) => ({
    line,
    cells: Object.fromEntries(headings.map((heading, i) => [heading, cells[i] ?? ''])),
  }));
  return faults.length > 0 ? { faults } : { file: { encoding: decoded.encoding, rows } };
};
