import type { Standard } from '../../scoring/index.ts';
import { borrowedCutOffs, figures, ratio, ratios, scheme } from './parts.ts';

/** 临海市 2014–16: two cohorts by land, from 3 亩 on and below. */
export const linhai2014: Standard = {
  title: { zh: '样例：临海2014—2016年工业企业综合评价', en: 'Sample: Linhai 2014–16 evaluation of industrial enterprises' },
  sample: {
    place: '临海市',
    source: 'wenda.zhifure.com 37713',
    notes: `3亩以上：亩均税收40、亩均销售10、能耗20、COD15、水5、劳动10，基准15万、300万、3万、500万、0.1万、15万；3亩以下权重50、20、30（来源）。能耗、COD、水以增加值为分子，3亩以下的第三项取劳动生产率并沿用3亩以上的基准（本样例）。${borrowedCutOffs}`,
  },
  quantities: [
    figures.land,
    figures.tax,
    figures.revenue,
    figures.valueAdded,
    figures.energy,
    figures.cod,
    figures.water,
    figures.employees,
  ],
  indicators: [
    ratios.taxPerMu,
    ratios.salesPerMu,
    ratios.valueAddedPerTce,
    ratios.valueAddedPerCod,
    ratios.valueAddedPerWater,
    ratios.productivity,
  ],
  cohorts: [
    {
      code: 'from-3-mu',
      name: { zh: '3亩以上', en: 'From 3 mu on' },
      within: [{ op: 'between', quantity: 'land', from: '3', below: null }],
      scheme: 'from-3-mu',
    },
    {
      code: 'below-3-mu',
      name: { zh: '3亩以下', en: 'Below 3 mu' },
      within: [{ op: 'between', quantity: 'land', from: null, below: '3' }],
      scheme: 'below-3-mu',
    },
  ],
  determinations: [],
  schemes: [
    scheme(
      'from-3-mu',
      [
        ratio(ratios.taxPerMu, '40', '15'),
        ratio(ratios.salesPerMu, '10', '300'),
        ratio(ratios.valueAddedPerTce, '20', '3'),
        ratio(ratios.valueAddedPerCod, '15', '500'),
        ratio(ratios.valueAddedPerWater, '5', '0.1'),
        ratio(ratios.productivity, '10', '15'),
      ],
      ratios.taxPerMu,
    ),
    scheme(
      'below-3-mu',
      [ratio(ratios.taxPerMu, '50', '15'), ratio(ratios.salesPerMu, '20', '300'), ratio(ratios.productivity, '30', '15')],
      ratios.taxPerMu,
    ),
  ],
  unratedGrade: null,
};
