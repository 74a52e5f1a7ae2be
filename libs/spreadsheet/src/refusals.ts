// Why a file, or a cell of it, is not taken. A refusal is a value; what is thrown is a bug or an outage.
import { type RefusalCatalogue, type Rejection, refuse } from '@yimu/domain/kernel';

export const spreadsheetRefusals = {
  'sheet-not-a-workbook': {
    kind: 'unacceptable',
    en: 'The file is no XLSX workbook: expected one saved as Excel Workbook (.xlsx).',
    zh: '文件不是 XLSX 工作簿：应另存为“Excel 工作簿（.xlsx）”后上传。',
  },
  'sheet-locked-or-legacy': {
    kind: 'unacceptable',
    en: 'The file is an old .xls workbook or protected by a password: expected an .xlsx workbook without a password.',
    zh: '文件为旧版 .xls 工作簿或设有打开密码：应为未加密的 .xlsx 工作簿。',
  },
  'sheet-with-macros': {
    kind: 'unacceptable',
    en: 'The workbook holds macros ({part}): expected one without, saved as .xlsx.',
    zh: '工作簿含有宏（{part}）：应为不含宏的 .xlsx 工作簿。',
  },
  'sheet-unpacks-too-large': {
    kind: 'unacceptable',
    en: 'Unpacked the file is too large: expected at most {most} MiB in all, and no part more than {ratio} times its packed size.',
    zh: '文件解压后过大：总计不得超过 {most} MiB，且任一部分不得超过其压缩大小的 {ratio} 倍。',
  },
  'sheet-too-many-parts': {
    kind: 'unacceptable',
    en: 'The workbook consists of too many parts: expected at most {most}.',
    zh: '工作簿内部文件过多：不得超过 {most} 个。',
  },
  'sheet-damaged': {
    kind: 'unacceptable',
    en: 'The file is damaged: {part} cannot be read.',
    zh: '文件已损坏：无法读取 {part}。',
  },
  'sheet-merged-cells': {
    kind: 'unacceptable',
    en: 'The cells {range} are merged: expected one value in each cell.',
    zh: '单元格 {range} 已合并：每个单元格应各填一值，不得合并。',
  },
  'sheet-too-many-rows': {
    kind: 'unacceptable',
    en: 'The file has too many rows: expected at most {most} beside the heading.',
    zh: '数据行过多：除表头外不得超过 {most} 行。',
  },
  'sheet-too-many-columns': {
    kind: 'unacceptable',
    en: 'Row {row} has too many columns: expected at most {most}.',
    zh: '第 {row} 行的列数过多：不得超过 {most} 列。',
  },
  'sheet-cell-too-long': {
    kind: 'unacceptable',
    en: 'Row {row} holds too long a text: expected at most {most} characters in a cell.',
    zh: '第 {row} 行有单元格文字过长：不得超过 {most} 个字符。',
  },
  'sheet-too-much-text': {
    kind: 'unacceptable',
    en: 'The workbook holds too much text: expected at most {most} million characters.',
    zh: '工作簿文字过多：不得超过 {most} 百万字符。',
  },
  'sheet-not-text': {
    kind: 'unacceptable',
    en: 'The file cannot be read as text: expected UTF-8, UTF-16 or GB18030.',
    zh: '无法识别文件的文字编码：应为 UTF-8、UTF-16 或 GB18030。',
  },
  'sheet-quotes-wrong': {
    kind: 'unacceptable',
    en: 'After row {row} a quote is not closed, or stands inside a cell undoubled.',
    zh: '第 {row} 行之后引号未闭合，或单元格内的引号未写作两个引号。',
  },
  'sheet-cell-formula': {
    kind: 'unacceptable',
    en: 'Cell {address} holds a formula: expected a value.',
    zh: '单元格 {address} 为公式：应填写数值，不得填写公式。',
  },
  'sheet-cell-error': {
    kind: 'unacceptable',
    en: 'Cell {address} holds the error {value}: expected a value.',
    zh: '单元格 {address} 为错误值 {value}：应填写数值。',
  },
  'sheet-line-no-object': {
    kind: 'unacceptable',
    en: 'Line {row} is no JSON object.',
    zh: '第 {row} 行不是一个 JSON 对象。',
  },
  'sheet-form-unknown': {
    kind: 'unacceptable',
    en: 'The workbook is no form of this system: expected one that was downloaded here, its hidden first column untouched.',
    zh: '工作簿不是本系统导出的表：应使用从本系统下载的表，且不得改动隐藏的第一列。',
  },
  'sheet-form-field-unknown': {
    kind: 'unacceptable',
    en: 'Cell {address} names the field {field}, which the form does not have.',
    zh: '单元格 {address} 的字段 {field} 不在本表之中。',
  },
  'sheet-form-field-twice': {
    kind: 'unacceptable',
    en: 'Cell {address} names the field {field} a second time.',
    zh: '单元格 {address} 的字段 {field} 重复出现。',
  },
  'sheet-form-option-unknown': {
    kind: 'unacceptable',
    en: 'Cell {address} holds “{value}”: expected one of {options}.',
    zh: '单元格 {address} 的内容“{value}”不在选项之内：应为 {options} 之一。',
  },
} as const satisfies RefusalCatalogue;

/** Carries a refusal out of a parser; `asValues` turns it into the last value of a reading. */
class Refused extends Error {
  override readonly name = 'Refused';
  readonly rejection: Rejection;

  constructor(rejection: Rejection) {
    super(rejection.en);
    this.rejection = rejection;
  }
}

/** The refusal of a rule with its parameters. */
export const refusal = (rule: keyof typeof spreadsheetRefusals, parameters: Readonly<Record<string, string | number>> = {}): Rejection =>
  refuse(spreadsheetRefusals, rule, parameters);

/** Ends the reading of a file. */
export const refuseFile = (rule: keyof typeof spreadsheetRefusals, parameters: Readonly<Record<string, string | number>> = {}): never => {
  throw new Refused(refusal(rule, parameters));
};

/** The refusal that an error carries; undefined for a bug or an outage. */
export const rejectionIn = (error: unknown): Rejection | undefined => (error instanceof Refused ? error.rejection : undefined);

/** Hands the values of a reading on; a refusal is its last one. */
export const asValues = async function* <T>(reading: AsyncIterable<T>): AsyncGenerator<T | Rejection> {
  try {
    yield* reading;
  } catch (error) {
    const rejection = rejectionIn(error);
    if (rejection === undefined) throw error;
    yield rejection;
  }
};

/** What a step of a reading answers, or its refusal. */
export const orRejection = async <T>(work: () => Promise<T>): Promise<T | Rejection> => {
  try {
    return await work();
  } catch (error) {
    const rejection = rejectionIn(error);
    if (rejection === undefined) throw error;
    return rejection;
  }
};
