import type { Indicator, Item, Standard } from '../../scoring/index.ts';
import { borrowedCutOffs, figures, ratios, scheme } from './parts.ts';

/** Between nothing and 1.5 times the weight; who has no figure, or a negative one, gets nothing. */
const capped = ({ code: indicator }: Indicator, weight: string, base: string): Item => ({
  indicator,
  weight,
  method: { kind: 'ratio', base, cap: '1.5', floor: '0' },
  missing: 'zero',
});

/** 乐清市 2016 (repealed): its way of scoring; the source as read names neither indicators nor bases. */
export const yueqing2016: Standard = {
  title: { zh: '样例：乐清2016年计分规则（已废止）', en: 'Sample: scoring rule of Yueqing 2016 (repealed)' },
  sample: {
    place: '乐清市',
    source: 'yueqing.gov.cn art_1229145289_818513',
    notes: `单项得分=数值÷基准×权重，最高为权重的1.5倍，最低为0，负值或缺失计0分（来源）；指标、权重与基准为示意（本样例）。${borrowedCutOffs}`,
  },
  quantities: [figures.tax, figures.land, figures.valueAdded, figures.energy],
  indicators: [ratios.taxPerMu, ratios.valueAddedPerMu, ratios.valueAddedPerTce],
  cohorts: [{ code: 'all', name: { zh: '全部', en: 'All' }, within: [], scheme: 'all' }],
  determinations: [],
  schemes: [
    scheme(
      'all',
      [capped(ratios.taxPerMu, '50', '10'), capped(ratios.valueAddedPerMu, '30', '60'), capped(ratios.valueAddedPerTce, '20', '2')],
      ratios.taxPerMu,
    ),
  ],
  unratedGrade: null,
};
