import { isRejection } from '@yimu/domain/kernel';
import { describe, expect, it } from 'vitest';
import { type Limits, type Row, rowsOf, usualLimits } from '../src/index.ts';
import { file, number, partsOf, row, text, workbook, zip } from './support/files.ts';

const read = async (path: string, limits: Partial<Limits> = {}) => Array.fromAsync(rowsOf(path, 'xlsx', { ...usualLimits, ...limits }));
const cellsOf = async (path: string) =>
  (await read(path)).map((each) => (isRejection(each) ? each.rule : [each.number, ...each.cells, ...each.faults.map(({ rule }) => rule)]));
/** The rows before the refusal and its rule; its texts are told apart by the cases below. */
const refused = async (path: string, limits: Partial<Limits> = {}) => {
  const last = (await read(path, limits)).at(-1);
  return isRejection(last) ? [last.rule, last.zh] : [];
};

describe('the rows of a workbook', () => {
  it('come with the numbers they are printed with, text by column, nothing where nothing is', async () => {
    const rows = [
      row(1, text('A1', '宗地代码'), text('C1', '评价税收（万元）')),
      row(2),
      row(3, text('A3', ' ')),
      row(7, text('A7', '甲&amp;乙'), number('C7', '12.5')),
    ];
    expect(await cellsOf(await workbook({ rows: rows.join('') }))).toEqual([
      [1, '宗地代码', '', '评价税收（万元）'],
      [7, '甲&乙', '', '12.5'],
    ]);
  });

  it('name shared strings, without how they are read aloud, and in pieces of any format', async () => {
    const strings = '<si><t>税</t></si><si><r><t>企</t></r><r><t xml:space="preserve"> 业</t></r><rPh><t>qi ye</t></rPh></si>';
    const rows = row(1, '<c r="A1" t="s"><v>1</v></c>', '<c r="B1" t="s"><v>0</v></c>', '<c r="C1" t="b"><v>1</v></c>');
    expect(await cellsOf(await workbook({ rows, strings }))).toEqual([[1, '企 业', '税', 'TRUE']]);
  });

  it('need no addresses, and may carry the prefix of a namespace', async () => {
    const sheet =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c/><x:c><x:v>1</x:v></x:c></x:row><x:row><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>';
    const parts = { 'xl/worksheets/sheet1.xml': sheet };
    expect(await cellsOf(await workbook({ rows: '', parts }))).toEqual([
      [1, '', '1'],
      [2, '2'],
    ]);
  });

  it('of the first visible sheet', async () => {
    const sheets =
      '<workbook xmlns:r="r"><sheets><sheet name="隐" state="hidden" r:id="rId1"/><sheet name="显" r:id="rId2"/></sheets></workbook>';
    const relations =
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="../xl/b.xml"/></Relationships>';
    const second = '<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>';
    const parts = { 'xl/workbook.xml': sheets, 'xl/_rels/workbook.xml.rels': relations, 'xl/b.xml': second };
    expect(await cellsOf(await workbook({ rows: row(1, number('A1', '1')), parts }))).toEqual([[1, '2']]);
  });

  it('of sheets that are each a part of their own: one that thousands of sheets name would be unpacked thousands of times', async () => {
    const many = Array.from({ length: 9_000 }, (_, n) => `<sheet name="${n}" r:id="rId1"/>`).join('');
    const parts = { 'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${many}</sheets></workbook>` };
    expect(await cellsOf(await workbook({ rows: row(1, number('A1', '1')), parts }))).toEqual(['sheet-damaged']);
  });

  const numbers = [
    ['1.1000000000000001', '1.1'],
    ['0.30000000000000004', '0.3'],
    ['1234567890.1200001', '1234567890.12'],
    ['1.5E-3', '0.0015'],
    ['-2E3', '-2000'],
    ['9.1310000000000003E+17', '913100000000000000'],
    ['100', '100'],
    ['-0', '0'],
    ['0.0', '0'],
    ['1e400', '1e400'],
    ['1e40', '1e40'],
    ['NaN', 'NaN'],
  ];
  it.each(numbers)('the number stored as %s is the %s that was typed', async (stored, print) => {
    expect(await cellsOf(await workbook({ rows: row(1, number('A1', stored)) }))).toEqual([[1, print]]);
  });

  it('a formula or an error is a fault of its row, whatever the formula last gave; the other rows are read', async () => {
    const rows = [
      row(1, number('A1', '1'), '<c r="C1"><f>A1*2</f><v>2</v></c>'),
      row(2, '<c r="A2" t="e"><v>#N/A</v></c>'),
      row(3, '<c r="A3" t="str"><f t="shared" si="0"/><v>x</v></c>'),
      row(4, number('A4', '4')),
    ];
    const read = await cellsOf(await workbook({ rows: rows.join('') }));
    expect(read).toEqual([
      [1, '1', '', '', 'sheet-cell-formula'],
      [2, '', 'sheet-cell-error'],
      [3, '', 'sheet-cell-formula'],
      [4, '4'],
    ]);
    const [first] = await Array.fromAsync(rowsOf(await workbook({ rows: rows.join('') }), 'xlsx', usualLimits));
    expect((first as Row).faults[0]?.zh).toBe('单元格 C1 为公式：应填写数值，不得填写公式。');
  });
});

describe('a file is refused, in both languages', () => {
  it('that is no ZIP, is empty, or is a ZIP of something else', async () => {
    const sentence = ['sheet-not-a-workbook', '文件不是 XLSX 工作簿：应另存为“Excel 工作簿（.xlsx）”后上传。'];
    expect(await refused(await file('统一编码,数据年度\n1,2023\n'))).toEqual(sentence);
    expect(await refused(await file(''))).toEqual(sentence);
    expect(await refused(await file(await zip({ 'a.txt': 'a' })))).toEqual(sentence);
    expect(await refused(await file(await zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<d/>' })))).toEqual(sentence);
    const none = { 'xl/workbook.xml': '<workbook/>' };
    expect(await refused(await workbook({ rows: '', parts: none }))).toEqual(sentence);
  });

  it('that is an old .xls, or protected by a password: both are the same container', async () => {
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]);
    expect(await refused(await file(old))).toEqual([
      'sheet-locked-or-legacy',
      '文件为旧版 .xls 工作簿或设有打开密码：应为未加密的 .xlsx 工作簿。',
    ]);
  });

  it('that holds macros, as a part or by its type', async () => {
    const part = await workbook({ rows: '', parts: { 'xl/vbaProject.bin': 'x' } });
    expect(await refused(part)).toEqual(['sheet-with-macros', '工作簿含有宏（xl/vbaProject.bin）：应为不含宏的 .xlsx 工作簿。']);
    const type = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml';
    const parts = { '[Content_Types].xml': `<Types><Override PartName="/xl/workbook.xml" ContentType="${type}"/></Types>` };
    expect(await refused(await workbook({ rows: '', parts }))).toEqual([
      'sheet-with-macros',
      '工作簿含有宏（/xl/workbook.xml）：应为不含宏的 .xlsx 工作簿。',
    ]);
    expect((await refused(await workbook({ rows: '', parts: { 'xl/macrosheets/sheet1.xml': '<a/>' } })))?.at(0)).toBe('sheet-with-macros');
  });

  it('that has merged cells, which its end tells', async () => {
    const merged = { rows: row(1, text('A1', '甲')), after: '<mergeCells count="1"><mergeCell ref="A1:C1"/></mergeCells>' };
    expect(await refused(await workbook(merged))).toEqual(['sheet-merged-cells', '单元格 A1:C1 已合并：每个单元格应各填一值，不得合并。']);
  });

  it('that claims to unpack to more than the limit, or to far more than its size', async () => {
    const zeros = await workbook({ rows: '', parts: { 'xl/media/a.bin': Buffer.alloc(3_000_000) } });
    const sentence = '文件解压后过大：总计不得超过 256 MiB，且任一部分不得超过其压缩大小的 200 倍。';
    expect(await refused(zeros)).toEqual(['sheet-unpacks-too-large', sentence]);
    const long = await workbook({ rows: row(1, text('A1', '甲'.repeat(1_000))) });
    expect((await refused(long, { unpacked: 2_000 }))?.at(0)).toBe('sheet-unpacks-too-large');
  });

  it('that unpacks to more than it claims', async () => {
    const bytes = await zip(partsOf({ rows: row(1, text('A1', '甲'.repeat(1_000))) }));
    // The last entry of the directory is the sheet; its size stands 24 bytes behind the mark.
    const entry = bytes.lastIndexOf('PK\u0001\u0002', undefined, 'latin1');
    bytes.writeUInt32LE(100, entry + 24);
    expect(await refused(await file(bytes))).toEqual(['sheet-damaged', '文件已损坏：无法读取 xl/worksheets/sheet1.xml。']);
  });

  it('that has too many parts, two of one name, or one that is encrypted', async () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`xl/media/${n}`, 'x']));
    expect(await refused(await workbook({ rows: '', parts: many }), { parts: 10 })).toEqual([
      'sheet-too-many-parts',
      '工作簿内部文件过多：不得超过 10 个。',
    ]);
    const twice = await zip({ ...partsOf({ rows: '' }), 'xl/worksheets/sheet2.xml': '<worksheet/>' });
    const renamed = Buffer.from(twice.toString('latin1').replaceAll('sheet2.xml', 'sheet1.xml'), 'latin1');
    expect((await refused(await file(renamed)))?.at(0)).toBe('sheet-damaged');
    const locked = await zip(partsOf({ rows: '' }));
    const entry = locked.lastIndexOf('PK\u0001\u0002', undefined, 'latin1');
    locked.writeUInt16LE(locked.readUInt16LE(entry + 8) | 1, entry + 8);
    expect((await refused(await file(locked)))?.at(0)).toBe('sheet-damaged');
  });

  const sheets = [
    ['no XML', 'nothing'],
    ['an end that is missing', '<worksheet><sheetData>'],
    ['another encoding', Buffer.from('<worksheet a="\u00ff"/>', 'latin1')],
    ['a document type', '<!DOCTYPE a><worksheet/>'],
    ['entities of its own', '<worksheet>&b;</worksheet>'],
    ['a text without end', `<worksheet>${'x'.repeat(2_500_000)}</worksheet>`],
    ['rows backwards', `<worksheet>${row(2)}${row(1)}</worksheet>`],
    ['a row beyond any sheet', '<worksheet><row r="1048577"/></worksheet>'],
    ['cells backwards', `<worksheet>${row(1, number('B1', '1'), number('A1', '1'))}</worksheet>`],
    ['a cell that is nowhere', `<worksheet>${row(1, number('1', '1'))}</worksheet>`],
    ['a string that the table does not have', `<worksheet>${row(1, '<c t="s"><v>9</v></c>')}</worksheet>`],
  ] as const;
  it.each(sheets)('whose sheet has %s', async (_, sheet) => {
    expect((await refused(await workbook({ rows: '', parts: { 'xl/worksheets/sheet1.xml': sheet } }), { ratio: 5_000 }))?.at(0)).toBe(
      'sheet-damaged',
    );
  });

  it('whose parts name parts that are not there', async () => {
    const parts = { 'xl/_rels/workbook.xml.rels': '<Relationships/>' };
    expect(await refused(await workbook({ rows: '', parts }))).toEqual(['sheet-damaged', '文件已损坏：无法读取 rId1。']);
  });

  it('that has too many rows or columns, too long a cell, or too much text', async () => {
    const rows = [1, 2, 3, 4].map((n) => row(n, number(`A${n}`, '1'))).join('');
    expect(await refused(await workbook({ rows }), { rows: 2 })).toEqual(['sheet-too-many-rows', '数据行过多：除表头外不得超过 2 行。']);
    expect(await refused(await workbook({ rows: row(1, number('XFD1', '1')) }))).toEqual([
      'sheet-too-many-columns',
      '第 1 行的列数过多：不得超过 200 列。',
    ]);
    // A format reaches to the end of the sheet without a value.
    expect(await cellsOf(await workbook({ rows: row(1, number('A1', '1'), '<c r="XFD1" s="1"/>') }))).toEqual([[1, '1']]);
    const long = '甲'.repeat(2_001);
    const sentence = ['sheet-cell-too-long', '第 3 行有单元格文字过长：不得超过 2000 个字符。'];
    expect(await refused(await workbook({ rows: row(3, text('A3', long)) }))).toEqual(sentence);
    const shared = { rows: row(3, '<c r="A3" t="s"><v>0</v></c>'), strings: `<si><t>${long}</t></si>` };
    expect(await refused(await workbook(shared))).toEqual(sentence);
    expect(await refused(await workbook(shared), { sharedText: 1_000 })).toEqual([
      'sheet-too-much-text',
      '工作簿文字过多：不得超过 0.001 百万字符。',
    ]);
  });
});

it('a file that is away is an outage, not a refusal', async () => {
  await expect(read('/nowhere/file')).rejects.toThrow('ENOENT');
});
