import type { Indicator, Quantity, Standard } from '../../scoring/index.ts';
import { choice, figure, figures, over, quantity, ratio, scheme } from './parts.ts';

/** The mean of last year, which is supplied: the base is twice as much. */
const lastYear = (code: string, zh: string, en: string): Quantity => ({ ...figure(code, zh, en, '万元/亩', '统计局'), merge: 'same' });

const againstBase = (code: string, [zh, en]: readonly [string, string], per: Quantity, mean: Quantity): Indicator => ({
  code,
  name: { zh, en },
  dimension: '亩产',
  unit: '',
  direction: 'higher',
  formula: over(over(quantity(per.code), quantity('land')), {
    op: 'multiply',
    of: [{ op: 'constant', value: '2' }, quantity(mean.code)],
  }),
  decimals: 6,
  suppliedBy: per.suppliedBy,
  required: true,
});

const meanTax = lastYear('mean-tax-per-mu', '上年亩均税收平均值', 'Mean tax per mu of last year');
const meanSales = lastYear('mean-sales-per-mu', '上年亩均销售平均值', 'Mean sales per mu of last year');
const green = { ...figure('green', '绿色发展得分', 'Green development', '分', '生态环境局'), merge: 'same' } as const;
const years = { ...figure('years-in-production', '投产年限', 'Years in production', '年', '街镇'), merge: 'largest' } as const;
const [tax, sales] = [
  againstBase('tax-against-base', ['亩均税收与基准之比', 'Tax per mu against base'], figures.tax, meanTax),
  againstBase('sales-against-base', ['亩均销售与基准之比', 'Sales per mu against base'], figures.revenue, meanSales),
];
const greenScore: Indicator = {
  code: 'green',
  name: green.name,
  dimension: '环境',
  unit: '分',
  direction: 'higher',
  formula: quantity('green'),
  decimals: 2,
  suppliedBy: '生态环境局',
  required: true,
};

/** 淮安市 2024: its four classes by share, and class T for what is not rated. */
export const huaian2024: Standard = {
  title: { zh: '样例：淮安2024年分类规则', en: 'Sample: classes of Huaian 2024' },
  sample: {
    place: '淮安市',
    source: 'at2000.net 转载',
    notes:
      '亩均税收45、亩均销售35、绿色20，基准约为上年平均值的2倍，A类至20%、B类至60%、C类至95%、D类末5%，公用事业及投产不满2年者为T类（来源）；绿色分档、舍入与并列规则为示意（本样例）。',
  },
  quantities: [
    figures.tax,
    figures.revenue,
    figures.land,
    meanTax,
    meanSales,
    green,
    years,
    choice('utility', '公用事业', 'Public utility', '经委', 'yes', 'no'),
  ],
  indicators: [tax, sales, greenScore],
  cohorts: [{ code: 'all', name: { zh: '全部', en: 'All' }, within: [], scheme: 'all' }],
  determinations: [
    {
      code: 'utility',
      kind: 'unrated',
      name: { zh: '公用事业企业', en: 'Public utility' },
      basis: '淮安2024',
      when: { op: 'is', quantity: 'utility', options: ['yes'] },
      grade: 'T',
    },
    {
      code: 'new',
      kind: 'unrated',
      name: { zh: '投产不满2年', en: 'Less than two years in production' },
      basis: '淮安2024',
      when: { op: 'less', of: [quantity('years-in-production'), { op: 'constant', value: '2' }] },
      grade: 'T',
    },
  ],
  schemes: [
    scheme(
      'all',
      [
        ratio(tax, '45', '1', 'zero'),
        ratio(sales, '35', '1', 'zero'),
        {
          indicator: 'green',
          weight: '20',
          method: {
            kind: 'bands',
            bands: [
              { from: '90', below: null, points: '20' },
              { from: '70', below: '90', points: '15' },
              { from: '60', below: '70', points: '10' },
              { from: null, below: '60', points: '0' },
            ],
          },
          missing: 'zero',
        },
      ],
      tax,
    ),
  ],
  unratedGrade: 'T',
};
