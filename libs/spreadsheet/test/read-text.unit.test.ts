import { isRejection } from '@yimu/domain/kernel';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type Limits, objectsOf, rowsOf, usualLimits } from '../src/index.ts';
import { file, zip } from './support/files.ts';

const rows = async (content: Uint8Array | string, limits: Partial<Limits> = {}) => {
  const read = await Array.fromAsync(rowsOf(await file(content), 'csv', { ...usualLimits, ...limits }));
  return read.map((each) => (isRejection(each) ? [each.rule, each.zh] : [each.number, ...each.cells, ...each.faults.map(({ zh }) => zh)]));
};
const lines = async (content: Uint8Array | string, limits: Partial<Limits> = {}) => {
  const read = await Array.fromAsync(objectsOf(await file(content), { ...usualLimits, ...limits }));
  return read.map((each) => (isRejection(each) ? each.rule : [each.number, each.value ?? each.faults.map(({ zh }) => zh)]));
};

const table = '宗地代码,评价税收（万元）\r\n甲,"1,234"\r\n\r\n乙,\r\n';
const printed = [
  [1, '宗地代码', '评价税收（万元）'],
  [2, '甲', '1,234'],
  [4, '乙'],
];

describe('a CSV', () => {
  const encodings = ['utf8', 'gb18030', 'utf-16le', 'utf-16be'];
  it.each(encodings)('is read in %s, with a mark or without', async (encoding) => {
    expect(await rows(iconv.encode(table, encoding))).toEqual(printed);
    expect(await rows(iconv.encode(table, encoding, { addBOM: encoding !== 'gb18030' }))).toEqual(printed);
  });

  it('may have tabs where it has no commas, and lines of any kind', async () => {
    expect(await rows('a\tb\r1\t2')).toEqual([
      [1, 'a', 'b'],
      [2, '1', '2'],
    ]);
  });

  it('counts records, also where a cell has several lines', async () => {
    expect(await rows('a,b\n"1\n2",3\n4,5')).toEqual([
      [1, 'a', 'b'],
      [2, '1\n2', '3'],
      [3, '4', '5'],
    ]);
  });

  it('characters are whole however the file is cut into pieces', async () => {
    const many = Array.from({ length: 20_000 }, (_, n) => `宗地${n}`).join('\n');
    expect((await rows(iconv.encode(many, 'gb18030'))).at(-1)).toEqual([20_000, '宗地19999']);
  });

  it('a formula is a fault of its row', async () => {
    expect(await rows('a,b\n1,=A2*2\n3,4')).toEqual([
      [1, 'a', 'b'],
      [2, '1', '=A2*2', '单元格 B2 为公式：应填写数值，不得填写公式。'],
      [3, '3', '4'],
    ]);
  });

  it('of nothing has no rows', async () => {
    expect(await rows('')).toEqual([]);
  });

  it('is refused when it is no text of a known encoding', async () => {
    const sentence = ['sheet-not-text', '无法识别文件的文字编码：应为 UTF-8、UTF-16 或 GB18030。'];
    expect(await rows(Buffer.from([0x61, 0xff, 0xff, 0xff]))).toEqual([sentence]);
    expect(await rows(await zip({ a: 'a' }))).toEqual([sentence]);
  });

  it('is refused at quotes that do not close, too many rows or columns, and cells without end', async () => {
    expect((await rows('a\n"1\n2')).at(-1)).toEqual(['sheet-quotes-wrong', '第 1 行之后引号未闭合，或单元格内的引号未写作两个引号。']);
    expect((await rows('a\n1"2')).at(-1)?.at(0)).toBe('sheet-quotes-wrong');
    expect((await rows('a\n1\n2\n3', { rows: 2 })).at(-1)?.at(0)).toBe('sheet-too-many-rows');
    expect((await rows('a,b,c,,', { columns: 2 })).at(-1)?.at(0)).toBe('sheet-too-many-columns');
    expect((await rows('abc', { cell: 2 })).at(-1)?.at(0)).toBe('sheet-cell-too-long');
    expect((await rows(`"${'x'.repeat(1_000_000)}`)).at(-1)?.at(0)).toBe('sheet-cell-too-long');
  });
});

describe('NDJSON', () => {
  it('is an object a line; blank lines count and say nothing, and the last needs no end', async () => {
    expect(await lines('{"a":1}\r\n\n{"b":"税"}')).toEqual([
      [1, { a: 1 }],
      [3, { b: '税' }],
    ]);
  });

  it('a line that is no object is a fault of its own', async () => {
    expect(await lines('[1]\n{"a":\nnull\n{}')).toEqual([
      [1, ['第 1 行不是一个 JSON 对象。']],
      [2, ['第 2 行不是一个 JSON 对象。']],
      [3, ['第 3 行不是一个 JSON 对象。']],
      [4, {}],
    ]);
  });

  it('is refused at too many lines, and at one without end', async () => {
    expect((await lines('{}\n{}\n{}', { rows: 2 })).at(-1)).toBe('sheet-too-many-rows');
    expect((await lines(' '.repeat(500_000))).at(-1)).toBe('sheet-cell-too-long');
  });
});
