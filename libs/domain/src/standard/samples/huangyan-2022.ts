import type { Standard } from '../../scoring/index.ts';
import { borrowedCutOffs, figures, ratio, ratios, scheme } from './parts.ts';

/** 台州市黄岩区 2022, enterprises above scale (规上) and below (规下), each with its own formula. */
export const huangyan2022: Standard = {
  title: { zh: '样例：黄岩2022年工业企业亩均效益评价', en: 'Sample: Huangyan 2022 per-mu evaluation of industrial enterprises' },
  sample: {
    place: '台州市黄岩区',
    source: 'chacewang.com news430850',
    notes: `无排放数据者取同组平均分（来源）；其余指标缺数据时不予评价（本样例）。${borrowedCutOffs}`,
  },
  quantities: [
    figures.scale,
    figures.tax,
    figures.land,
    figures.valueAdded,
    figures.energy,
    figures.emission,
    figures.employees,
    figures.research,
    figures.revenue,
    figures.electricity,
  ],
  indicators: [
    ratios.taxPerMu,
    ratios.valueAddedPerMu,
    ratios.valueAddedPerTce,
    ratios.valueAddedPerEmission,
    ratios.productivity,
    ratios.researchShare,
    ratios.taxPerElectricity,
  ],
  cohorts: [
    {
      code: 'above-scale',
      name: { zh: '规上企业', en: 'Enterprises above scale' },
      within: [{ op: 'is', quantity: 'scale', options: ['above-scale'] }],
      scheme: 'above-scale',
    },
    {
      code: 'below-scale',
      name: { zh: '规下企业', en: 'Enterprises below scale' },
      within: [{ op: 'is', quantity: 'scale', options: ['below-scale'] }],
      scheme: 'below-scale',
    },
  ],
  determinations: [],
  schemes: [
    scheme(
      'above-scale',
      [
        ratio(ratios.taxPerMu, '30', '24.097'),
        ratio(ratios.valueAddedPerMu, '20', '136.16'),
        ratio(ratios.valueAddedPerTce, '20', '2.694'),
        ratio(ratios.valueAddedPerEmission, '10', '4929.81', 'cohort-mean'),
        ratio(ratios.productivity, '10', '18.14'),
        ratio(ratios.researchShare, '10', '0.0302'),
      ],
      ratios.taxPerMu,
    ),
    scheme('below-scale', [ratio(ratios.taxPerMu, '50', '11.5932'), ratio(ratios.taxPerElectricity, '50', '0.2352')], ratios.taxPerMu),
  ],
  unratedGrade: null,
};
