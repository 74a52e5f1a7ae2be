// What the samples are made of: quantities and indicators as 黄岩 2022 defines them (chacewang.com news430850), in 万元, 亩 and 吨标准煤.
import type { CutOffs, Expression, Indicator, Item, Quantity, Scheme } from '../../scoring/index.ts';

const figure = (code: string, zh: string, en: string, unit: string, suppliedBy: Quantity['suppliedBy']): Quantity => ({
  code,
  name: { zh, en },
  unit,
  kind: 'decimal',
  options: [],
  suppliedBy,
  merge: 'sum',
});

const choice = (code: string, zh: string, en: string, suppliedBy: Quantity['suppliedBy'], ...options: readonly string[]): Quantity => ({
  code,
  name: { zh, en },
  unit: '',
  kind: 'option',
  options,
  suppliedBy,
  merge: 'foremost',
});

/** Figures of several enterprises on one parcel are added; the land is the parcel's, whoever says it. */
export const figures = {
  tax: figure('tax', '评价税收', 'Tax paid', '万元', '税务局'),
  land: { ...figure('land', '用地面积', 'Land used', '亩', '规划资源局'), merge: 'same' },
  valueAdded: figure('value-added', '工业增加值', 'Industrial value added', '万元', '统计局'),
  revenue: figure('revenue', '主营业务收入', 'Main business revenue', '万元', '统计局'),
  energy: figure('energy', '综合能耗', 'Energy consumed', '吨标准煤', '统计局'),
  emission: figure('emission', '主要污染物排放量', 'Main pollutants emitted', '吨', '生态环境局'),
  cod: figure('cod', '化学需氧量排放量', 'COD emitted', '吨', '生态环境局'),
  water: figure('water', '用水量', 'Water used', '吨', '统计局'),
  employees: figure('employees', '年平均职工人数', 'Average employees', '人', '统计局'),
  research: figure('research', '研发费用', 'R&D expense', '万元', '税务局'),
  electricity: figure('electricity', '用电量', 'Electricity used', '万千瓦时', '街镇'),
  scale: choice('scale', '企业规模', 'Scale', '统计局', 'above-scale', 'below-scale'),
} as const satisfies Record<string, Quantity>;

export { choice, figure };

export const quantity = (code: string): Expression => ({ op: 'quantity', code });
export const over = (dividend: Expression, divisor: Expression): Expression => ({ op: 'divide', of: [dividend, divisor] });

const per = (
  code: string,
  [zh, en, unit]: readonly [string, string, string],
  dimension: Indicator['dimension'],
  [dividend, divisor]: readonly [Quantity, Quantity],
): Indicator => ({
  code,
  name: { zh, en },
  dimension,
  unit,
  direction: 'higher',
  formula: over(quantity(dividend.code), quantity(divisor.code)),
  decimals: 6,
  suppliedBy: dividend.suppliedBy,
  required: true,
});

const { tax, land, valueAdded, revenue, energy, emission, cod, water, employees, research, electricity } = figures;

export const ratios = {
  taxPerMu: per('tax-per-mu', ['亩均税收', 'Tax per mu', '万元/亩'], '亩产', [tax, land]),
  valueAddedPerMu: per('value-added-per-mu', ['亩均增加值', 'Value added per mu', '万元/亩'], '亩产', [valueAdded, land]),
  salesPerMu: per('sales-per-mu', ['亩均销售', 'Sales per mu', '万元/亩'], '亩产', [revenue, land]),
  valueAddedPerTce: per('value-added-per-tce', ['单位能耗增加值', 'Value added per tce', '万元/吨标准煤'], '能耗', [valueAdded, energy]),
  valueAddedPerEmission: {
    ...per('value-added-per-emission', ['单位排放增加值', 'Value added per ton emitted', '万元/吨'], '环境', [valueAdded, emission]),
    required: false,
  },
  valueAddedPerCod: per('value-added-per-cod', ['单位COD增加值', 'Value added per ton of COD', '万元/吨'], '环境', [valueAdded, cod]),
  valueAddedPerWater: per('value-added-per-water', ['单位用水增加值', 'Value added per ton of water', '万元/吨'], '环境', [
    valueAdded,
    water,
  ]),
  productivity: per('productivity', ['劳动生产率', 'Labour productivity', '万元/人'], '效益', [valueAdded, employees]),
  researchShare: per('research-share', ['研发投入占比', 'R&D share of revenue', ''], '效益', [research, revenue]),
  taxPerElectricity: per('tax-per-electricity', ['单位用电税收', 'Tax per kWh', '元/千瓦时'], '能耗', [tax, electricity]),
} as const satisfies Record<string, Indicator>;

/** value ÷ base × weight without limits. */
export const ratio = ({ code: indicator }: Indicator, weight: string, base: string, missing: Item['missing'] = 'unrated'): Item => ({
  indicator,
  weight,
  method: { kind: 'ratio', base, cap: null, floor: null },
  missing,
});

/** 淮安 2024: A ≤ 20 %, B ≤ 60 %, C ≤ 95 %, D the last 5 %. */
export const huaianCutOffs: CutOffs = {
  kind: 'share',
  classes: [
    { grade: 'A', upTo: '20%' },
    { grade: 'B', upTo: '60%' },
    { grade: 'C', upTo: '95%' },
    { grade: 'D', upTo: '100%' },
  ],
  rounding: 'nearest',
};

/** A scheme over 100 points, rounded on four decimals; equals share a rank and the better class. */
export const scheme = (code: string, items: readonly Item[], tieBy: Indicator, extras: Scheme['extras'] = []): Scheme => ({
  code,
  total: '100',
  decimals: 4,
  items,
  extras,
  ties: { by: [tieBy.code], equals: 'better' },
  cutOffs: huaianCutOffs,
});

/** What no sample could take from its source. */
export const borrowedCutOffs =
  '来源未载明分类比例，借用淮安2024的20%/60%/95%；未载明舍入与并列规则，本样例取指标值六位小数、得分四位小数四舍五入，并列者同名次并就高归类。';
