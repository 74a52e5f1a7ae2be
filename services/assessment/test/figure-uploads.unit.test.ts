import type { Actor } from '@yimu/domain/kernel';
import { parcelEvents } from '@yimu/domain/parcel/events';
import { partyEvents } from '@yimu/domain/party/events';
import { tableWorkbook } from '@yimu/spreadsheet';
import { testId } from '@yimu/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { department, otherDistrict, taskForce, town, townOfficer } from './support/officers.ts';
import { openCycle, parcels, supply } from './support/scored-city.ts';
import { type AssessmentService, assessmentService, sources, today } from './support/service.ts';
import { standard } from './support/small-standard.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const types = { csv: 'text/csv', xlsx, ndjson: 'application/x-ndjson' };
const statistics = department('统计局');
const uscc = '91350100M000100Y43';
const partyId = testId('party');

interface Line {
  readonly row?: number;
  readonly rows?: number;
  readonly status: number;
  readonly repeats?: number;
  readonly problem?: { readonly code: string; readonly rule?: string; readonly detailZh: string };
}

let service: AssessmentService;

/** The n-th parcel with its code. */
const parcelOf = (n: number) => ({ id: testId('parcel', n), code: `310116112001GB0000${n}` });

/** A fact of the registry, put into the store as it would have. */
const registered = async (stream: string, type: 'ParcelCodeReserved' | 'ParcelCodePassed' | 'UsccReserved', data: object) => {
  const { version, data: shape } = { ...parcelEvents, ...partyEvents }[type];
  const common = { effectiveOn: today, jurisdictions: [town], sources, actor: townOfficer, requestHash: 'h' };
  const ids = { id: testId(stream, type), correlationId: testId(stream), causationId: testId(stream) };
  await service.store.append(stream, [{ ...common, ...ids, type, version, data: shape.parse(data) }], 'any');
};

beforeEach(async () => {
  service = await assessmentService();
  await openCycle(service.store, parcels, standard);
  const subjects = [1, 2, 3].map((n) => ({ ...parcelOf(n), enterprises: [partyId], supplies: [] }));
  await supply(service.store, parcels, standard, subjects);
  for (const n of [1, 2, 3]) {
    const { id: parcelId, code } = parcelOf(n);
    await registered(`parcelcode-${code}`, 'ParcelCodeReserved', { parcelId, code });
  }
  await registered(`uscc-${uscc}`, 'UsccReserved', { uscc, partyId });
});

interface Sent {
  readonly as?: Actor;
  readonly key?: string;
  readonly type?: string;
  readonly query?: string;
  readonly dryRun?: boolean;
}
const send = (content: string | Uint8Array, { as = statistics, key = 'list', type = types.csv, query = '', dryRun = false }: Sent = {}) => {
  const url = `/figure-uploads?${query === '' ? `jurisdiction=310116&year=2024&dryRun=${dryRun}` : query}`;
  return service.post(url, Buffer.from(content), { as, key, headers: { 'content-type': type } });
};
const reported = async (...given: Parameters<typeof send>): Promise<readonly Line[]> =>
  (await send(...given)).body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
const told = ({ row, rows, status, repeats, problem, ...rest }: Line) => {
  if (row === undefined) return { rows, ...rest };
  return [row, problem === undefined ? status : (problem.rule ?? problem.code), ...(repeats === undefined ? [] : [repeats])];
};
const toldOf = async (...given: Parameters<typeof send>) => (await reported(...given)).map(told);
const refusedAs = async (...given: Parameters<typeof send>) => {
  const answer = await send(...given);
  expect(answer.headers['content-type']).toContain('application/problem+json');
  const { rule, code, detailZh } = answer.json<{ rule?: string; code: string; detailZh: string }>();
  return [answer.statusCode, rule ?? code, detailZh];
};
const figuresOf = async (n: number) =>
  (await service.eventsOf(`submission-${parcelOf(n).id}-310116-2024`))
    .filter(({ type }) => type === 'FiguresSupplied')
    .map(({ data }) =>
      (data as { figures: readonly { quantity: string; value: string }[] }).figures.map((each) => [each.quantity, each.value]),
    );

const heading = '宗地代码,数据年度,主营业务收入（万元）,工业增加值(万元)';
const table = (...rows: readonly string[]) => [heading, ...rows].join('\n');
const code = (n: number) => parcelOf(n).code;

describe('an upload of figures', () => {
  it('does each row and reports on it in order; an empty cell is not supplied', async () => {
    const lines = await toldOf(table(`${code(1)},2023,"1,200.5",30`, '', `${code(2)},2023年,７,`, `${code(3)},2023,,`));
    expect(lines).toEqual([
      [2, 201],
      [4, 201],
      [5, 'upload-row-without-figures'],
      expect.objectContaining({ rows: 3, accepted: 2, unchanged: 0, refused: 1, failed: 0, dryRun: false }),
    ]);
    expect([await figuresOf(1), await figuresOf(2), await figuresOf(3)]).toEqual([
      [
        [
          ['revenue', '1200.5'],
          ['value-added', '30'],
        ],
      ],
      [[['revenue', '7']]],
      [],
    ]);
  });

  it('cites the file and the row, and the document it came with', async () => {
    await reported(table(`${code(1)},2023,1,`));
    await reported(table(`${code(2)},2023,1,`), {
      query: `jurisdiction=310116&year=2024&document=${encodeURIComponent('统函〔2024〕3号')}`,
    });
    const cited = async (n: number) => (await service.eventsOf(`submission-${parcelOf(n).id}-310116-2024`)).at(-1)?.sources;
    const fileSha256 = expect.stringMatching(/^[0-9a-f]{64}$/) as string;
    expect(await cited(1)).toEqual([{ kind: 'declaration', number: fileSha256, issuer: '统计局', date: today, row: '2', fileSha256 }]);
    expect(await cited(2)).toEqual([{ kind: 'document', number: '统函〔2024〕3号', issuer: '统计局', date: today, row: '2', fileSha256 }]);
  });

  it('is the same upload when it is sent again, whatever became of it, also with other rows corrected', async () => {
    await reported(table(`${code(1)},2023,1,`, `${code(2)},2023,x,`));
    const before = (await service.everything()).length;
    expect(await toldOf(table(`${code(1)},2023,1,`, `${code(2)},2023,x,`))).toMatchObject([
      [2, 200],
      [3, 'submission-not-a-decimal'],
      { unchanged: 1 },
    ]);
    expect((await service.everything()).length).toBe(before);
    expect(await toldOf(table(`${code(1)},2023,1,`, `${code(2)},2023,2,`))).toMatchObject([[2, 200], [3, 201], { accepted: 1 }]);
    expect(await toldOf(table(`${code(1)},2023,9,`))).toMatchObject([[2, 'idempotency-key-reused'], { refused: 1 }]);
  });

  it('a dry run decides everything and writes nothing; what an earlier row of the file says is told by its number', async () => {
    const before = (await service.everything()).length;
    const file = table(`${code(1)},2023,1,`, `${code(2)},2022,1,`, `${code(1)},2023,2,`, 'x,2023,1,');
    expect(await toldOf(file, { dryRun: true })).toMatchObject([
      [2, 201],
      [3, 'submission-wrong-period'],
      [4, 201, 2],
      [5, 'upload-subject-not-found'],
      { rows: 4, accepted: 2, refused: 2, dryRun: true },
    ]);
    expect((await service.everything()).length).toBe(before);
    // What follows for real: rows of one parcel in their order, so that the first stands and the second contradicts it.
    expect(await toldOf(file)).toMatchObject([[2, 201], [3, 'submission-wrong-period'], [4, 201, 2], [5, 'upload-subject-not-found'], {}]);
    const types = (await service.eventsOf(`submission-${parcelOf(1).id}-310116-2024`)).map(({ type }) => type);
    expect(types).toEqual(['HealthCheckOpened', 'FiguresSupplied', 'FigureContradicted']);
    expect(await figuresOf(1)).toEqual([[['revenue', '1']]]);
  });

  it("refuses another department's quantity row by row, and the whole of the row", async () => {
    const file = `parcelId,数据年度,主营业务收入（万元）,评价税收（万元）\n${parcelOf(1).id},2023,1,2\n${parcelOf(2).id},2023,1,\n`;
    expect(await toldOf(file)).toMatchObject([[2, 'submission-wrong-supplier'], [3, 201], { accepted: 1, refused: 1 }]);
    expect(await figuresOf(1)).toEqual([]);
  });

  it('takes an enterprise on the parcel by its code, and only one that is there', async () => {
    const other = '91310000MA1FL0000X';
    const file = `宗地代码,统一社会信用代码,数据年度,revenue（万元）\n${code(1)},${uscc},2023,1\n${code(2)},${other},2023,1\n${code(3)},,2023,1`;
    expect(await toldOf(file)).toMatchObject([[2, 201], [3, 'upload-enterprise-not-found'], [4, 201], {}]);
    const [, event] = await service.eventsOf(`submission-${parcelOf(1).id}-310116-2024`);
    expect(event?.data).toMatchObject({ partyId });
  });

  it('reads a workbook and NDJSON as it reads a CSV', async () => {
    const workbook = await tableWorkbook('数据', [heading.split(','), [code(1), '2023', '1', '']]);
    expect(await toldOf(workbook, { type: types.xlsx })).toMatchObject([[2, 201], { accepted: 1 }]);
    const figures = { revenue: { value: '2', unit: '万元' } };
    const line = { parcel: code(2), enterprise: uscc, period: 2023, figures };
    const lines = [line, { ...line, parcel: parcelOf(3).id, enterprise: null }, { ...line, figures: {} }, { ...line, period: '2023' }, 1];
    expect(await toldOf(lines.map((each) => JSON.stringify(each)).join('\n'), { type: types.ndjson, key: 'lines' })).toMatchObject([
      [1, 201],
      [2, 201],
      [3, 'upload-row-without-figures'],
      [4, 'upload-line-not-of-shape'],
      [5, 'sheet-line-no-object'],
      { accepted: 2, refused: 3 },
    ]);
  });

  it('a code that has passed on means who has it now', async () => {
    await registered(`parcelcode-${code(1)}`, 'ParcelCodePassed', { code: code(1), parcelId: parcelOf(2).id, from: parcelOf(1).id });
    await reported(table(`${code(1)},2023,1,`));
    expect([await figuresOf(1), await figuresOf(2)]).toEqual([[], [[['revenue', '1']]]]);
  });

  it('a parcel outside the scope is answered as one that does not exist', async () => {
    const file = table(`${code(1)},2023,1,`, `310116112001GB00009,2023,1,`);
    const [known, unknown] = await reported(file, { as: department('统计局', '310116113') });
    expect([known?.problem?.rule, unknown?.problem?.rule]).toEqual(['upload-subject-not-found', 'upload-subject-not-found']);
  });
});

describe('a file that is refused as a whole leaves nothing behind', () => {
  const row = `${code(1)},2023,1,`;
  const headings = [
    ['宗地代码,数据年度,主营业务收入', 'upload-column-unit', '表头的“主营业务收入”列计量单位不符：应为“主营业务收入（万元）”。'],
    [
      '宗地代码,数据年度,主营业务收入（元）',
      'upload-column-unit',
      '表头的“主营业务收入（元）”列计量单位不符：应为“主营业务收入（万元）”。',
    ],
    [
      '数据年度,主营业务收入（万元）',
      'upload-column-missing',
      '表头缺少“统一编码|宗地代码|parcelId”列；现有列为：数据年度、主营业务收入（万元）。',
    ],
    ['宗地代码,主营业务收入（万元）', 'upload-column-missing', '表头缺少“数据年度”列；现有列为：宗地代码、主营业务收入（万元）。'],
    [
      '宗地代码,数据年度,主营业务收入（万元）,revenue（万元）',
      'upload-column-twice',
      '表头的“revenue（万元）”列与“主营业务收入（万元）”列重复：只应出现一次。',
    ],
    [
      '宗地代码,数据年度,营收（万元）',
      'upload-column-unknown',
      '表头的“营收（万元）”列无法识别；应为：统一编码|宗地代码|parcelId、数据年度、评价税收（万元）、用地面积（亩）、主营业务收入（万元）、工业增加值（万元）、综合能耗（吨标准煤）、高新技术企业。',
    ],
  ];
  it.each(headings)('the heading %s: %s', async (first, rule, sentence) => {
    expect(await refusedAs(`${first}\n${row}`)).toEqual([422, rule, sentence]);
    expect(await figuresOf(1)).toEqual([]);
  });

  it('one without a column of figures, or without anything', async () => {
    expect((await refusedAs(`宗地代码,数据年度,备注\n${row}`))[1]).toBe('upload-column-missing');
    expect(await refusedAs('')).toEqual([422, 'upload-empty', '文件没有任何数据行。']);
    expect((await refusedAs(`宗地代码,数据年度,=A1\n${row}`))[1]).toBe('sheet-cell-formula');
  });

  it('one whose fault stands at its end', async () => {
    expect((await refusedAs(`${table(row)}\n"`))[1]).toBe('sheet-quotes-wrong');
    expect((await refusedAs(`{"a":1}\n${' '.repeat(500_000)}`, { type: types.ndjson }))[1]).toBe('sheet-cell-too-long');
    expect(await figuresOf(1)).toEqual([]);
  });

  it('one that is no XLSX', async () => {
    expect(await refusedAs(table(row), { type: types.xlsx })).toEqual([
      422,
      'sheet-not-a-workbook',
      '文件不是 XLSX 工作簿：应另存为“Excel 工作簿（.xlsx）”后上传。',
    ]);
  });

  it('one of another type, too long, without key, or from somebody who supplies nothing', async () => {
    expect((await refusedAs(table(row), { type: 'application/pdf' })).slice(0, 2)).toEqual([415, 'unsupported-media-type']);
    expect((await refusedAs(table(row), { as: taskForce })).slice(0, 2)).toEqual([403, 'forbidden']);
    expect((await refusedAs(table(row), { key: '' })).slice(0, 2)).toEqual([400, 'idempotency-key-missing']);
    expect((await refusedAs(Buffer.alloc(65 * 1024 * 1024))).slice(0, 2)).toEqual([413, 'body-too-large']);
  });

  it('one for a cycle that was not opened, or is of another place', async () => {
    expect((await refusedAs(table(row), { query: 'jurisdiction=310116&year=2023' })).slice(0, 2)).toEqual([404, 'not-found']);
    expect((await refusedAs(table(row), { query: 'jurisdiction=310116&year=2024&subject=enterprise' })).slice(0, 2)).toEqual([
      404,
      'not-found',
    ]);
    expect((await refusedAs(table(row), { as: department('统计局', otherDistrict) })).slice(0, 2)).toEqual([404, 'not-found']);
    expect((await refusedAs(table(row), { query: 'jurisdiction=1&year=2024' })).slice(0, 2)).toEqual([400, 'validation']);
  });
});
