// A file of one source of the base map → records as POST /base-map-records takes them, or what is wrong where. CSV or NDJSON.
import { createHash } from 'node:crypto';
import { baseMapRecordBody } from '@yimu/domain/basemap';
import { decodeText } from '../encoding.ts';
import { decimalOf, tidyName, tidyText } from '../normalise.ts';
import { readCsv } from '../read-csv.ts';
import type { Fault } from '../sentences.ts';

export interface BaseMapRow {
  /** From 1. */
  readonly line: number;
  readonly recordNumber: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface BaseMapFile {
  readonly name: string;
  readonly encoding: string;
  readonly sha256: string;
  readonly rows: readonly BaseMapRow[];
}

const columns = ['记录编号', '辖区代码'] as const;
const units: Readonly<Record<string, string>> = { 亩: 'mu', 平方米: 'm2', 公顷: 'ha' };
const ownerships: Readonly<Record<string, string>> = { 国有: 'state-owned', 集体: 'collective' };
const legalities: Readonly<Record<string, string>> = { 合法: 'legal', 违法: 'illegal' };
const landUses: readonly (readonly [RegExp, string])[] = [
  [/混合/u, 'mixed'],
  [/研发/u, 'research'],
  [/仓储/u, 'storage'],
  [/工业/u, 'industrial'],
];

interface Draft {
  readonly body: Readonly<Record<string, unknown>>;
  readonly faults: readonly Pick<Fault, 'column' | 'zh' | 'en'>[];
}

/** The word of a short list, null when the cell is empty, undefined when it is another. */
const oneOf = (words: Readonly<Record<string, string>>, cell: string): string | null | undefined => (cell === '' ? null : words[cell]);

const strange = (column: string, words: Readonly<Record<string, string>>): Draft['faults'][number] => ({
  column,
  zh: `应为 ${Object.keys(words).join('、')} 或留空`,
  en: `expected ${Object.keys(words).join(', ')} or nothing`,
});

const landUseOf = (printed: string) =>
  printed === '' ? null : { use: landUses.find(([pattern]) => pattern.test(printed))?.[1] ?? 'other', printed };

const holderOf = (name: string) => {
  if (name === '') return null;
  return name === '自然人' ? { kind: 'natural-person' } : { kind: 'organisation', name };
};

/** The cells of one row; a column that the file does not have says nothing. */
const draftOf = (cells: Readonly<Record<string, string>>): Draft => {
  const cell = (column: string): string => tidyText(cells[column] ?? '');
  const unit = oneOf(units, cell('面积单位'));
  const [ownership, legality] = [oneOf(ownerships, cell('权属性质')), oneOf(legalities, cell('合法性'))];
  const figure = cell('面积') === '' ? null : decimalOf(cell('面积'));
  const soe = tidyName(cells.国有企业 ?? '');
  const body = {
    recordNumber: cell('记录编号'),
    jurisdiction: cell('辖区代码'),
    unitCode: cell('宗地代码') || null,
    values: {
      area: figure === null ? null : { value: figure, unit },
      landUse: landUseOf(cell('地类')),
      ownership,
      legality,
      address: cell('坐落') || null,
      holder: holderOf(tidyName(cells.权利人 ?? '')),
      soe: soe === '' ? null : { enterprise: soe, batch: cell('批次') || null },
      geometry: cell('图形SHA256') || null,
    },
  };
  const faults = [
    ...(figure === undefined ? [{ column: '面积', zh: '应为数字', en: 'expected a number' }] : []),
    ...(unit === undefined || (figure !== null && unit === null) ? [strange('面积单位', units)] : []),
    ...(ownership === undefined ? [strange('权属性质', ownerships)] : []),
    ...(legality === undefined ? [strange('合法性', legalities)] : []),
  ];
  return { body, faults };
};

/** What the shape of a record says about a body; in the words of the registry. */
const shapeFaults = (body: unknown): Draft['faults'] => {
  const parsed = baseMapRecordBody.safeParse(body);
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => ({ column: path.join('.'), zh: `不符合要求（${message}）`, en: message }));
};

const fromCsv = (
  name: string,
  bytes: Uint8Array,
): { readonly drafts: readonly (Draft & { line: number })[]; readonly encoding: string } | readonly Fault[] => {
  const read = readCsv(name, bytes, columns);
  if ('faults' in read) return read.faults;
  const drafts = read.file.rows.map(({ line, cells }) => {
    const draft = draftOf(cells);
    return { line, body: draft.body, faults: draft.faults.length > 0 ? draft.faults : shapeFaults(draft.body) };
  });
  return { drafts, encoding: read.file.encoding };
};

const draftOfLine = (text: string): Draft => {
  try {
    const body = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return { body, faults: shapeFaults(body) };
  } catch {
    return { body: {}, faults: [{ column: undefined, zh: '应为一行一个 JSON 对象', en: 'expected one JSON object a line' }] };
  }
};

const fromNdjson = (name: string, bytes: Uint8Array): ReturnType<typeof fromCsv> => {
  const decoded = decodeText(bytes);
  if (decoded === undefined) return [{ file: name, line: 1, zh: '无法识别文字编码', en: 'the text is not readable' }];
  const lines = decoded.text.split(/\r\n|\r|\n/).map((text, i) => ({ line: i + 1, text }));
  const drafts = lines.filter(({ text }) => text.trim() !== '').map(({ line, text }) => ({ line, ...draftOfLine(text) }));
  return { drafts, encoding: decoded.encoding };
};

/** A number that stands twice in one file cannot be read: which of the two holds is for a person. */
const repeated = (name: string, rows: readonly BaseMapRow[]): readonly Fault[] => {
  const first = new Map<string, number>();
  return rows.flatMap(({ line, recordNumber }) => {
    const before = first.get(recordNumber);
    first.set(recordNumber, before ?? line);
    if (before === undefined) return [];
    const at = { file: name, line, column: '记录编号' };
    return [{ ...at, zh: `与第 ${before} 行重复，应只出现一次`, en: `stands in line ${before} too; expected it once` }];
  });
};

/**
 * Reads and checks a whole file.
 * @param name with its ending: .ndjson and .jsonl hold one record body a line, anything else is read as CSV
 */
export const readBaseMapFile = (
  name: string,
  bytes: Uint8Array,
): { readonly file: BaseMapFile } | { readonly faults: readonly Fault[] } => {
  const read = /\.(ndjson|jsonl)$/i.test(name) ? fromNdjson(name, bytes) : fromCsv(name, bytes);
  if (!('drafts' in read)) return { faults: read };
  const rows = read.drafts.map(({ line, body }) => ({ line, body, recordNumber: String(body.recordNumber) }));
  const wrong = read.drafts.flatMap(({ line, faults }) => faults.map((fault) => ({ file: name, line, ...fault })));
  const faults = wrong.length > 0 ? wrong : repeated(name, rows);
  if (faults.length > 0) return { faults };
  return { file: { name, encoding: read.encoding, sha256: createHash('sha256').update(bytes).digest('hex'), rows } };
};
