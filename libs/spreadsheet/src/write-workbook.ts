// Workbooks that go out: a plain table, and a form whose first column, hidden, says by code what each row asks.
import { type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { type FormField, type FormSheet, headOf, sayingsOf } from './form.ts';

/** A workbook of one sheet of text; the first row is its heading. */
export const tableWorkbook = (name: string, rows: readonly (readonly string[])[]): Promise<Uint8Array> =>
  writeXlsx({ sheets: [{ name, rows: rows.map((row) => [...row]), freezePane: { rows: 1 } }] });

/** Columns of a form: the code of the field, what is asked, the answer, its unit, what may be answered. */
const columns = [{ hidden: true }, { width: 36 }, { width: 40 }, { width: 12 }, { width: 60 }];
const headings = ['项目', '填报内容', '单位', '说明'];

const noteOn = (field: FormField): string => {
  const kinds = {
    decimal: '填写数字',
    integer: '填写整数',
    text: '',
    date: '填写日期，例如 2024-03-11',
    option: '',
    'yes-no': '',
  } as const;
  const sayings = sayingsOf(field).map(({ says }) => says);
  const parts = [field.isRequired ? '必填' : '', kinds[field.kind], sayings.length === 0 ? '' : `从中选择：${sayings.join('、')}`];
  return parts.filter((part) => part !== '').join('；');
};

const said = (field: FormField, value: string): string => sayingsOf(field).find(({ code }) => code === value)?.says ?? value;

/** What a spreadsheet takes as a list of choices is at most 255 characters, separated by commas. */
const choicesOf = (field: FormField, row: number): readonly DataValidation[] => {
  const values = sayingsOf(field).map(({ says }) => says);
  const isTaken = values.length > 0 && values.join(',').length <= 255 && !values.some((value) => value.includes(','));
  if (!isTaken) return [];
  const error = { showErrorMessage: true, errorTitle: '选项', errorMessage: `应为：${values.join('、')}`.slice(0, 250) };
  return [{ type: 'list', values, allowBlank: true, range: `C${row}`, ...error }];
};

const formSheet = ({ title, about, fields, known }: FormSheet): WriteSheet => ({
  name: title,
  columns,
  rows: [
    [headOf(about), ...headings],
    ...fields.map((field) => [field.code, field.name, said(field, known.get(field.code) ?? ''), field.unit, noteOn(field)]),
  ],
  dataValidations: fields.flatMap((field, n) => choicesOf(field, n + 2)),
  freezePane: { rows: 1 },
});

/**
 * 一地一表 as a workbook, one sheet per form and one that says how to fill it.
 * @param known of each sheet: what is known already, by field; an option by its code
 */
export const formWorkbook = (sheets: readonly FormSheet[], notes: readonly string[]): Promise<Uint8Array> =>
  writeXlsx({ sheets: [...sheets.map(formSheet), { name: '填表说明', columns: [{ width: 100 }], rows: notes.map((note) => [note]) }] });
