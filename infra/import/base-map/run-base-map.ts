// One run over one file of one source: the batch is started, every record is sent, the batch is closed with what became of them.
import { createHash } from 'node:crypto';
import type { CommandAnswer, PlatformClient } from '../http.ts';
import { Refused } from '../http.ts';
import { figures, table } from '../table.ts';
import type { BaseMapFile, BaseMapRow } from './read-records.ts';

export interface BaseMapRun {
  readonly client: Pick<PlatformClient, 'post'>;
  readonly file: BaseMapFile;
  readonly origin: 'registration' | 'approval' | 'survey' | 'soe-list';
  readonly jurisdiction: string;
  /** Since when the file's content holds, and which document it comes with. */
  readonly effectiveOn: string;
  readonly source: { readonly number: string; readonly issuer: string; readonly date: string };
  /** Tells this run from another of the same file. */
  readonly runId: string;
  /** Read, check and count, and send nothing. */
  readonly dryRun?: boolean;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface RowResult {
  readonly line: number;
  readonly recordNumber: string;
  readonly outcome: 'recorded' | 'unchanged' | 'refused' | 'would-send';
  /** The unit of the base map; empty when there is none. */
  readonly entryId: string;
  readonly remark: string;
}

/** How many records are under way at once: what counts does not depend on their order. */
const atOnce = 16;
const routes = {
  registration: '/base-map-records',
  approval: '/base-map-records',
  survey: '/base-map-records',
  'soe-list': '/soe-stock-records',
};

/** A refusal of one record leaves the others alone; one of the caller or of the whole service does not. */
const concernsOneRecord = (error: unknown): error is Refused => error instanceof Refused && [400, 404, 409, 422].includes(error.status);

const resultOf = ({ line, recordNumber }: BaseMapRow, { appended, id }: CommandAnswer): RowResult => ({
  line,
  recordNumber,
  outcome: appended ? 'recorded' : 'unchanged',
  entryId: id,
  remark: '',
});

const envelopeOf = ({ effectiveOn, source, file }: BaseMapRun, row?: string) => ({
  effectiveOn,
  sources: [{ kind: 'dataset', ...source, ...(row === undefined ? {} : { row }), fileSha256: file.sha256 }],
});

const sendRow = async (run: BaseMapRun, batchId: string, row: BaseMapRow): Promise<RowResult> => {
  const { client, origin } = run;
  const path = routes[origin];
  const named = path === '/base-map-records' ? { origin } : {};
  const digest = createHash('sha256').update(row.recordNumber).digest('hex').slice(0, 32);
  try {
    const body = { ...envelopeOf(run, row.recordNumber), ...row.body, ...named, batchId };
    return resultOf(row, await client.post({ service: 'registry', path, key: `${batchId} ${digest}`, body }));
  } catch (error) {
    if (!concernsOneRecord(error)) throw error;
    return { line: row.line, recordNumber: row.recordNumber, outcome: 'refused', entryId: '', remark: error.message };
  }
};

/** Sends all rows, some at once, and answers in the order of the file. */
const sendAll = async (run: BaseMapRun, batchId: string): Promise<readonly RowResult[]> => {
  const { rows } = run.file;
  const results: RowResult[] = [];
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    while (next < rows.length) {
      const i = next;
      next += 1;
      const row = rows[i];
      if (row === undefined) return;
      results[i] = await sendRow(run, batchId, row).catch((error: unknown) => {
        // The others stop too: nothing is sent once the run has failed.
        next = rows.length;
        throw error;
      });
      done += 1;
      run.onProgress?.(done, rows.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
};

export const countOf = (results: readonly RowResult[], outcome: RowResult['outcome']): number =>
  results.filter((result) => result.outcome === outcome).length;

/**
 * Runs the import. Throws a Sentence when the platform refuses the caller or cannot be reached: the batch then stays open, what was sent
 * stands, and the next run finds it unchanged.
 */
export const runBaseMapImport = async (run: BaseMapRun): Promise<readonly RowResult[]> => {
  const { client, file, origin, jurisdiction, runId } = run;
  if (run.dryRun === true)
    return file.rows.map(({ line, recordNumber }) => ({ line, recordNumber, outcome: 'would-send', entryId: '', remark: '' }));
  const start = { jurisdiction, origin, expectedRecords: file.rows.length, fileSha256: file.sha256 };
  const key = `base-map ${file.sha256} ${runId}`;
  const batch = await client.post({ service: 'registry', path: '/base-map-imports', key, body: { ...envelopeOf(run), ...start } });
  const results = await sendAll(run, batch.id);
  const counts = {
    recorded: countOf(results, 'recorded'),
    unchanged: countOf(results, 'unchanged'),
    refused: countOf(results, 'refused'),
  };
  const path = `/base-map-imports/${batch.id}/closings`;
  await client.post({ service: 'registry', path, key: `${key} close`, body: { ...envelopeOf(run), ...counts } });
  return results;
};

const outcomes = { recorded: '收录', unchanged: '未变', refused: '未收', 'would-send': '拟报送' } as const;

/** The report as text: every record that was not taken, then the totals. */
export const baseMapReport = ({ name, encoding }: BaseMapFile, results: readonly RowResult[]): string => {
  const refused = results.filter(({ outcome }) => outcome === 'refused');
  const lines = refused.map(({ line, recordNumber, remark }) => [line, recordNumber, remark]);
  const totals = (Object.keys(outcomes) as RowResult['outcome'][])
    .map((outcome) => ({ outcome, count: countOf(results, outcome) }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${outcomes[outcome]} ${count} 条`);
  return [
    `${name}（${encoding}）`,
    ...(lines.length === 0 ? [] : [table([figures('行'), '记录编号', '原因'], lines)]),
    `合计 ${results.length} 条：${totals.join('，')}。`,
  ].join('\n');
};
