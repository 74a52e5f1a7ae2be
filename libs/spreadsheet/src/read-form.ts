// A filled form → its answers. What stands beside the answers may have been written over; the hidden first column says what each row is.
import { isRejection, type Rejection } from '@yimu/domain/kernel';
import { addressOf, type Row } from './cells.ts';
import { aboutIn, type FormAbout, type FormField, sayingsOf } from './form.ts';
import type { Limits } from './limits.ts';
import { sheetsOf } from './read-xlsx.ts';
import { orRejection, refusal, refuseFile } from './refusals.ts';

export interface FilledLine {
  readonly field: string;
  /** As printed; never ''. */
  readonly value: string;
  /** Of the cell. */
  readonly address: string;
}

export interface FilledForm {
  readonly about: FormAbout;
  readonly lines: readonly FilledLine[];
  /** Of cells that hold no value but a formula or an error. */
  readonly faults: readonly Rejection[];
}

const valueColumn = 2;

const linesOf = ({ cells, number }: Row): readonly FilledLine[] => {
  const [code = '', , value = ''] = cells;
  const field = code.trim();
  if (field === '' || value.trim() === '') return [];
  return [{ field, value: value.trim(), address: addressOf(valueColumn, number) }];
};

const filledForm = async (rows: AsyncIterable<Row>): Promise<FilledForm | undefined> => {
  let about: FormAbout | undefined;
  const lines: FilledLine[] = [];
  const faults: Rejection[] = [];
  for await (const row of rows) {
    if (about === undefined) {
      about = aboutIn(row.cells[0] ?? '');
      if (about === undefined) return undefined;
      continue;
    }
    lines.push(...linesOf(row));
    faults.push(...row.faults);
  }
  return about === undefined ? undefined : { about, lines, faults };
};

/** The forms of a workbook, or why it is not taken; sheets that are none are left out. */
export const readForms = (path: string, limits: Limits): Promise<readonly FilledForm[] | Rejection> =>
  orRejection(async () => {
    const forms: FilledForm[] = [];
    for await (const { rows } of sheetsOf(path, limits)) {
      const form = await filledForm(rows);
      if (form !== undefined) forms.push(form);
    }
    return forms.length === 0 ? refuseFile('sheet-form-unknown') : forms;
  });

/** A day as a spreadsheet counts it (1 is 1900-01-01; it believes in a 29 February of that year, long before any of ours). */
const dayOfSerial = (serial: number): string =>
  new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10);

/** A date as people and spreadsheets write it, as 2024-03-11; what is none stays as it is and is refused where it is read. */
const dateIn = (value: string): string => {
  const print = value.normalize('NFKC');
  if (/^\d{5}(\.\d+)?$/.test(print)) return dayOfSerial(Number(print));
  const [, year, month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(print) ?? [];
  return year === undefined ? value : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
};

const answerIn = ({ field: code, value, address }: FilledLine, fields: ReadonlyMap<string, FormField>): string | Rejection => {
  const field = fields.get(code);
  if (field === undefined) return refusal('sheet-form-field-unknown', { address, field: code.slice(0, 60) });
  const sayings = sayingsOf(field);
  if (sayings.length === 0) return field.kind === 'date' ? dateIn(value) : value;
  const options = sayings.map(({ says }) => says).join('、');
  const meant = sayings.find((each) => each.says === value || each.code === value)?.code;
  return meant ?? refusal('sheet-form-option-unknown', { address, value: value.slice(0, 60), options });
};

/** What a filled form answers, and all that is wrong with it, cell by cell; the answers hold only where nothing is wrong. */
export interface Answers {
  readonly answers: readonly { readonly field: string; readonly value: string }[];
  readonly faults: readonly Rejection[];
}

/** The answers of a form as its fields understand them. */
export const answersOf = ({ lines, faults }: Pick<FilledForm, 'lines' | 'faults'>, fields: readonly FormField[]): Answers => {
  const known = new Map(fields.map((field) => [field.code, field]));
  const met = new Set<string>();
  const wrong: Rejection[] = [...faults];
  const answers = lines.flatMap((line) => {
    const value = answerIn(line, known);
    if (isRejection(value)) wrong.push(value);
    else if (met.has(line.field)) wrong.push(refusal('sheet-form-field-twice', { address: line.address, field: line.field }));
    met.add(line.field);
    return isRejection(value) ? [] : [{ field: line.field, value }];
  });
  return { answers, faults: wrong };
};
