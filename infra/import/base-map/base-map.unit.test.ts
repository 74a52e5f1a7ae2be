import { describe, expect, it } from 'vitest';
import { Sentence } from '../../local/sentence.ts';
import { type CommandRequest, Refused } from '../http.ts';
import { readBaseMapFile } from './read-records.ts';
import { type BaseMapRun, baseMapReport, runBaseMapImport } from './run-base-map.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const csv = (...lines: readonly string[]) =>
  readBaseMapFile(
    '登记.csv',
    bytes(['记录编号,辖区代码,宗地代码,面积,面积单位,地类,权属性质,合法性,权利人,国有企业,批次', ...lines].join('\n')),
  );
const fileOf = (read: ReturnType<typeof readBaseMapFile>) => {
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return read.file;
};
const faultsOf = (read: ReturnType<typeof readBaseMapFile>) =>
  'faults' in read ? read.faults.map(({ line, column, en }) => [line, column, en]) : [];

describe('a file of the base map', () => {
  it('gives a record for every row, and nothing for what a cell leaves out', () => {
    const { rows } = fileOf(
      csv(
        '甲 1,310116112,310116112001GB00001,"3 0.62",亩,工业用地,国有,合法,上海古岛时装 有限公司,,',
        '乙,310116,,,,水域,集体,违法,自然人,某国有企业,盘活一批',
      ),
    );
    expect(rows.map(({ line, body }) => [line, body])).toEqual([
      [
        2,
        {
          recordNumber: '甲1',
          jurisdiction: '310116112',
          unitCode: '310116112001GB00001',
          values: {
            area: { value: '30.62', unit: 'mu' },
            landUse: { use: 'industrial', printed: '工业用地' },
            ownership: 'state-owned',
            legality: 'legal',
            address: null,
            holder: { kind: 'organisation', name: '上海古岛时装有限公司' },
            soe: null,
            geometry: null,
          },
        },
      ],
      [
        3,
        {
          recordNumber: '乙',
          jurisdiction: '310116',
          unitCode: null,
          values: {
            area: null,
            landUse: { use: 'other', printed: '水域' },
            ownership: 'collective',
            legality: 'illegal',
            address: null,
            holder: { kind: 'natural-person' },
            soe: { enterprise: '某国有企业', batch: '盘活一批' },
            geometry: null,
          },
        },
      ],
    ]);
  });

  it('names every fault with its line and column', () => {
    expect(faultsOf(csv('1,310116112,,三十,亩,,,,,,', '2,310116112,,30,,,私有,不明,,,', '3,310000,12,1,顷,,,,,,'))).toEqual([
      [2, '面积', 'expected a number'],
      [3, '面积单位', 'expected 亩, 平方米, 公顷 or nothing'],
      [3, '权属性质', 'expected 国有, 集体 or nothing'],
      [3, '合法性', 'expected 合法, 违法 or nothing'],
      [4, '面积单位', 'expected 亩, 平方米, 公顷 or nothing'],
    ]);
    expect(faultsOf(csv('3,310000,,,,,,,,,')).map(([line, column]) => [line, column])).toEqual([[2, 'jurisdiction']]);
    expect(faultsOf(csv('1,310116112,,,,,,,,,', '1,310116112,,,,,,,,,'))).toEqual([
      [3, '记录编号', 'stands in line 2 too; expected it once'],
    ]);
    expect(faultsOf(readBaseMapFile('x.csv', bytes('编号\n1')))).toHaveLength(2);
  });

  it('may hold one record a line', () => {
    const record = { recordNumber: '1', jurisdiction: '310116', values: {} };
    expect(fileOf(readBaseMapFile('a.ndjson', bytes(`${JSON.stringify(record)}\n\n`))).rows).toEqual([
      { line: 1, recordNumber: '1', body: record },
    ]);
    expect(faultsOf(readBaseMapFile('a.jsonl', bytes('{"recordNumber"')))).toEqual([[1, undefined, 'expected one JSON object a line']]);
    expect(faultsOf(readBaseMapFile('a.ndjson', Uint8Array.of(0xff, 0xff, 0xff)))[0]?.[2]).toMatch(/readable|JSON/);
  });
});

describe('a run', () => {
  const file = fileOf(csv(...Array.from({ length: 40 }, (_, n) => `N${n},310116112,,,,,,,,,`)));
  const sent: CommandRequest[] = [];
  const run = (answers: (request: CommandRequest) => boolean, changed: Partial<BaseMapRun> = {}): BaseMapRun => ({
    client: {
      post: async (request) => {
        sent.push(request);
        return { appended: answers(request), id: 'batch', revision: 0 };
      },
    },
    file,
    origin: 'survey',
    jurisdiction: '310116',
    effectiveOn: '2023-12-31',
    source: { number: '现状调查', issuer: '规划资源局', date: '2023-12-31' },
    runId: 'first',
    ...changed,
  });
  const numberOf = ({ body }: CommandRequest) => (body as { recordNumber?: string }).recordNumber;

  it('closes its batch with figures that add up, and names what was refused', async () => {
    sent.length = 0;
    const results = await runBaseMapImport(
      run((request) => {
        if (numberOf(request) === 'N3') throw new Refused('POST：冲突', 409, 'rule-conflict');
        return numberOf(request) !== 'N4';
      }),
    );
    expect(results.map(({ recordNumber }) => recordNumber)).toEqual(file.rows.map(({ recordNumber }) => recordNumber));
    expect(sent[0]?.body).toMatchObject({ expectedRecords: 40, origin: 'survey', fileSha256: file.sha256 });
    expect(sent.at(-1)).toMatchObject({ path: '/base-map-imports/batch/closings', body: { recorded: 38, unchanged: 1, refused: 1 } });
    expect(new Set(sent.map(({ key }) => key)).size).toBe(42);
    const report = baseMapReport(file, results);
    expect(report).toContain('POST：冲突');
    expect(report).toContain('合计 40 条：收录 38 条，未变 1 条，未收 1 条。');
  });

  it('ends without closing when the platform cannot be reached', async () => {
    sent.length = 0;
    const down = run((request) => {
      if (numberOf(request) === 'N3') throw new Sentence('无法连接');
      return true;
    });
    await expect(runBaseMapImport(down)).rejects.toThrow('无法连接');
    expect(sent.some(({ path }) => path.endsWith('/closings'))).toBe(false);
  });

  it('sends the stock list where 国资委 may', async () => {
    sent.length = 0;
    await runBaseMapImport(run(() => true, { origin: 'soe-list' }));
    expect(sent[1]?.path).toBe('/soe-stock-records');
    expect(sent[1]?.body).not.toHaveProperty('origin');
  });

  it('sends nothing when it is only tried', async () => {
    sent.length = 0;
    const results = await runBaseMapImport(run(() => true, { dryRun: true }));
    expect([sent.length, baseMapReport(file, results)]).toEqual([0, '登记.csv（UTF-8）\n合计 40 条：拟报送 40 条。']);
  });
});
