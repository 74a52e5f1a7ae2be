// Why an uploaded file, or a row of it, is refused before a command is made of it.
import { type RefusalCatalogue, type Rejection, refuse } from '@yimu/domain/kernel';

export const uploadRefusals = {
  'upload-empty': {
    kind: 'unacceptable',
    en: 'The file holds no row.',
    zh: '文件没有任何数据行。',
  },
  'upload-column-missing': {
    kind: 'unacceptable',
    en: 'The heading misses the column {expected}; found: {found}.',
    zh: '表头缺少“{expected}”列；现有列为：{found}。',
  },
  'upload-column-unknown': {
    kind: 'unacceptable',
    en: 'The column “{found}” is not known; expected: {expected}.',
    zh: '表头的“{found}”列无法识别；应为：{expected}。',
  },
  'upload-column-unit': {
    kind: 'unacceptable',
    en: 'The column “{found}” is in another unit: expected “{expected}”.',
    zh: '表头的“{found}”列计量单位不符：应为“{expected}”。',
  },
  'upload-column-twice': {
    kind: 'unacceptable',
    en: 'The columns “{found}” and “{first}” mean the same: expected it once.',
    zh: '表头的“{found}”列与“{first}”列重复：只应出现一次。',
  },
  'upload-row-without-subject': {
    kind: 'unacceptable',
    en: 'The row has no value in the column {column}.',
    zh: '该行“{column}”列为空。',
  },
  'upload-row-without-figures': {
    kind: 'unacceptable',
    en: 'The row holds no figure: an empty cell is not supplied, which is not zero.',
    zh: '该行没有任何数据：空单元格视为未报，不视为零。',
  },
  'upload-line-not-of-shape': {
    kind: 'unacceptable',
    en: 'Line {row} is not of the expected shape at “{field}”: {expected}.',
    zh: '第 {row} 行的字段“{field}”不符合要求（{expected}）。',
  },
  'upload-year-unreadable': {
    kind: 'unacceptable',
    en: 'The year of the figures reads “{found}”: expected four digits, for example 2023.',
    zh: '数据年度为“{found}”：应为四位年份，例如 2023。',
  },
  'upload-subject-not-found': {
    kind: 'unacceptable',
    en: '“{code}” is not found within the scope of the token, or has no health check form in this cycle.',
    zh: '在令牌的管辖范围内未找到“{code}”，或其在本轮评价中没有体检表。',
  },
  'upload-enterprise-not-found': {
    kind: 'unacceptable',
    en: 'No enterprise with the code “{code}” is known.',
    zh: '未找到统一社会信用代码为“{code}”的企业。',
  },
  'upload-form-outdated': {
    kind: 'conflict',
    en: 'The form has version {found} of the fields, but version {current} is in force: expected one that is downloaded anew.',
    zh: '该表为第 {found} 版，现行为第 {current} 版：应重新下载后填写。',
  },
  'upload-form-kind-unknown': {
    kind: 'unacceptable',
    en: 'The workbook holds a form “{form}” which is not asked for in this cycle.',
    zh: '表中的“{form}”不是本轮评价所需的表。',
  },
  'upload-form-empty': {
    kind: 'unacceptable',
    en: 'The form holds no answer.',
    zh: '该表没有填写任何内容。',
  },
  'upload-form-cells-wrong': {
    kind: 'unacceptable',
    en: 'Cells of the form are not as expected: {cells}',
    zh: '该表有单元格不符合要求：{cells}',
  },
} as const satisfies RefusalCatalogue;

/** The refusal of a rule with its parameters; what a file said is cut, so that an answer stays short. */
export const refusal = (rule: keyof typeof uploadRefusals, parameters: Readonly<Record<string, string>> = {}): Rejection =>
  refuse(uploadRefusals, rule, Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, value.slice(0, 300)])));
