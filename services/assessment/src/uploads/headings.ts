// The heading of a table of figures: what each column means. Every column has to be understood, in the unit of the standard.
import type { Rejection } from '@yimu/domain/kernel';
import type { Quantity, SubjectKind } from '@yimu/domain/scoring';
import type { Code } from './asked-row.ts';
import { refusal } from './refusals.ts';

export type Column =
  | { readonly is: 'subject'; readonly kind: Code['kind'] }
  | { readonly is: 'enterprise' | 'period' | 'ignored' }
  | { readonly is: 'quantity'; readonly quantity: Quantity };

/** A column with its heading as printed; its place in the list is its place in the row. */
export interface Headed {
  readonly heading: string;
  readonly column: Column;
}

const subjectHeadings: Readonly<Record<SubjectKind, Readonly<Record<string, Code['kind']>>>> = {
  parcel: { 统一编码: 'unified-code', 宗地代码: 'parcel-code', parcelId: 'id' },
  enterprise: { 统一社会信用代码: 'uscc', partyId: 'id' },
};
const enterpriseHeading = '统一社会信用代码';
const periodHeading = '数据年度';
/** For the eye of whoever fills the table. */
const ignored = ['序号', '地块名称', '企业名称', '备注'];

/** Headings are compared without spaces and however wide their signs are: 评价税收（万元） is 评价税收(万元). */
const keyOf = (heading: string): string => heading.normalize('NFKC').replace(/\s+/gu, '');

/** How the heading of a quantity is printed. */
export const headingOf = ({ name, unit }: Quantity): string => (unit === '' ? name.zh : `${name.zh}（${unit}）`);

const nameAndUnit = (heading: string): readonly [string, string] => {
  const [, name = '', unit = ''] = /^(.*?)(?:\(([^()]*(?:\([^()]*\)[^()]*)*)\))?$/s.exec(keyOf(heading)) ?? [];
  return [name, unit];
};

interface Terms {
  readonly subject: SubjectKind;
  readonly quantities: readonly Quantity[];
}

const expectedOf = ({ subject, quantities }: Terms): string =>
  [Object.keys(subjectHeadings[subject]).join('|'), periodHeading, ...quantities.map(headingOf)].join('、');

const quantityColumn = (heading: string, terms: Terms): Column | Rejection => {
  const [name, unit] = nameAndUnit(heading);
  const isCalled = (quantity: Quantity, by: string): boolean =>
    [quantity.code, quantity.name.zh, quantity.name.en].some((each) => keyOf(each) === by);
  // A name may itself end in brackets; then no unit is printed.
  const quantity = terms.quantities.find((each) => isCalled(each, name)) ?? terms.quantities.find((each) => isCalled(each, keyOf(heading)));
  if (quantity === undefined) return refusal('upload-column-unknown', { found: heading, expected: expectedOf(terms) });
  const printed = isCalled(quantity, name) ? unit : '';
  return keyOf(quantity.unit) === printed
    ? { is: 'quantity', quantity }
    : refusal('upload-column-unit', { found: heading, expected: headingOf(quantity) });
};

const columnOf = (heading: string, terms: Terms): Column | Rejection => {
  const key = keyOf(heading);
  const kind = subjectHeadings[terms.subject][key];
  if (kind !== undefined) return { is: 'subject', kind };
  if (key === enterpriseHeading) return { is: 'enterprise' };
  if (key === periodHeading) return { is: 'period' };
  return ignored.includes(key) || key === '' ? { is: 'ignored' } : quantityColumn(heading, terms);
};

/** Two columns of one meaning have one key. */
const meaningOf = (column: Column): string | undefined => {
  switch (column.is) {
    case 'quantity':
      return column.quantity.code;
    case 'ignored':
      return undefined;
    case 'subject':
    case 'enterprise':
    case 'period':
      return column.is;
  }
};

const twice = (headed: readonly Headed[]): Rejection | undefined => {
  const first = new Map<string, string>();
  for (const { heading, column } of headed) {
    const meaning = meaningOf(column);
    if (meaning === undefined) continue;
    const before = first.get(meaning);
    if (before !== undefined) return refusal('upload-column-twice', { found: heading, first: before });
    first.set(meaning, heading);
  }
  return undefined;
};

const missing = (headed: readonly Headed[], terms: Terms): Rejection | undefined => {
  const has = (is: Column['is']): boolean => headed.some(({ column }) => column.is === is);
  const lacks = (expected: string): Rejection =>
    refusal('upload-column-missing', { expected, found: headed.map(({ heading }) => heading).join('、') });
  if (!has('subject')) return lacks(Object.keys(subjectHeadings[terms.subject]).join('|'));
  if (!has('period')) return lacks(periodHeading);
  return has('quantity') ? undefined : lacks(terms.quantities.map(headingOf).join('|'));
};

/** What the columns of a heading mean, in their order, or what is wrong with it. */
export const columnsOf = (heading: readonly string[], terms: Terms): readonly Headed[] | Rejection => {
  const headed: Headed[] = [];
  for (const printed of heading) {
    const column = columnOf(printed, terms);
    if ('rejected' in column) return column;
    headed.push({ heading: printed, column });
  }
  return twice(headed) ?? missing(headed, terms) ?? headed;
};
