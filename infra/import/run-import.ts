// Read and check everything → compare with the last import → apply row by row → report.
import { isWithin } from '@yimu/domain/kernel';
import { Sentence } from '../local/sentence.ts';
import { applyPlanRow } from './apply-plan-row.ts';
import { applyTargetRow } from './apply-target-row.ts';
import { commandsOf, type Work } from './commands.ts';
import { type Change, compare, type Difference } from './compare.ts';
import { type PlatformUrls, platformClient, Refused } from './http.ts';
import { ledgerOf, type RecordedRow } from './ledger.ts';
import type { Manifest } from './manifest.ts';
import { type ListRow, readLists } from './read-lists.ts';
import type { ImportReport, ReportRow } from './report.ts';
import { Undecided } from './undecided.ts';

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What is being worked on. */
  readonly subject: string;
}

export interface ImportOptions {
  readonly manifest: Manifest;
  /** Where a file of the manifest lies; undefined = it is not imported this time. */
  readonly pathOf: (file: string) => string | undefined;
  readonly urls: Required<PlatformUrls>;
  readonly token: string;
  /** Say what would be done, and do nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

const inWords = (differences: readonly Difference[]): readonly string[] =>
  differences.map(({ column, before, after }) => `${column}: ${before || '（空）'} → ${after || '（空）'}`);

/** A refusal of one row leaves the others alone; one of the caller or of the whole service does not. */
const concernsOneRow = (error: unknown): error is Refused | Undecided =>
  error instanceof Undecided || (error instanceof Refused && [400, 404, 409, 422].includes(error.status));

const applyRow = async (work: Work, row: ListRow, change: Extract<Change, { kind: 'new' | 'changed' }>): Promise<readonly string[]> => {
  const { facts } = row;
  const reading = change.kind === 'new' ? 0 : await work.ledger.readings(row.rowId);
  const give = commandsOf(work, row, reading);
  const differences = change.kind === 'new' ? [] : inWords(change.differences);
  const reason = `${row.document} ${row.list} 第${row.row}行重新导入：${differences.join('；')}`.slice(0, 500);
  if (facts.kind === 'plan') return applyPlanRow(work, give, row, facts, change, reason);
  return facts.kind === 'targets' ? applyTargetRow(work, give, row, facts, change, reason) : [];
};

const reportRow = ({ list, row, name }: ListRow | RecordedRow, outcome: ReportRow['outcome'], remarks: readonly string[]): ReportRow => ({
  list,
  row,
  name,
  outcome,
  remarks,
});

const work = async (tools: Work, row: ListRow, change: Change, dryRun: boolean): Promise<ReportRow> => {
  if (change.kind === 'checked') return reportRow(row, 'checked', ['已核对，尚无对应账目，未入账', ...row.notes]);
  if (change.kind === 'unchanged') return reportRow(row, 'unchanged', []);
  const differences = change.kind === 'changed' ? inWords(change.differences) : [];
  if (dryRun) return reportRow(row, change.kind === 'new' ? 'would-enter' : 'would-correct', [...differences, ...row.notes]);
  try {
    const remarks = await applyRow(tools, row, change);
    return reportRow(row, change.kind === 'new' ? 'entered' : 'corrected', [...differences, ...remarks, ...row.notes]);
  } catch (error) {
    if (!concernsOneRow(error)) throw error;
    return reportRow(row, 'undecided', [...differences, error.message]);
  }
};

/**
 * Imports the lists of a manifest through the public interface.
 * Throws FaultyFiles before anything was sent, or a Sentence when the platform refuses the caller or cannot be reached; what was
 * sent until then stands, and the next run completes it.
 */
export const runImport = async (options: ImportOptions): Promise<ImportReport> => {
  const { manifest, pathOf, urls, token, dryRun = false, onProgress = () => undefined } = options;
  const { rows, files } = await readLists(manifest, pathOf);
  const client = platformClient({ urls, token });
  const tools: Work = { client, ledger: ledgerOf(client), manifest };
  const { jurisdiction, document } = manifest;

  const { viewer, overview, importRows } = await tools.ledger.start(jurisdiction, document);
  if (!isWithin(jurisdiction, viewer.scope.value))
    throw new Sentence(`令牌的管辖范围 ${viewer.scope.value} 不含清单所属辖区 ${jurisdiction}，未发送任何数据。`);
  if (overview === null) throw new Sentence(`辖区 ${jurisdiction} 尚未建档，未发送任何数据。`);

  const read = files.map(({ name }) => name);
  const comparison = compare(manifest, read, rows, importRows);
  const report: ReportRow[] = [];
  for (const [i, { row, change }] of comparison.rows.entries()) {
    onProgress({ done: i, total: rows.length, subject: `${row.list} ${row.row} ${row.name}` });
    report.push(await work(tools, row, change, dryRun));
  }
  onProgress({ done: rows.length, total: rows.length, subject: document });
  report.push(...comparison.missing.map((row) => reportRow(row, 'missing', ['文件中已无此行，账内保留，未作删除'])));
  return { document, jurisdiction: overview.jurisdiction.name, files, rows: report, position: client.position() };
};
