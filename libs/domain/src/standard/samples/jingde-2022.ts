import type { Indicator, Item, Standard } from '../../scoring/index.ts';
import { borrowedCutOffs, choice, figures, ratios, scheme } from './parts.ts';

/** From 20 to 100 percent of the weight; all equal stand in the middle. */
const spread = ({ code: indicator }: Indicator, weight: string): Item => ({
  indicator,
  weight,
  method: { kind: 'min-max', low: '20', high: '100', level: '60' },
  missing: 'unrated',
});

/** 旌德县 2022: by the place between the least and the most of the cohort, with extra points. */
export const jingde2022: Standard = {
  title: { zh: '样例：旌德2022年计分规则', en: 'Sample: scoring rule of Jingde 2022' },
  sample: {
    place: '旌德县',
    source: 'ahjd.gov.cn 2394961',
    notes: `单项得分=权重×〔20＋80×(x−min)÷(max−min)〕÷100，另有加分（来源）；指标、权重、加分项及全部相同时取60%为示意（本样例）。${borrowedCutOffs}`,
  },
  quantities: [
    figures.tax,
    figures.land,
    figures.revenue,
    figures.valueAdded,
    figures.energy,
    choice('hi-tech', '高新技术企业', 'Hi-tech enterprise', '科委', 'yes', 'no'),
  ],
  indicators: [ratios.taxPerMu, ratios.salesPerMu, ratios.valueAddedPerTce],
  cohorts: [{ code: 'all', name: { zh: '全部', en: 'All' }, within: [], scheme: 'all' }],
  determinations: [],
  schemes: [
    scheme(
      'all',
      [spread(ratios.taxPerMu, '40'), spread(ratios.salesPerMu, '30'), spread(ratios.valueAddedPerTce, '30')],
      ratios.taxPerMu,
      [
        {
          code: 'hi-tech',
          name: { zh: '高新技术企业加分', en: 'Extra for hi-tech enterprises' },
          when: { op: 'is', quantity: 'hi-tech', options: ['yes'] },
          points: { op: 'constant', value: '5' },
          atLeast: '0',
          atMost: '5',
        },
      ],
    ),
  ],
  unratedGrade: null,
};
