// A city to be scored: a standard of eleven indicators, and figures of every parcel from five suppliers, the same in every run.
import { createHash } from 'node:crypto';
import type { Expression, Indicator, Item, Method, Quantity, Standard } from '@yimu/domain/scoring';

const figure = (code: string, zh: string, unit: string, suppliedBy: Quantity['suppliedBy']): Quantity => ({
  code,
  name: { zh, en: code },
  unit,
  kind: 'decimal',
  options: [],
  suppliedBy,
  merge: 'sum',
});

const quantities: readonly Quantity[] = [
  figure('tax', '评价税收', '万元', '税务局'),
  figure('research', '研发费用', '万元', '税务局'),
  figure('land', '用地面积', '亩', '规划资源局'),
  figure('value-added', '工业增加值', '万元', '统计局'),
  figure('revenue', '主营业务收入', '万元', '统计局'),
  figure('energy', '综合能耗', '吨标准煤', '统计局'),
  figure('water', '用水量', '吨', '统计局'),
  figure('employees', '年平均职工人数', '人', '统计局'),
  figure('emission', '主要污染物排放量', '吨', '生态环境局'),
  figure('cod', '化学需氧量排放量', '吨', '生态环境局'),
  figure('electricity', '用电量', '万千瓦时', '街镇'),
];

const of = (code: string): Expression => ({ op: 'quantity', code });
const ratio = (base: string): Method => ({ kind: 'ratio', base, cap: '1.5', floor: '0' });
const spread: Method = { kind: 'min-max', low: '20', high: '100', level: '60' };

/** Indicator, dividend, divisor, weight, method. */
const table: readonly (readonly [string, string, string, string, Method])[] = [
  ['tax-per-mu', 'tax', 'land', '20', ratio('10')],
  ['value-added-per-mu', 'value-added', 'land', '15', spread],
  ['sales-per-mu', 'revenue', 'land', '10', ratio('200')],
  ['value-added-per-tce', 'value-added', 'energy', '10', spread],
  ['value-added-per-emission', 'value-added', 'emission', '5', ratio('4929.81')],
  ['value-added-per-cod', 'value-added', 'cod', '5', ratio('3000')],
  ['value-added-per-water', 'value-added', 'water', '5', spread],
  ['productivity', 'value-added', 'employees', '10', ratio('18.14')],
  ['research-share', 'research', 'revenue', '10', ratio('0.0302')],
  ['tax-per-electricity', 'tax', 'electricity', '5', ratio('0.2352')],
  ['sales-per-head', 'revenue', 'employees', '5', spread],
];

const indicators: readonly Indicator[] = table.map(([code, dividend, divisor]) => ({
  code,
  name: { zh: code, en: code },
  dimension: '亩产',
  unit: '',
  direction: 'higher',
  formula: { op: 'divide', of: [of(dividend), of(divisor)] },
  decimals: 6,
  suppliedBy: '经委',
  required: true,
}));
const items: readonly Item[] = table.map(([indicator, , , weight, method]) => ({ indicator, weight, method, missing: 'cohort-mean' }));

export const standard: Standard = {
  title: { zh: '试验标准', en: 'Standard of the bench' },
  sample: null,
  quantities,
  indicators,
  cohorts: [{ code: 'all', name: { zh: '全部', en: 'All' }, within: [], scheme: 'all' }],
  determinations: [],
  schemes: [
    {
      code: 'all',
      total: '100',
      decimals: 4,
      items,
      extras: [],
      ties: { by: ['tax-per-mu'], equals: 'by-code' },
      cutOffs: {
        kind: 'share',
        classes: [
          { grade: 'A', upTo: '20%' },
          { grade: 'B', upTo: '60%' },
          { grade: 'C', upTo: '95%' },
          { grade: 'D', upTo: '100%' },
        ],
        rounding: 'nearest',
      },
    },
  ],
  unratedGrade: 'T',
};

/** Who supplies what, an event each. */
export const suppliers: readonly (readonly [Quantity['suppliedBy'], readonly Quantity[]])[] = [
  ...Map.groupBy(quantities, ({ suppliedBy }) => suppliedBy),
];

/** The place of a quantity in the standard. */
export const placeOfQuantity = (code: string): number => quantities.findIndex((each) => each.code === code);

/** An id that is the same in every run for the same words. */
export const idOf = (...words: readonly (string | number)[]): string => {
  const hex = createHash('sha1').update(words.join('/')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** A figure of the n-th parcel, with two decimals; one in fifty is not known. */
export const figureOf = (n: number, place: number): string | null => {
  const chance = (Math.imul(n + 1, 2_654_435_761) ^ Math.imul(place + 7, 40_503)) >>> 0;
  return chance % 50 === 0 && place > 2 ? null : `${(chance % 9_973) + 1}.${10 + (chance % 89)}`;
};
