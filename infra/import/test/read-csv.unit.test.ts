import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type ReadCsv, readCsv } from '../read-csv.ts';

const columns = ['序号', '企业名称', '占地面积(亩)'];
const printed = '序号,企业名称,占地面积(亩)\n1,上海古岛时装有限公司地块,30.62\n2,上海普利滋纺织染 整有限公司,43.74\n';
const rows = [
  { line: 2, cells: { 序号: '1', 企业名称: '上海古岛时装有限公司地块', '占地面积(亩)': '30.62' } },
  { line: 3, cells: { 序号: '2', 企业名称: '上海普利滋纺织染 整有限公司', '占地面积(亩)': '43.74' } },
];

const read = (text: string | Buffer): ReadCsv => readCsv('list.csv', Buffer.from(text as string), columns);
const rowsOf = (text: string | Buffer): unknown => {
  const result = read(text);
  return 'file' in result ? result.file.rows : result;
};
const faultOf = (text: string | Buffer): unknown => {
  const result = read(text);
  return 'faults' in result ? result.faults[0] : result;
};

describe('a list is read whatever program wrote it', () => {
  it.each([
    ['UTF-8', Buffer.from(printed)],
    ['UTF-8（带 BOM）', iconv.encode(printed, 'utf8', { addBOM: true })],
    ['GB18030', iconv.encode(printed, 'gb18030')],
    ['GB18030', iconv.encode(printed, 'gbk')],
    ['UTF-16LE', iconv.encode(printed, 'utf-16le', { addBOM: true })],
    ['UTF-16LE', iconv.encode(printed, 'utf-16le', { addBOM: false })],
    ['UTF-16BE', iconv.encode(printed, 'utf-16be', { addBOM: true })],
    ['UTF-16BE', iconv.encode(printed, 'utf-16be', { addBOM: false })],
  ])('in %s, which is named', (encoding, bytes) => {
    expect(read(bytes)).toEqual({ file: { encoding, rows } });
  });

  it('with the line ends of Windows, of old Macs, and of both in one file', () => {
    expect(rowsOf(printed.replaceAll('\n', '\r\n'))).toEqual(rows);
    expect(rowsOf(printed.replaceAll('\n', '\r'))).toEqual(rows);
    expect(rowsOf(printed.replace('\n', '\r\n'))).toEqual(rows);
  });

  it('with tabs instead of commas, as "Unicode text" has them', () => {
    expect(rowsOf(iconv.encode(printed.replaceAll(',', '\t'), 'utf-16le', { addBOM: true }))).toEqual(rows);
  });

  it('with characters that only GB18030 has', () => {
    const rare = printed.replace('古岛', '㐂𠮷');
    expect(rowsOf(iconv.encode(rare, 'gb18030'))).toMatchObject([{ cells: { 企业名称: '上海㐂𠮷时装有限公司地块' } }, {}]);
  });

  it('with full-width brackets and spaces in its headings', () => {
    expect(rowsOf(printed.replace('占地面积(亩)', ' 占地面积 （亩）'))).toEqual(rows);
  });

  it('with empty lines, empty rows and the empty columns of a spreadsheet', () => {
    const padded = printed.replaceAll(/\n/g, ',,\n').replace('\n', '\n\n,,,,\n');
    expect(rowsOf(padded)).toMatchObject(rows.map(({ cells }) => ({ cells })));
  });

  it('with quoted cells, the lines counted on which rows begin', () => {
    const quoted = '序号,企业名称,占地面积(亩)\n1,"上海""古岛""\n时装,有限公司",30.62\n2,乙,43.74\n';
    expect(rowsOf(quoted)).toEqual([
      { line: 2, cells: { 序号: '1', 企业名称: '上海"古岛"\n时装,有限公司', '占地面积(亩)': '30.62' } },
      { line: 4, cells: { 序号: '2', 企业名称: '乙', '占地面积(亩)': '43.74' } },
    ]);
  });

  it('with columns that nobody asked for, which are kept', () => {
    expect(rowsOf('序号,企业名称,占地面积(亩),备注\n1,甲,2,旧厂房\n')).toMatchObject([{ cells: { 备注: '旧厂房' } }]);
  });

  it('with the raw cells as printed', () => {
    expect(rowsOf('序号,企业名称,占地面积(亩)\n1, 甲 公司 ,"1 0"\n')).toMatchObject([
      { cells: { 企业名称: ' 甲 公司 ', '占地面积(亩)': '1 0' } },
    ]);
  });
});

describe('a file that cannot be read is refused naming file, line, column and what was expected', () => {
  it('a quote that is never closed, at the line on which its row begins', () => {
    expect(faultOf('序号,企业名称,占地面积(亩)\n1,甲,2\n3,"乙,4\n5,丙,6\n')).toMatchObject({
      file: 'list.csv',
      line: 3,
      column: '企业名称',
      en: 'a quote opened in this row is never closed; expected a closing quote',
    });
  });

  it('a quote inside a cell', () => {
    expect(faultOf('序号,企业名称,占地面积(亩)\n1,甲,2\n3,乙"方,4\n')).toMatchObject({
      line: 3,
      zh: expect.stringContaining('引号用法有误'),
    });
  });

  it('a missing column', () => {
    expect(faultOf('序号,企业名称\n1,甲\n')).toEqual({
      file: 'list.csv',
      line: 1,
      column: '占地面积(亩)',
      zh: '缺少此列，应有列：序号、企业名称、占地面积(亩)',
      en: 'the column is missing; expected 序号, 企业名称, 占地面积(亩)',
    });
  });

  it('a heading that occurs twice', () => {
    expect(faultOf('序号,企业名称,占地面积(亩),企业名称\n1,甲,2,乙\n')).toMatchObject({ line: 1, column: '企业名称' });
  });

  it('an extra cell and a lacking cell, each in its row', () => {
    const result = read('序号,企业名称,占地面积(亩)\n1,甲,2,3\n2,乙\n3,丙,4\n');
    expect(result).toMatchObject({
      faults: [
        { line: 2, en: 'expected 3 cells, up to 占地面积(亩), but found 4' },
        { line: 3, column: '企业名称', zh: '应有 3 个单元格（至“占地面积(亩)”），实有 2 个' },
      ],
    });
  });

  it('an empty file', () => {
    expect(faultOf('')).toMatchObject({ line: 1, en: 'the file is empty; expected the columns 序号, 企业名称, 占地面积(亩)' });
  });

  it('a file that is no text, such as a workbook', () => {
    expect(faultOf(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff, 0xff, 0x81, 0xff]))).toMatchObject({
      line: 1,
      en: expect.stringContaining('expected'),
    });
  });

  it('a control character inside a cell', () => {
    expect(faultOf('序号,企业名称,占地面积(亩)\n1,甲\u0007,2\n')).toMatchObject({ line: 2, column: '企业名称' });
  });
});
