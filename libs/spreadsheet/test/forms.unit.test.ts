import { buffer } from 'node:stream/consumers';
import { isRejection } from '@yimu/domain/kernel';
import { describe, expect, it } from 'vitest';
import {
  answersOf,
  type FormField,
  type FormSheet,
  formWorkbook,
  readForms,
  rowsOf,
  tableWorkbook,
  usualLimits,
  zipOf,
} from '../src/index.ts';
import { openArchive } from '../src/zip.ts';
import { file, partsOf, row, text, workbook, zip } from './support/files.ts';

const field = (code: string, name: string, more: Partial<FormField> = {}): FormField => ({
  code,
  name,
  kind: 'text',
  unit: '',
  options: [],
  isRequired: false,
  ...more,
});
const use = [
  { code: 'own', name: '自用' },
  { code: 'leased', name: '出租' },
];
const fields = [
  field('land-user', '用地主体名称', { isRequired: true }),
  field('use-of-land', '土地利用方式', { kind: 'option', options: use }),
  field('leased-area', '出租建筑面积', { kind: 'decimal', unit: '平方米' }),
  field('high-tech', '是否高新技术企业', { kind: 'yes-no' }),
];
const about = { form: 'self-assessment', subject: 'parcel', subjectId: 's', partyId: null, jurisdiction: '310116', year: 2024, version: 3 };
const known = new Map([
  ['land-user', '某某 & 公司 <一>'],
  ['use-of-land', 'leased'],
  ['leased-area', '1200.50'],
  ['high-tech', 'no'],
]);
const sheet: FormSheet = { title: '自评表', about, fields, known };
const second: FormSheet = {
  title: '企业信息采集表',
  about: { ...about, form: 'enterprise-information', partyId: 'p' },
  fields,
  known: new Map(),
};
const notes = ['一、灰色列请勿改动。', '二、空白视为未报。'];
const formsIn = async (bytes: Uint8Array | Promise<Uint8Array>) => {
  const forms = await readForms(await file(await bytes), usualLimits);
  if (isRejection(forms)) throw new Error(forms.en);
  return forms;
};

describe('a form', () => {
  it('comes back as it went out, each sheet by itself; what nobody filled is not answered', async () => {
    const forms = await formsIn(formWorkbook([sheet, second], notes));
    expect(forms.map((form) => [form.about, answersOf(form, fields).answers])).toEqual([
      [about, [...known].map(([code, value]) => ({ field: code, value }))],
      [second.about, []],
    ]);
  });

  it('shows what is asked in words, with unit, choices and a hidden column of codes', async () => {
    const path = await file(await formWorkbook([sheet], notes));
    const rows = await Array.fromAsync(rowsOf(path, 'xlsx', usualLimits));
    expect(rows.map((each) => (isRejection(each) ? each.rule : each.cells))).toEqual([
      ['yimu-form;self-assessment;parcel;s;-;310116;2024;3', '项目', '填报内容', '单位', '说明'],
      ['land-user', '用地主体名称', '某某 & 公司 <一>', '', '必填'],
      ['use-of-land', '土地利用方式', '出租', '', '从中选择：自用、出租'],
      ['leased-area', '出租建筑面积', '1200.50', '平方米', '填写数字'],
      ['high-tech', '是否高新技术企业', '否', '', '从中选择：是、否'],
    ]);
    const archive = await openArchive(path, usualLimits);
    const xml = Buffer.concat(await Array.fromAsync(archive.read('xl/worksheets/sheet1.xml'))).toString();
    archive.close();
    expect(xml).toContain('hidden="true"');
    expect(xml).toContain('<formula1>"自用,出租"</formula1>');
  });

  it('a choice that is longer than a spreadsheet takes has no list, and is still read', async () => {
    const options = Array.from({ length: 40 }, (_, n) => ({ code: `o${n}`, name: `第${n}项的名称较长` }));
    const long = [field('long', '选项', { kind: 'option', options })];
    const [form] = await formsIn(formWorkbook([{ ...sheet, fields: long, known: new Map([['long', 'o39']]) }], notes));
    expect(form === undefined ? [] : answersOf(form, long).answers).toEqual([{ field: 'long', value: 'o39' }]);
  });

  const head = row(1, text('A1', 'yimu-form;survey;parcel;s;-;310116;2024;1'));
  const filled = async (...rows: readonly string[]) => {
    const forms = await readForms(await workbook({ rows: [head, ...rows].join('') }), usualLimits);
    if (isRejection(forms)) return [forms.rule];
    const read = forms.map((form) => answersOf(form, fields));
    const faults = read.flatMap((each) => each.faults).map(({ rule, zh }) => [rule, zh]);
    return faults.length > 0 ? faults : read.flatMap(({ answers }) => answers);
  };

  it('all that is wrong with it is said, cell by cell', async () => {
    const rows = [
      row(2, text('A2', 'unknown'), text('C2', '甲')),
      row(3, text('A3', 'use-of-land'), text('C3', '闲置')),
      row(4, text('A4', 'land-user'), text('C4', '甲')),
      row(5, text('A5', 'land-user'), text('C5', '乙')),
      row(6, text('A6', 'leased-area'), '<c r="C6"><f>1+1</f><v>2</v></c>'),
    ];
    expect(await filled(...rows)).toEqual([
      ['sheet-cell-formula', '单元格 C6 为公式：应填写数值，不得填写公式。'],
      ['sheet-form-field-unknown', '单元格 C2 的字段 unknown 不在本表之中。'],
      ['sheet-form-option-unknown', '单元格 C3 的内容“闲置”不在选项之内：应为 自用、出租 之一。'],
      ['sheet-form-field-twice', '单元格 C5 的字段 land-user 重复出现。'],
    ]);
  });

  const dates = [
    ['2024-03-11', '2024-03-11'],
    ['2024/3/1', '2024-03-01'],
    ['２０２４年３月１１日', '2024-03-11'],
    ['45362', '2024-03-11'],
    ['45362.75', '2024-03-11'],
    ['3月11日', '3月11日'],
    ['2024', '2024'],
  ];
  it.each(dates)('the date written as %s is %s', (value, date) => {
    const line = { field: 'since', value, address: 'C2' };
    const since = [field('since', '投产日期', { kind: 'date' })];
    expect(answersOf({ lines: [line], faults: [] }, since).answers).toEqual([{ field: 'since', value: date }]);
  });

  it('rows without a code or a value are not answered; an option may be given by its code', async () => {
    const rows = [row(2, text('C2', '甲')), row(3, text('A3', 'land-user')), row(4, text('A4', 'use-of-land'), text('C4', 'own'))];
    expect(await filled(...rows)).toEqual([{ field: 'use-of-land', value: 'own' }]);
  });

  const heads = ['', 'yimu-form', 'yimu-form;survey;parcel;s;-;310116;24;1', 'yimu-form;survey;parcel;s;-;310116;2024;x', '宗地代码'];
  it.each(heads)('a workbook whose sheet begins with “%s” is none of ours', async (first) => {
    const refused = await readForms(await workbook({ rows: row(1, text('A1', first), text('B1', '项目')) }), usualLimits);
    expect(isRejection(refused) ? refused.rule : refused).toBe('sheet-form-unknown');
  });

  it('with macros or merged cells is refused as any file', async () => {
    const macros = await file(await zip({ ...partsOf({ rows: head }), 'xl/vbaProject.bin': 'x' }));
    expect(await readForms(macros, usualLimits)).toMatchObject({ rule: 'sheet-with-macros' });
    const merged = await workbook({ rows: head, after: '<mergeCells><mergeCell ref="B1:C1"/></mergeCells>' });
    expect(await readForms(merged, usualLimits)).toMatchObject({ rule: 'sheet-merged-cells' });
  });

  it('on a disk that fails is an outage', async () => {
    await expect(readForms('/nowhere/file', usualLimits)).rejects.toThrow('ENOENT');
  });
});

it('a table goes out as text', async () => {
  const rows = await Array.fromAsync(rowsOf(await file(await tableWorkbook('数据', [['宗地代码'], ['001', '1.10']])), 'xlsx', usualLimits));
  expect(rows.map((each) => (isRejection(each) ? each.rule : each.cells))).toEqual([['宗地代码'], ['001', '1.10']]);
});

describe('a ZIP of files', () => {
  it('holds each under its name, made one after the other as it goes out', async () => {
    const made: string[] = [];
    const entry = (name: string) => ({
      name,
      bytes: async () => {
        made.push(name);
        return Buffer.from(name);
      },
    });
    const stream = zipOf([entry('漕泾镇/甲.xlsx'), entry('漕泾镇/乙.xlsx')]);
    const archive = await openArchive(await file(await buffer(stream)), usualLimits);
    const contents = await Promise.all(
      archive.names.map(async (name) => Buffer.concat(await Array.fromAsync(archive.read(name))).toString()),
    );
    archive.close();
    expect([made, contents]).toEqual([archive.names, archive.names]);
    expect(archive.names).toEqual(['漕泾镇/甲.xlsx', '漕泾镇/乙.xlsx']);
  });

  it('breaks off when a file cannot be made', async () => {
    const stream = zipOf([{ name: '甲', bytes: () => Promise.reject(new Error('no such parcel')) }]);
    await expect(buffer(stream)).rejects.toThrow('no such parcel');
  });
});
