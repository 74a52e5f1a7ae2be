// What became of every row, as the import ends with it.
import type { FileRead } from './read-lists.ts';
import { figures, table } from './table.ts';

export const outcomes = {
  entered: '新入账',
  unchanged: '未变',
  corrected: '已更正',
  missing: '缺失',
  undecided: '未入账',
  checked: '已核对',
  'would-enter': '拟入账',
  'would-correct': '拟更正',
} as const;
export type Outcome = keyof typeof outcomes;

export interface ReportRow {
  readonly list: string;
  readonly row: string;
  readonly name: string;
  readonly outcome: Outcome;
  readonly remarks: readonly string[];
}

export interface ImportReport {
  readonly document: string;
  readonly jurisdiction: string;
  readonly files: readonly FileRead[];
  readonly rows: readonly ReportRow[];
  /** How far the ledger is with all of it: Yimu-Min-Position of whoever asks next; empty when nothing was written. */
  readonly position: string;
}

/** Rows by outcome, those that occur. */
export const totalsOf = (rows: readonly ReportRow[]): readonly { readonly outcome: Outcome; readonly rows: number }[] =>
  (Object.keys(outcomes) as Outcome[])
    .map((outcome) => ({ outcome, rows: rows.filter((row) => row.outcome === outcome).length }))
    .filter(({ rows: count }) => count > 0);

/** True when a second run could do nothing more. */
export const isSettled = ({ rows }: ImportReport): boolean => rows.every(({ outcome }) => outcome !== 'undecided');

const closingOf = ({ rows }: ImportReport): string => {
  if (rows.some(({ outcome }) => outcome.startsWith('would-'))) return '试运行，未发送任何数据。';
  return rows.some(({ outcome }) => outcome === 'entered' || outcome === 'corrected') ? '' : '账内无变化。';
};

const totalsText = (report: ImportReport): string => {
  const totals = totalsOf(report.rows).map(({ outcome, rows }) => `${outcomes[outcome]} ${rows} 行`);
  return `合计 ${report.rows.length} 行：${totals.join('，')}。${closingOf(report)}`;
};

/** The report as text, one line a list and totals below. */
export const importSummary = (report: ImportReport): string => {
  const lists = [...new Set(report.rows.map(({ list }) => list))].map((list) => {
    const rows = report.rows.filter((row) => row.list === list);
    const results = totalsOf(rows).map(({ outcome, rows: count }) => `${outcomes[outcome]} ${count}`);
    const remarks = rows.every(({ outcome }) => outcome === 'checked') ? rows[0]?.remarks[0] : undefined;
    return [list, rows.length, results.join('，'), remarks ?? ''];
  });
  return [table(['清单', figures('行数'), '结果', '说明'], lists), totalsText(report)].join('\n');
};

/** The report as text, one line a row and totals below. */
export const reportText = (report: ImportReport): string => {
  return [
    `${report.jurisdiction}　${report.document}　导入情况`,
    table(
      ['文件', '编码', figures('行数')],
      report.files.map(({ name, encoding, rows }) => [name, encoding, rows]),
    ),
    table(
      ['清单', figures('序号'), '名称', '结果', '说明'],
      report.rows.map(({ list, row, name, outcome, remarks }) => [list, row, name, outcomes[outcome], remarks.join('；')]),
    ),
    totalsText(report),
  ].join('\n');
};
